"""Fifty rows a page."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any]) -> Page[Any]:
    """The page that is asked for; a number that is none gives the first or the last one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))

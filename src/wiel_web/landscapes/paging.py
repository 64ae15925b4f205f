"""Fifty rows a page."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], n: int | None = None) -> Page[Any]:
    """The page that is asked for; a number that is none gives the first or the last one. `n`: how many there are, where that is known."""
    pages = Paginator(rows, PER_PAGE)
    if n is not None:
        # A cached property: given, it is not asked of the database.
        pages.count = n
    return pages.get_page(request.GET.get("pagina"))

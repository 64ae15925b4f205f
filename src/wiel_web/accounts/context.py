"""What the head of every page shows of the person."""

from typing import Any

from django.http import HttpRequest

from wiel_web.accounts.service import choices_of
from wiel_web.tenancy.pages import actor_of


def organisations(request: HttpRequest) -> dict[str, Any]:
    """The organisations between which the person can switch."""
    user = actor_of(request).user
    return {"organisations": choices_of(user) if user is not None else []}

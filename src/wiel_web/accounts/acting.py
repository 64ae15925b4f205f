"""Finds out on whose behalf each request comes, keeps the database to that organisation, and logs the act."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wiel_web.accounts.models import User
from wiel_web.accounts.service import actor_for
from wiel_web.tenancy.actor import VISITOR
from wiel_web.tenancy.audit import DONE, FAILED, REFUSED, record
from wiel_web.tenancy.scoping import acting_for

CHOSEN = "organisation"
_UNLOGGED = ("/static/", "/health/")


class ActingMiddleware:
    """Puts `actor` on the request; every act of somebody who has signed in goes into the log, reading too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if request.path.startswith(_UNLOGGED):
            request.actor = VISITOR  # type: ignore[attr-defined]
            return self.get_response(request)
        user = request.user if isinstance(request.user, User) else None
        with acting_for(None, user.pk if user else None):
            actor = actor_for(user, request.session.get(CHOSEN))
            request.actor = actor  # type: ignore[attr-defined]
            with acting_for(actor.organisation):
                response = self.get_response(request)
                if actor.user is not None:
                    _record(request, response)
        return response


def _record(request: HttpRequest, response: HttpResponse) -> None:
    match = request.resolver_match
    status = response.status_code
    outcome = DONE if status < 400 else REFUSED if status < 500 else FAILED
    detail = {key: str(value) for key, value in match.kwargs.items()} if match else {}
    name = f"{request.method} {match.view_name if match and match.view_name else request.path}"
    actor = request.actor  # type: ignore[attr-defined]
    record(
        actor, name[:80], request.path[:200], outcome=outcome, address=request.META.get("REMOTE_ADDR", ""), status=status, **detail
    )

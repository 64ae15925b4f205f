"""Finds out on whose behalf each request comes, keeps the database to that organisation, and logs the act."""

from collections.abc import Callable
from contextlib import nullcontext

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from wiel.texts import Sentence
from wiel_web.accounts.keys import TooMany, use
from wiel_web.accounts.models import User
from wiel_web.accounts.service import actor_for
from wiel_web.frame.context import language
from wiel_web.frame.problem import problem
from wiel_web.tenancy.actor import VISITOR, Actor
from wiel_web.tenancy.audit import DONE, FAILED, REFUSED, record
from wiel_web.tenancy.readable import remembering
from wiel_web.tenancy.scoping import acting_for

CHOSEN = "organisation"
LOOKING = ("GET", "HEAD")
_UNLOGGED = ("/static/", "/health/", "/uiterlijk/kleuren.css")
# An access key opens the API only; pages are for people who have signed in.
_FOR_MACHINES = "/api/"


class ActingMiddleware:
    """Puts `actor` on the request; every act of somebody who has signed in, or of a machine, goes into the log, reading too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if request.path.startswith(_UNLOGGED):
            request.actor = VISITOR  # type: ignore[attr-defined]
            return self.get_response(request)
        if "Authorization" in request.headers and request.path.startswith(_FOR_MACHINES):
            return self._machine(request)
        user = request.user if isinstance(request.user, User) else None
        with acting_for(None, user.pk if user else None):
            return self._answer(request, actor_for(user, request.session.get(CHOSEN)))

    def _machine(self, request: HttpRequest) -> HttpResponse:
        """Answer a request that shows a key; a session that comes with it counts for nothing."""
        request.user = AnonymousUser()
        scheme, _, text = request.headers["Authorization"].partition(" ")
        with acting_for(None):
            try:
                actor = use(text.strip()) if scheme.lower() == "bearer" else VISITOR
            except TooMany as error:
                return _too_many(error.wait)
            return self._answer(request, actor)

    def _answer(self, request: HttpRequest, actor: Actor) -> HttpResponse:
        request.actor = actor  # type: ignore[attr-defined]
        with acting_for(actor.organisation):
            with remembering() if request.method in LOOKING else nullcontext():
                response = self.get_response(request)
            if actor.user is not None:
                _record(request, response)
        return response


def _too_many(wait: int) -> HttpResponse:
    sentence = Sentence("keys.too-many", {"seconds": wait})
    response = problem(429, sentence.message(language()), sentence.remedy(language()))
    response["Retry-After"] = str(wait)
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

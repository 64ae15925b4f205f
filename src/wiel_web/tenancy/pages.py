"""How a page says what one must be allowed, and how it refuses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import VISITOR, Actor
from wiel_web.tenancy.roles import Action

View = Callable[..., Any]


def actor_of(request: HttpRequest) -> Actor:
    """On whose behalf a request comes."""
    actor: Actor = getattr(request, "actor", VISITOR)
    return actor


def allowed(action: Action | None) -> Callable[[View], View]:
    """A page for who may do this at the own organisation; with None for everybody who has signed in.

    Whoever has not signed in goes to the page for that; whoever may not gets status 403. The page itself asks `may` or `visible_to` about
    each thing that it shows.
    """

    def decorate(view: View) -> View:
        """Guard one page."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            """The page, for whom it is."""
            actor = actor_of(request)
            if actor.user is None:
                return redirect_to_login(request.get_full_path())
            if action is not None:
                require(actor, action)
            response: HttpResponse = view(request, *args, **kwargs)
            return response

        guarded.asks = action  # type: ignore[attr-defined]
        return guarded

    return decorate

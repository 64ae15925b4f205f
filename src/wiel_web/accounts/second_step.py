"""Who manages data signs in with a second step; without one the person is asked to set it up first. A machine has its key."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wiel_web.frame.problem import problem
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import MANAGING

_OPEN = ("/account/", "/health/", "/static/", "/taal/")
SET_UP = "mfa_activate_totp"


class SecondStepMiddleware:
    """Sends people in a managing role to the page where they set up their second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        actor = actor_of(request)
        asked = settings.SECOND_STEP and actor.key is None and not request.path.startswith(_OPEN) and actor.roles & MANAGING
        if not asked or is_mfa_enabled(request.user):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return problem(403, "A second step for signing in is required.")
        return redirect(SET_UP)

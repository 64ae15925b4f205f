"""Pages for what went wrong: what failed, what did not change, what to do, and a number for the help desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiel_web.frame.observe import REQUEST


def page(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """The page of one kind of failure; its sentences are ``frame.failure.<kind>``."""
    return render(request, "frame/failure.html", {"kind": kind, "number": REQUEST.get()}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request is not as it should be."""
    return page(request, "bad-request", 400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The role does not allow it."""
    return page(request, "not-allowed", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It does not exist, or is not for these eyes: the answer is the same."""
    return page(request, "not-found", 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return page(request, "broken", 500)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or that does not come from here."""
    return page(request, "no-token", 403)

"""Pages for what went wrong: what failed, what did not change, what to do, and a number for the help desk."""

import errno
import sys

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from wiel.texts import Sentence
from wiel_web.frame.context import language
from wiel_web.frame.observe import REQUEST
from wiel_web.frame.problem import problem

FULL, AWAY = 507, 503
# A page for one of these asks nothing of the database: it may be the cause.
ALONE = ("broken", "away", "full")


def page(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    """The page, or the answer of the API, of one kind of failure; its sentences are ``frame.failure.<kind>``."""
    if request.path.startswith("/api/"):
        sentence = Sentence(f"frame.failure.{kind}")
        return problem(status, sentence.message(language()), sentence.remedy(language()))
    found = {"kind": kind, "number": REQUEST.get(), "language": language()}
    if kind not in ALONE:
        try:
            return render(request, "frame/failure.html", found, status=status)
        except Error:
            found["kind"], status = "away", AWAY
    return HttpResponse(render_to_string("frame/alone.html", found), status=status)


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
    """Something broke on our side: the disk is full, the database is away, or we do not know."""
    error = sys.exc_info()[1]
    if error is not None and is_full(error):
        return page(request, "full", FULL)
    if isinstance(error, OperationalError | InterfaceError):
        return page(request, "away", AWAY)
    return page(request, "broken", 500)


def is_full(error: BaseException) -> bool:
    """Whether the disk or the database has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, OperationalError) and any(
        word in str(error).lower() for word in ("disk is full", "no space left", "disk i/o")
    )


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or that does not come from here."""
    return page(request, "no-token", 403)

"""Errors of the library become pages: what is wrong and what to do, with nothing changed."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiel.errors import WielError
from wiel_web.frame.context import language
from wiel_web.frame.failure import FULL, is_full, page
from wiel_web.frame.observe import REQUEST
from wiel_web.frame.problem import problem

_log = logging.getLogger("wiel.refusal")
REFUSED = 422


class Refusals:
    """Turns a `WielError` into a page with its sentence and remedy, and a full disk into one that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for an error that has one; None leaves it to Django."""
        if isinstance(exception, WielError):
            message, remedy = exception.sentence.message(language()), exception.sentence.remedy(language())
            _log.info(exception.sentence.key, extra={"event": "refused"})
            if request.path.startswith("/api/"):
                return problem(REFUSED, message, remedy)
            found = {"message": message, "remedy": remedy, "place": str(exception.place), "number": REQUEST.get()}
            return render(request, "frame/refused.html", found, status=REFUSED)
        if is_full(exception):
            _log.error("storage is full", exc_info=exception)
            return page(request, "full", FULL)
        return None

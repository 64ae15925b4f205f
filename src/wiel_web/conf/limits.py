"""What is too large is refused before it is kept anywhere, with a page that says so."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiel.texts import Sentence
from wiel_web.frame.context import language
from wiel_web.frame.observe import REQUEST
from wiel_web.frame.problem import problem

TOO_LARGE, PIECE, MEGABYTE = 413, 64 * 1024, 1024 * 1024
# Room for the other fields of a form, and how much of a refused request is read at most.
MARGIN, PATIENCE = MEGABYTE, 8


class BodyLimit:
    """Refuses a request whose length is over the limit; nothing of it comes on disk or stays in memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        given = request.META.get("CONTENT_LENGTH") or "0"
        length, limit = int(given) if given.isdigit() else 0, settings.LARGEST_DELIVERY + MARGIN
        if length <= limit:
            return self.get_response(request)
        _read_away(request, min(length, PATIENCE * limit))
        sentence = Sentence("limits.body", {"size": length // MEGABYTE, "limit": settings.LARGEST_DELIVERY // MEGABYTE})
        if request.path.startswith("/api/"):
            return problem(TOO_LARGE, sentence.message(language()), sentence.remedy(language()))
        found = {"message": sentence.message(language()), "remedy": sentence.remedy(language()), "number": REQUEST.get()}
        return render(request, "frame/refused.html", found, status=TOO_LARGE)


def _read_away(request: HttpRequest, length: int) -> None:
    """A browser shows an answer only after it could send everything."""
    while length > 0 and (piece := request.read(min(PIECE, length))):
        length -= len(piece)

"""What every template may use: the language, the bar, the class of the page."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the main bar: the name of its app, the name of its first page, and the action that one must be allowed."""

    key: str
    url: str
    action: str
    order: int

    @property
    def word(self) -> str:
        """The sentence with its name."""
        return f"frame.bar.{self.key}"


BAR: list[Place] = []
SCHEMES = ("auto", "light", "dark")
SCHEME = "scheme"


def in_bar(key: str, url: str, action: str = "", order: int = 50) -> None:
    """Put a place in the main bar, lowest order first, else in the order of the calls; each app does so for its own pages."""
    BAR.append(Place(key, url, action, order))
    BAR.sort(key=lambda place: place.order)


def language() -> str:
    """The language of this request."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language and main bar; places that the actor may not enter are left out."""
    actor = getattr(request, "actor", None)
    bar = [place for place in BAR if actor is not None and (not place.action or place.action in actor.actions)]
    match = request.resolver_match
    return {
        "language": language(),
        "bar": bar,
        "here": next((place.key for place in BAR if match and place.url == match.view_name), _room(request)),
        "actor": actor,
        "is_demo": settings.DEMO,
        "scheme": request.COOKIES.get(SCHEME) if request.COOKIES.get(SCHEME) in SCHEMES else "",
        "schemes": SCHEMES,
        "version": version("wiel"),
    }


def _room(request: HttpRequest) -> str:
    """The app of a page, which is its place in the bar unless the page has one of its own."""
    match = request.resolver_match
    return (match.app_name or match.url_name or "").split(":")[0] if match else ""

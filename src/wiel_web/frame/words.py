"""Sentences that are said when the page is made, for labels of forms."""

from typing import Any

from django.utils.functional import lazystr

from wiel.texts import say
from wiel_web.frame.context import language


class _Later:
    """A sentence that waits for the language of the request."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __str__(self) -> str:
        return say(self._key, language())


def later(key: str) -> Any:
    """A sentence without values that is said when it is shown."""
    return lazystr(_Later(key))

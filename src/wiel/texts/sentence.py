"""One sentence: a key, its values, said in a language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from wiel.texts.catalogue import LANGUAGES, keys, template
from wiel.texts.numbers import Value, formatted

_place: ContextVar[str] = ContextVar("place", default="")


@contextmanager
def speaking(place: str) -> Iterator[None]:
    """Say sentences as they are said at a place, such as the pages of the web: the text under ``<place>.<key>`` goes before the usual one.

    What people can do differs by place: who reads a page has no command line.
    """
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)


class _Speaker(Formatter):
    """`str.format` whose values are written the way the language writes them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """A value in the way of the language."""
        return formatted(value, self.language, format_spec)


@dataclass(frozen=True)
class Sentence:
    """A sentence that is not yet said: the key of its text and the values in it.

    A text may have the forms ``message`` and ``remedy`` (findings and errors), or ``text`` (all else). Each may be given for one and
    for several as ``<form>_one`` beside ``<form>``: the one is taken when the value `n` is 1.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted((name, str(value)) for name, value in self.values.items()))))

    def message(self, language: str) -> str:
        """What is the case."""
        return self._form("message", language) or self._form("text", language)

    def remedy(self, language: str) -> str:
        """What to do about it; empty where nothing need be done."""
        return self._form("remedy", language)

    def _form(self, form: str, language: str) -> str:
        at_place = f"{_place.get()}.{self.key}"
        text = self._template(at_place, form, language) if _place.get() and at_place in keys(language) else None
        if text is None:
            text = self._template(self.key, form, language)
        return "" if text is None else _Speaker(language).vformat(text, (), self.values)

    def _template(self, key: str, form: str, language: str) -> str | None:
        singular = template(key, f"{form}_one", language) if self.values.get("n") == 1 else None
        return singular or template(key, form, language)


def say(key: str, language: str, **values: Value) -> str:
    """Say a sentence at once.

    >>> say("texts.example", "nl", n=1), say("texts.example", "en", n=1200)
    ('1 rij', '1,200 rows')
    """
    if language not in LANGUAGES:
        raise KeyError(f"no language {language!r}; there are {LANGUAGES}")
    return Sentence(key, values).message(language)

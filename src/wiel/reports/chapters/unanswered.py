"""A chapter whose question has no answer yet: what it will answer, what is missing, how to get it and from whom."""

from wiel.reports.document import Chapter, Item, NotComputed
from wiel.reports.view import View
from wiel.texts import Sentence
from wiel.texts.numbers import Value


def know(view: View, number: int, **values: Value) -> tuple[str, ...]:
    """The three sentences of "Wat u moet weten"."""
    return tuple(view.say(f"chapters.ch{number:02}.know-{i}", **values) for i in (1, 2, 3))


def missing(view: View, number: int, names: tuple[str, ...]) -> tuple[Item, ...]:
    """What is missing (bold) and how to get it and from whom."""
    sentences = (Sentence(f"chapters.ch{number:02}.missing.{name}") for name in names)
    return tuple(Item(sentence.remedy(view.language), sentence.message(view.language)) for sentence in sentences)


def title(view: View, number: int) -> str:
    """The title of a chapter."""
    return view.say(f"chapters.ch{number:02}.title")


def not_computed(view: View, key: str) -> NotComputed:
    """A dashed box: what is not worked out, why, and where to begin."""
    sentence = Sentence(key)
    return NotComputed(view.say(f"{key}.what"), sentence.message(view.language), sentence.remedy(view.language))


def unanswered(view: View, number: int, names: tuple[str, ...]) -> Chapter:
    """The whole chapter of a question that this study does not answer yet."""
    box = not_computed(view, f"chapters.ch{number:02}.not-computed")
    return Chapter(number, title(view, number), know(view, number), (box,), missing(view, number, names))

"""A chapter whose question has no answer yet: what it will answer, what is missing, how to get it and from whom."""

from collections.abc import Mapping
from dataclasses import replace

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


def unanswered(view: View, number: int, names: tuple[str, ...], lists: Mapping[str, str] | None = None) -> Chapter:
    """The whole chapter of a question that this study does not answer yet.

    `lists` gives the tables that the answer needs, each with the name of what is missing without it. What was delivered is said with its
    number of rows; then the question is whether that is all there is.
    """
    needed = lists or {}
    box = not_computed(view, f"chapters.ch{number:02}.not-computed")
    delivered = [
        view.say("chapters.read", n=view.rows(table), sheet=view.table_name(table)) for table in needed if view.rows(table)
    ]
    absent = [view.table_name(table) for table in needed if not view.rows(table)]
    lacking = [view.say("chapters.not-read", n=len(absent), sheets=absent)] if absent else []
    first = view.say("chapters.fill", n=len(absent), sheets=absent) if absent else box.remedy
    reason = " ".join((*delivered, *lacking, box.reason))
    known = {name for table, name in needed.items() if view.rows(table)}
    wanted = tuple(f"{name}-more" if name in known else name for name in names)
    return Chapter(
        number, title(view, number), know(view, number), (replace(box, reason=reason, remedy=first),), missing(view, number, wanted)
    )

"""The kinds of column that a table may have, each a dataframely column that carries its `Meaning` and kind."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import dataframely as dy

from wiel.quantities import Confidentiality
from wiel.schema.meaning import Kind, Meaning


class _Marked(NamedTuple):
    kind: Kind
    meaning: Meaning


def _metadata(kind: Kind, meaning: Meaning) -> dict[str, Any]:
    return {"kind": kind, "meaning": meaning}


def _meaning(names: tuple[str, str], text: str, visibility: Confidentiality, **more: str) -> Meaning:
    return Meaning(names[0], names[1], text, visibility=visibility, **more)


INTERN = Confidentiality.INTERN


def key(nl: str, en: str, text: str = "", visibility: Confidentiality = INTERN) -> dy.String:
    """The identifier of a row: ``prefix:owner:source key``; part of the key of the table."""
    return dy.String(primary_key=True, metadata=_metadata(Kind.KEY, _meaning((nl, en), text, visibility)))


def link(
    to: str,
    nl: str,
    en: str,
    text: str = "",
    *,
    part_of_key: bool = False,
    required: bool = False,
    visibility: Confidentiality = INTERN,
) -> dy.String:
    """The identifier of a row of another table. A link that leads nowhere becomes unknown, with a finding."""
    meaning = _meaning((nl, en), text, visibility, references=to)
    return dy.String(nullable=not (part_of_key or required), primary_key=part_of_key, metadata=_metadata(Kind.LINK, meaning))


def text(
    nl: str,
    en: str,
    text: str = "",
    *,
    required: bool = False,
    part_of_key: bool = False,
    visibility: Confidentiality = INTERN,
) -> dy.String:
    """Words as they were given, without blanks around them."""
    meaning = _meaning((nl, en), text, visibility)
    return dy.String(nullable=not (part_of_key or required), primary_key=part_of_key, metadata=_metadata(Kind.TEXT, meaning))


def count(
    nl: str,
    en: str,
    text: str = "",
    *,
    unit: str = "",
    least: int | None = 0,
    most: int | None = None,
    part_of_key: bool = False,
    visibility: Confidentiality = INTERN,
) -> dy.Int64:
    """A whole number, by default not negative."""
    meaning = _meaning((nl, en), text, visibility, unit=unit)
    return dy.Int64(nullable=not part_of_key, min=least, max=most, primary_key=part_of_key, metadata=_metadata(Kind.COUNT, meaning))


def decimal(
    nl: str,
    en: str,
    text: str = "",
    *,
    unit: str = "",
    least: float | None = 0.0,
    most: float | None = None,
    visibility: Confidentiality = INTERN,
) -> dy.Float64:
    """A measured quantity (fte, hours, a share between 0 and 1)."""
    meaning = _meaning((nl, en), text, visibility, unit=unit)
    return dy.Float64(nullable=True, min=least, max=most, metadata=_metadata(Kind.DECIMAL, meaning))


def amount(nl: str, en: str, text: str = "", *, least: int | None = None, visibility: Confidentiality = INTERN) -> dy.Int64:
    """Money in whole cents; written and read in euros."""
    meaning = _meaning((nl, en), text, visibility, unit="EUR")
    return dy.Int64(nullable=True, min=least, metadata=_metadata(Kind.AMOUNT, meaning))


def flag(nl: str, en: str, text: str = "", *, visibility: Confidentiality = INTERN) -> dy.Bool:
    """Yes, no or unknown."""
    return dy.Bool(nullable=True, metadata=_metadata(Kind.FLAG, _meaning((nl, en), text, visibility)))


def day(nl: str, en: str, text: str = "", *, visibility: Confidentiality = INTERN) -> dy.Date:
    """A calendar date."""
    return dy.Date(nullable=True, metadata=_metadata(Kind.DAY, _meaning((nl, en), text, visibility)))


def choice(
    words: Sequence[str],
    nl: str,
    en: str,
    text: str = "",
    *,
    required: bool = False,
    part_of_key: bool = False,
    visibility: Confidentiality = INTERN,
) -> dy.Enum:
    """One word of a fixed list; the words are Dutch where law or practice has them."""
    meaning = _meaning((nl, en), text, visibility)
    return dy.Enum(
        list(words),
        nullable=not (required or part_of_key),
        primary_key=part_of_key,
        metadata=_metadata(Kind.CHOICE, meaning),
    )


def many(nl: str, en: str, text: str = "", *, references: str = "", visibility: Confidentiality = INTERN) -> dy.List:
    """Several words in one cell, apart by ``;`` or ``|``. An empty list is "none"; null is unknown."""
    meaning = _meaning((nl, en), text, visibility, references=references)
    return dy.List(dy.String(), nullable=True, metadata=_metadata(Kind.MANY, meaning))


def meaning_of(column: dy.Column) -> _Marked:
    """Kind and meaning of a column; a column made without this module is a programming error."""
    metadata = column.metadata or {}
    return _Marked(metadata["kind"], metadata["meaning"])

"""Which column of which table a header names: the Dutch or English header or the name in code, whatever the capitals and blanks."""

import re
from collections.abc import Mapping, Sequence

from wiel.landscape import EXPANSIONS, TABLES
from wiel.schema import Table

UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
JOINT = re.compile(r"[\s_\-./]+")
# Columns of several words in a delivered list, in Dutch; in English and in code they have their own name.
SEVERAL_NL = {"components": "componenten", "standards": "standaarden", "users": "gebruikt door", "applications": "applicaties"}


def plain(header: str) -> str:
    """A header without capitals, blanks around or within, signs that join words and a unit in brackets.

    >>> plain("  Jaarbedrag (EUR)"), plain("Eigen_naam"), plain("(leeg)")
    ('jaarbedrag', 'eigen naam', '(leeg)')
    """
    bare = UNIT.sub("", header)
    return JOINT.sub(" ", bare or header).strip().casefold()


def vocabularies(table: Table) -> tuple[dict[str, str], ...]:
    """Header → column of a table, in Dutch, in English and in code; columns of `EXPANSIONS` are among them."""
    several = EXPANSIONS.get(table.name, {})
    dutch = {plain(column.meaning.nl): name for name, column in table.columns.items()}
    english = {plain(column.meaning.en): name for name, column in table.columns.items()}
    code = {plain(name): name for name in (*table.columns, *several)}
    dutch = {plain(SEVERAL_NL[name]): name for name in several if name in SEVERAL_NL} | dutch
    return dutch, {plain(name): name for name in several} | english, code


def matched(headers: Sequence[str], table: Table) -> dict[str, str]:
    """Column of the table → header, for the headers that name one.

    The language in which most headers are found goes first, because a word may name another column in another language.
    """
    words = {plain(header): header for header in reversed(headers)}
    by_hits = sorted(vocabularies(table), key=lambda vocabulary: -len(vocabulary.keys() & words.keys()))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for vocabulary in by_hits:
        for word, column in vocabulary.items():
            if word in words and column not in found and word not in taken:
                found[column] = words[word]
                taken.add(word)
    return found


def table_named(name: str) -> Table | None:
    """The table that a sheet or file is named after, in Dutch, English or code; None where there is none.

    >>> table_named("gebruik").name, table_named("Blad1") is None
    ('application_uses', True)
    """
    return _table_names().get(plain(name))


def _table_names() -> Mapping[str, Table]:
    names: dict[str, Table] = {}
    for table in TABLES.values():
        for name in (table.name, table.named.en, table.named.nl):
            names.setdefault(plain(name), table)
    return names


def best_table(headers: Sequence[str]) -> Table | None:
    """The table that most headers belong to; None where none or several fit equally well."""
    hits = {name: len(matched(headers, table)) for name, table in TABLES.items()}
    most = max(hits.values())
    best = [name for name, count in hits.items() if count == most]
    return TABLES[best[0]] if most and len(best) == 1 else None

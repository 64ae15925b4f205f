"""The rules of the tables, with the exact cell of every row that breaks one."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.errors import InputRefused, Place
from wiel.findings import Finding, Findings
from wiel.intake.links import Directory, answers
from wiel.intake.rows import KEPT, LINE, SOURCE, Places
from wiel.landscape import TABLES
from wiel.landscape.checks import CHECKS, ROW_RULES, row_identifier
from wiel.schema import Table, broken_rules
from wiel.texts import Sentence


def broken(frames: Mapping[str, pl.DataFrame], places: Places, found: Findings) -> Findings:
    """Which rows break a rule of their table, apart from cells that already have a finding?"""
    seen = {finding.place for finding in found}
    return Findings.of(finding for table in TABLES.values() for finding in _of_table(table, frames[table.name], places, seen))


def _of_table(table: Table, frame: pl.DataFrame, places: Places, seen: set[Place]) -> Iterator[Finding]:
    kept = frame.filter(pl.col(KEPT))
    if kept.is_empty():
        return
    own = kept.select(list(table.columns))
    sources, lines = kept[SOURCE].to_list(), kept[LINE].to_list()
    partly_unknown = set(own.select(pl.any_horizontal(pl.col(list(table.key)).is_null()).alias("x"))["x"].arg_true().to_list())
    for index, check, column in broken_rules(table, own):
        rule = CHECKS.get(check) or ROW_RULES[check]
        place = places.of(sources[index], lines[index], column)
        # What is missing because it could not be read or found has been said already; an unknown key is not known to be equal to another.
        if (check == "nullability" and place in seen) or (check == "primary_key" and index in partly_unknown):
            continue
        yield rule.broken(place, row=row_identifier(table, own, index), table=table.named.nl)


def refuse_cycles(memberships: pl.DataFrame, directory: Directory, organisations: pl.DataFrame, places: Places) -> None:
    """Refuse memberships in which a partnership is, by way of others, a member of itself; links may still be in words.

    Raises:
        InputRefused: names the organisations of one such ring, at the row that closes it.
    """
    ends = [_meant(memberships, column, directory) for column in ("partnership", "member")]
    linked = memberships.select(*ends, SOURCE, LINE).drop_nulls(["partnership", "member"])
    edges: dict[str, list[tuple[str, int, int]]] = {}
    for partnership, member, source, line in linked.iter_rows():
        edges.setdefault(partnership, []).append((member, source, line))
    done: set[str] = set()
    for start in edges:
        ring = _ring(start, edges, done)
        if ring is not None:
            path, source, line = ring
            names = dict(organisations.select("id", "name").iter_rows())
            sentence = Sentence("memberships.cycle", {"cycle": " → ".join(names.get(i) or i for i in path)})
            raise InputRefused(sentence, places.of(source, line, "member"))


def _meant(memberships: pl.DataFrame, column: str, directory: Directory) -> pl.Series:
    """The organisation that each cell means; a name that no list has still is one and the same organisation wherever it stands."""
    found = answers([directory], memberships, column)["id"].alias("id__")
    return memberships.select(pl.coalesce(found, pl.col(column).str.strip_chars()).alias(column))[column]


def _ring(start: str, edges: Mapping[str, list[tuple[str, int, int]]], done: set[str]) -> tuple[list[str], int, int] | None:
    """A path that comes back to itself, searched in depth without recursion; `done` are the partnerships that lead into none."""
    path, ahead = [start], [iter(edges.get(start, ()))]
    while ahead:
        step = next(ahead[-1], None)
        if step is None:
            ahead.pop()
            done.add(path.pop())
        elif step[0] in path:
            return [*path[path.index(step[0]) :], step[0]], step[1], step[2]
        elif step[0] not in done:
            path.append(step[0])
            ahead.append(iter(edges.get(step[0], ())))
    return None

"""Chapter 2: who takes part, what they want, and what was read of them."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from wiel.landscape import TABLES
from wiel.quantities import Confidentiality
from wiel.reports.chapters.linked_names import linked_names
from wiel.reports.chapters.unanswered import know, missing, title
from wiel.reports.document import Block, Chapter, Item, KeyFigure, KeyFigures, Paragraph, Points, Section, TableBlock
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import formatted

NUMBER, MISSING = 2, ("ambitions", "profile", "complete")
SHOWN = ("name", "inhabitants", "workplaces", "employees_fte", "province", "list_complete")
READ = ("file", "sheet", "table", "rows_read", "rows_excluded", "reasons", "rows_kept")
TOLD = 20


def chapter(view: View) -> Chapter:
    """The members with their size, and per file what was read and left out."""
    members = view.members
    unknown = members["inhabitants"].null_count()
    blocks: tuple[Block, ...] = (
        _key_figures(view, unknown),
        Section(view.say("chapters.ch02.members")),
        _members(view),
        Section(view.say("chapters.ch02.ambitions")),
        Paragraph(view.say("chapters.ch02.no-ambitions")),
        Section(view.say("chapters.ch02.readings")),
        *_readings(view),
        *linked_names(view),
    )
    return Chapter(NUMBER, title(view, NUMBER), know(view, NUMBER, n=members.height), blocks, missing(view, NUMBER, MISSING))


def _key_figures(view: View, unknown: int) -> KeyFigures:
    inhabitants = view.members["inhabitants"]
    total = None if unknown == inhabitants.len() else inhabitants.sum()
    note = view.say("chapters.ch02.without-inhabitants" if unknown else "chapters.ch02.all-inhabitants", n=unknown)
    least = view.say("chapters.ch02.at-least", total=total) if unknown and total is not None else formatted(total, view.language)
    readings = view.readings
    figures = [
        KeyFigure(view.say("chapters.ch02.participants"), formatted(inhabitants.len(), view.language), view.study.name),
        KeyFigure(view.say("chapters.ch02.inhabitants"), least, note),
    ]
    if readings is not None and readings.frame.height and "rows_read" in readings.columns:
        frame = _once(readings.frame)
        left_out = view.say("chapters.ch02.rows-left-out", n=int(frame["rows_excluded"].sum()))
        rows = formatted(int(frame["rows_read"].sum()), view.language)
        figures.append(KeyFigure(view.say("chapters.ch02.rows-read"), rows, left_out))
    return KeyFigures(tuple(figures))


def _members(view: View) -> TableBlock:
    columns = TABLES["organisations"].columns
    seen = [name for name in view.members.columns if name in columns]
    table = ResultTable("members", view.members.select(seen), {n: columns[n].meaning for n in seen}, Confidentiality.OPENBAAR)
    filled = tuple(n for n in SHOWN if n == "name" or (n in seen and not view.members[n].is_null().all()))
    empty = [columns[n].meaning.header(view.language) for n in SHOWN if n not in filled]
    caption = view.say("chapters.ch02.members-empty", names=empty, n=len(empty)) if empty else ""
    head = view.say("chapters.ch02.members-title", n=view.members.height)
    return TableBlock("members", head, table, Confidentiality.OPENBAAR, caption, filled)


def _readings(view: View) -> tuple[Block, ...]:
    readings = view.readings
    if readings is None:
        return (Paragraph(view.say("reports.withheld"), quiet=True),)
    if readings.frame.is_empty():
        return (Paragraph(view.say("chapters.ch02.no-readings"), quiet=True),)
    names = {name: view.table_name(name) for name in TABLES}
    frame = readings.frame.with_columns(pl.col("table").replace(names)) if "table" in readings.columns else readings.frame
    table = view.narrowed(readings, frame)
    shown = tuple(name for name in READ if name in readings.columns) or tuple(readings.columns)
    formats = dict.fromkeys(("sheet", "reasons", "linked_read", "linked_kept", "list_column", "rows_without_list"), "optional")
    head = view.say("chapters.ch02.readings-title", n=frame.height)
    caption = view.say("chapters.ch02.readings-caption")
    block = TableBlock("readings", head, table, table.visibility, caption, shown, formats, rows_on_page=40)
    told = (
        ()
        if "distinct_read" not in readings.columns
        else tuple(Item(text) for row in _once(readings.frame).iter_rows(named=True) for text in _told(view, row))
    )
    return (block, Points(told[:TOLD], table.visibility)) if told else (block,)


def _once(readings: pl.DataFrame) -> pl.DataFrame:
    """Each list once, by the first table that it fills: its rows are the same for all of them."""
    return readings.unique([name for name in ("file", "sheet") if name in readings.columns], keep="first", maintain_order=True)


def _told(view: View, row: dict[str, Any]) -> Iterator[str]:
    """What a list holds beside its rows: different things, whether these are known elsewhere, and words that are missing."""
    named = row | {"things": view.say(f"readings.{'pairs' if row['table'] == 'application_uses' else 'keys'}")}
    repeated = row["distinct_read"] is not None and row["distinct_read"] < row["rows_read"]
    lost = row["linked_read"] is not None and row["linked_read"] < row["distinct_read"]
    if repeated or lost:
        yield view.say("readings.distinct" if row["linked_read"] is None else "readings.linked", **named)
        if row["rows_excluded"]:
            yield view.say("readings.distinct-kept" if row["linked_read"] is None else "readings.linked-kept", **named)
    if row["rows_without_list"]:
        yield view.say("readings.without-list", **named)

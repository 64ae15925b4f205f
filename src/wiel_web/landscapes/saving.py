"""Rows of a table as a file that people open in a spreadsheet."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from wiel.exchange.workbook.cells import Continuation, cells
from wiel.quantities import Confidentiality
from wiel.schema import Column, Table
from wiel.texts import formatted, say
from wiel_web.frame.context import language
from wiel_web.frame.sheets import as_file
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.seeing import ceiling
from wiel_web.tenancy.actor import Actor


class Whole(Continuation):
    """Long texts stay in their cell."""

    def first(self, text: str) -> str:
        """The text itself."""
        return text


def saved(actor: Actor, table: Table, rows: Sequence[Row], columns: Sequence[Column], form: str) -> bytes:
    """These rows as a file, with the organisation in front. What is unknown says so, what may not be seen too."""
    heads = [say("landscapes.owner", language()), *(column.header(language()) for column in columns)]
    body = [[row.owner.name for row in rows], *(list(_cells(actor, table, rows, column)) for column in columns)]
    lines = list(zip(*body, strict=True))
    name = table.named.nl if language() == "nl" else table.named.en
    return as_file(form, name, heads, lines, level_of(columns))


def level_of(columns: Sequence[Column]) -> Confidentiality:
    """The class of a page or file with these columns: the highest of what it shows."""
    return max((column.meaning.visibility for column in columns), default=Confidentiality.INTERN)


def file_name(table: Table, columns: Sequence[Column], form: str) -> str:
    """The name of the file; what is confidential says so."""
    secret = "-vertrouwelijk" if level_of(columns) is Confidentiality.VERTROUWELIJK else ""
    return f"{table.name}{secret}.{form}"


def _cells(actor: Actor, table: Table, rows: Sequence[Row], column: Column) -> Iterator[Any]:
    values = pl.Series(column.name, [getattr(row, field_name(column.name)) for row in rows], dtype=column.dtype, strict=False)
    unknown, withheld = formatted(None, language()), say("landscapes.withheld", language())
    for row, cell in zip(rows, cells(column, values, language(), Whole()), strict=True):
        if column.meaning.visibility > ceiling(actor, table, row.owner_id == actor.organisation):
            yield withheld
        else:
            yield unknown if cell is None else cell

"""Rules of the tables and links between them, as findings with the place the row came from."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.landscape.tables import TABLES
from wiel.schema import Table, broken_rules

CHECKS = {
    "nullability": Rule("table.required", Severity.ERROR),
    "primary_key": Rule("table.duplicate", Severity.ERROR),
    "min": Rule("table.bounds", Severity.ERROR),
    "max": Rule("table.bounds", Severity.ERROR),
}
DANGLING = Rule("table.dangling", Severity.ERROR)
ROW_RULES = {
    name: Rule(f"rule.{name}", Severity.WARNING)
    for name in (
        "membership_ends_after_start",
        "application_is_named",
        "use_ends_after_start",
        "contract_ends_after_start",
        "service_level_has_figures",
        "incident_names_something",
    )
}

Tables = Mapping[str, pl.DataFrame]


def check_rules(tables: Tables) -> Findings:
    """Which rows break a rule of their own table?"""
    return Findings.of(finding for table in TABLES.values() if tables[table.name].height for finding in _rules(table, tables))


def _rules(table: Table, tables: Tables) -> Iterator[Finding]:
    frame = tables[table.name]
    for index, check, column in broken_rules(table, frame):
        rule = CHECKS.get(check) or ROW_RULES[check]
        row_id = row_identifier(table, frame, index)
        header = None if column is None else table.columns[column].header("nl")
        yield rule.broken(_place(tables, table, row_id, header), row=row_id, table=table.named.nl)


def check_links(tables: Tables) -> Findings:
    """Which links lead nowhere?"""
    found = []
    for table in TABLES.values():
        frame = tables[table.name]
        for column, target in table.links().items():
            known = tables[target]["id"].implode()
            lost = (frame[column].is_not_null() & ~frame[column].is_in(known)).arg_true()
            for index in lost.to_list():
                row_id = row_identifier(table, frame, index)
                place = _place(tables, table, row_id, table.columns[column].header("nl"))
                found.append(DANGLING.broken(place, text=frame[column][index], target=TABLES[target].named.nl))
    return Findings.of(found)


def row_identifier(table: Table, frame: pl.DataFrame, index: int) -> str:
    """The key of a row as one text, the way origins name it."""
    return "|".join(str(frame[column][index] or "") for column in table.key)


def _place(tables: Tables, table: Table, row_id: str, column: str | None) -> Place:
    """Where a row came from; the sheet name of the table when no origin is known."""
    origin = tables["origins"].filter((pl.col("table") == table.name) & (pl.col("row_id") == row_id)).head(1)
    if origin.is_empty():
        return Place(sheet=table.named.nl, column=column)
    first = origin.row(0, named=True)
    return Place(first["file"], first["sheet"], first["row"], column)

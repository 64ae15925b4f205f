"""Sorts findings into a worklist, and counts the cells that could not be read."""

import polars as pl

from wiel.findings import Finding, Findings
from wiel.instruments.inventory.scope import counted_tables
from wiel.landscape import Landscape
from wiel.quantities import Confidentiality

READABLE = ("cell.day-notation",)
WORKLIST = {
    "rule": pl.String,
    "severity": pl.String,
    "count": pl.Int64,
    "file": pl.String,
    "sheet": pl.String,
    "row": pl.Int64,
    "column": pl.String,
    "message": pl.String,
    "remedy": pl.String,
    "message_en": pl.String,
    "remedy_en": pl.String,
}


def worklist(findings: Findings, confidential: bool) -> pl.DataFrame:
    """What is to be mended, worst first: one row per rule, with how often it is broken and the first place as example.

    Findings that are confidential stand in a list of their own, because a message tells what it is about.
    """
    secret = Confidentiality.VERTROUWELIJK
    groups: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        if (finding.visibility >= secret) == confidential:
            groups.setdefault((finding.severity.order, finding.rule), []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0][1]))
    return pl.DataFrame([_row(found) for _, found in ordered], schema=WORKLIST, orient="row")


def _row(found: list[Finding]) -> dict[str, object]:
    first = found[0]
    place, sentence = first.place, first.sentence
    return {
        "rule": first.rule,
        "severity": str(first.severity),
        "count": len(found),
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "message": sentence.message("nl"),
        "remedy": sentence.remedy("nl"),
        "message_en": sentence.message("en"),
        "remedy_en": sentence.remedy("en"),
    }


def invalid_cells(findings: Findings, landscape: Landscape) -> pl.DataFrame:
    """How many cells of each column could not be read? table, column, invalid.

    A finding names file, sheet and header; the origins of the rows tell which tables came from that sheet, and the header which column it
    is. A header that is no header of Wiel cannot be brought home this way and is not counted here; its finding stands in the worklist.
    """
    bad = [f.place for f in findings if f.rule.startswith("cell.") and f.rule not in READABLE]
    cells = pl.DataFrame(
        {"file": [p.file for p in bad], "sheet": [p.sheet for p in bad], "header": [(p.column or "").lower() for p in bad]},
        schema={"file": pl.String, "sheet": pl.String, "header": pl.String},
    )
    sheets = landscape["origins"].select("file", "sheet", "table").unique()
    found = cells.join(sheets, on=["file", "sheet"], nulls_equal=True).join(_headers(), on=["table", "header"])
    return found.group_by("table", "column").agg(invalid=pl.len().cast(pl.Int64))


def _headers() -> pl.DataFrame:
    """Every way in which a header may be written, in lower case: table, header, column."""
    rows = {
        (table.name, header.lower(), column.name)
        for table in counted_tables()
        for column in table.columns.values()
        for header in (column.name, column.meaning.nl, column.meaning.en, column.header("nl"), column.header("en"))
    }
    return pl.DataFrame(sorted(rows), schema={"table": pl.String, "header": pl.String, "column": pl.String}, orient="row")

"""Sorts findings into a worklist, and counts the cells that could not be read."""

import polars as pl

from wiel.findings import Finding, Findings
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


def invalid_cells(findings: Findings) -> pl.DataFrame:
    """How many cells of each column could not be read? table, column, invalid."""
    bad = [f.sentence.values for f in findings if f.rule.startswith("cell.") and f.rule not in READABLE]
    named = [{"table": values.get("table"), "column": values.get("column")} for values in bad]
    cells = pl.DataFrame(named, schema={"table": pl.String, "column": pl.String})
    return cells.group_by("table", "column").agg(invalid=pl.len().cast(pl.Int64))

"""The answer in named tables, single figures, findings and a trace."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import polars as pl

from wiel.findings import Findings, Severity
from wiel.instruments.inventory.columns import TABLES
from wiel.instruments.inventory.options import Options
from wiel.instruments.inventory.scope import held_applications, running_uses
from wiel.instruments.inventory.sort_out import worklist
from wiel.landscape import Landscape
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value

GAPS = ("product", "component", "end_of_support")


@dataclass(frozen=True)
class Confirmed:
    """What was confirmed: per member and kind of data, per kind of data, and by which role on which day."""

    per_member: pl.DataFrame
    per_table: pl.DataFrame
    by_role: pl.DataFrame


@dataclass(frozen=True)
class Answer:
    """What the steps found, before it is laid out in tables; `landscape` is that of the members alone."""

    landscape: Landscape
    counts: pl.DataFrame
    tables: pl.DataFrame
    completeness: pl.DataFrame
    by_member: pl.DataFrame
    confirmed: Confirmed
    next_hour: pl.DataFrame
    invalid: pl.DataFrame | None
    findings: Findings
    checked_here: bool
    options: Options


def result(answer: Answer, landscape: Landscape, uses: tuple[ParameterUse, ...]) -> Result:
    """Lay out the answer. Findings that were handed in are not repeated, only summed up."""
    trace = Trace("inventory", landscape.as_of.isoformat(), landscape.digest(), version("wiel"), asdict(answer.options), uses)
    frames = {
        "counts": answer.counts,
        "tables": answer.tables,
        "completeness": _with_invalid(answer),
        "by_member": answer.by_member,
        "freshness": answer.confirmed.per_member,
        "freshness_per_table": answer.confirmed.per_table,
        "confirmations": answer.confirmed.by_role,
        "next_hour": answer.next_hour,
        "worklist": worklist(answer.findings, confidential=False),
        "worklist_confidential": worklist(answer.findings, confidential=True),
    }
    tables = {name: ResultTable(name, frame.select(list(TABLES[name][0])), *TABLES[name]) for name, frame in frames.items()}
    return Result(_facts(answer), tables, answer.findings if answer.checked_here else Findings(), trace)


def _with_invalid(answer: Answer) -> pl.DataFrame:
    """Completeness with the cells that could not be read; null throughout when the findings of reading were not handed in."""
    if answer.invalid is None:
        return answer.completeness.with_columns(invalid=pl.lit(None, pl.Int64))
    joined = answer.completeness.join(answer.invalid, on=["table", "column"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("invalid").fill_null(0))


def _facts(answer: Answer) -> dict[str, Value]:
    landscape = answer.landscape
    held = held_applications(landscape)
    uses = running_uses(landscape).filter(pl.col("organisation").is_in(answer.counts["organisation"].implode()))
    shared = uses.group_by("application").len().filter(pl.col("len") > 1)
    products = landscape["products"]
    cells = answer.completeness.select(pl.col("rows", "known").sum()).row(0)
    facts: dict[str, Value] = {
        "organisations": answer.counts.height,
        "applications": held.height,
        "uses": uses.height,
        "shared_applications": shared.height,
        "products_known": held.height - held["product"].null_count(),
        "applications_without_product": held["product"].null_count(),
        "applications_without_component": _lacking(held, landscape, "application_components", "application"),
        "applications_without_end_of_support": held["end_of_support"].null_count(),
        "applications_without_use": _lacking(held, landscape, "application_uses", "application"),
        "products": products.height,
        "products_without_component": _lacking(products, landscape, "product_components", "product"),
        "products_without_supplier": products["supplier"].null_count(),
        # Nobody delivered any: unknown, not zero.
        "couplings": landscape["couplings"].height or None,
        "contracts": landscape["contracts"].height or None,
        "tables_filled": answer.tables.filter(pl.col("rows") > 0).height,
        "tables": answer.tables.height,
        "cells": cells[0],
        "cells_known": cells[1],
        "rows_confirmable": int(answer.confirmed.per_table["rows"].sum()),
        "rows_confirmed": int(answer.confirmed.per_table["rows_confirmed"].sum()),
        "rows_stale": int(answer.confirmed.per_table["rows_stale"].sum()),
        "tasks": answer.next_hour.height,
    }
    severities = [finding.severity for finding in answer.findings]
    facts |= {f"findings_{severity}": severities.count(severity) for severity in Severity}
    return facts | {"headline": headline(facts)}


def _lacking(rows: pl.DataFrame, landscape: Landscape, links: str, column: str) -> int:
    """Rows that no link names."""
    return rows.join(landscape[links].select(id=column).unique(), on="id", how="anti").height


def headline(facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    good: of every application product, function and end of support are known; mixed: one of them lacks most often, of at most half of the
    applications; undecided: of more than half; unknown: there are no applications.
    """
    if not facts["applications"]:
        return "inventory.headline.unknown"
    worst = max(GAPS, key=lambda gap: facts[f"applications_without_{gap}"])
    lacking = facts[f"applications_without_{worst}"]
    if not lacking:
        return "inventory.headline.good"
    variant = "undecided" if 2 * lacking > facts["applications"] else "mixed"
    return f"inventory.headline.{variant}.{worst.replace('_', '-')}"

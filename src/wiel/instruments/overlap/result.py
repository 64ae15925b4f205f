"""The answer in named tables, single figures, findings and a trace."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.overlap import compare, count, group
from wiel.instruments.overlap.columns import TABLES
from wiel.instruments.overlap.gather import KNOWN, NONE, UNKNOWN, Used
from wiel.instruments.overlap.options import Options
from wiel.instruments.overlap.schedule import Schedule
from wiel.landscape import Landscape
from wiel.quantities import Confidentiality
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value

CONTRADICTED = Rule("overlap.absent-but-used", Severity.WARNING)
PRODUCT_UNKNOWN = Rule("overlap.product-unknown", Severity.INFO)
UNPLACED = Rule("overlap.unplaced", Severity.WARNING)
USE_UNKNOWN = Rule("overlap.use-unknown", Severity.WARNING)
UNDATED = Rule("overlap.undated", Severity.WARNING, Confidentiality.VERTROUWELIJK)
ALONE = Rule("overlap.alone", Severity.WARNING)
JOINT = ("joint_contracts", "joint_contracts_without_value")
NAMED_MOST = 3
SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """What the steps found, before it is laid out in tables."""

    used: Used
    products: pl.DataFrame
    components: pl.DataFrame
    likeness: Mapping[str, compare.Likeness]
    concentration: pl.DataFrame
    calendar: Schedule
    options: Options


def result(answer: Answer, landscape: Landscape, uses: tuple[ParameterUse, ...]) -> Result:
    """Lay out the answer."""
    facts = _facts(answer)
    trace = Trace(
        "overlap",
        landscape.as_of.isoformat(),
        landscape.digest(),
        version("wiel"),
        asdict(answer.options),
        uses,
        method="gewogen Jaccard; gemiddelde koppeling; Herfindahl-Hirschman; grootste groep als bereik",
    )
    visibility = dict.fromkeys(("concentration", "concentration_least", "concentration_most"), Confidentiality.INTERN)
    visibility |= dict.fromkeys(("joint_moments", "contracts_undated", "contracts_past", *JOINT), Confidentiality.VERTROUWELIJK)
    return Result(facts, _tables(answer), _findings(answer, facts), trace, visibility)


def _tables(answer: Answer) -> dict[str, ResultTable]:
    used, alike = answer.used, answer.likeness["product"]
    merges = group.tree(alike)
    order = group.member_order(used, alike, merges)
    frames = {
        "matrix": count.matrix(used, answer.products),
        "components": answer.components,
        "products": _products(answer),
        "concentration": answer.concentration,
        "suppliers": count.suppliers(used),
        "similarity": pl.concat([compare.pairs(used, basis, likeness) for basis, likeness in answer.likeness.items()]),
        "member_order": order,
        "dendrogram": group.dendrogram(used, merges, order),
        "calendar": answer.calendar.groups,
        "calendar_contracts": answer.calendar.members,
        "unserved": used.unserved,
        "unplaced": _unplaced(used),
    }
    return {name: ResultTable(name, frame.select(list(TABLES[name][0])), *TABLES[name]) for name, frame in frames.items()}


def _products(answer: Answer) -> pl.DataFrame:
    """Members per product with their share of those who have the function."""
    sizes = answer.components.select("component", "component_name", "members_known", "members_having_most", "row")
    joined = answer.products.join(sizes, on="component")
    having = pl.col("members_having_most")
    shares = joined.with_columns(
        share=pl.col("members") / pl.col("members_known"),
        share_least=pl.col("members") / having,
        share_most=(pl.col("members") + pl.col("more")) / having,
    )
    return shares.sort("row", "members", "product_name", "product", descending=[False, True, False, False])


def _unplaced(used: Used) -> pl.DataFrame:
    """One row per application in use without a function."""
    grouped = used.unplaced.group_by("application", "name", "product_name", maintain_order=True)
    counted = grouped.agg(members=pl.len().cast(pl.Int64), member_names=pl.col("organisation_name"))
    return counted.sort("application")


def _facts(answer: Answer) -> dict[str, Value]:
    used, counted = answer.used, answer.components
    # A share such as 0.29 of 100 is a hair under 29 in floating point, while 29 is not more than it.
    majority = int(answer.options.majority * used.members.height + 1e-9) + 1
    same = count.same_product_share(counted)
    state = used.cells["state"]
    facts: dict[str, Value] = {
        "members": used.members.height,
        "components": counted.height,
        "components_unserved": used.unserved.height,
        "components_shared": int(counted["shared"].sum()),
        "majority": majority,
        "components_majority": int((counted["group_least"] >= majority).sum()),
        "components_majority_most": int((counted["group_most"] >= majority).sum()),
        "same_product_share_least": same.least,
        "same_product_share_most": same.most,
        "cells": used.cells.height,
        "cells_known": int((state == KNOWN).sum()),
        "cells_unknown": int((state == UNKNOWN).sum()),
        "cells_absent": int((state == NONE).sum()),
        "applications": used.uses["application"].n_unique(),
        "uses": used.uses.height,
        "uses_product_unknown": used.uses["product"].null_count(),
        "shared_applications": used.uses.filter("shared")["application"].n_unique(),
        "applications_unplaced": used.unplaced["application"].n_unique(),
        "applications_use_unknown": used.unused.height,
        "joint_moments": answer.calendar.groups.height,
        "contracts": answer.calendar.running,
        "contracts_undated": answer.calendar.undated,
        "contracts_past": answer.calendar.past,
    }
    return facts | _joint(answer.calendar) | _spread(counted) | _concentration(answer.concentration) | {"headline": headline(facts)}


def _joint(calendar: Schedule) -> dict[str, Value]:
    """How many different contracts stand in the calendar, and of how many of them the amount is unknown."""
    different = calendar.members.unique("contract")
    return dict(zip(JOINT, (different.height, different["annual_value"].null_count()), strict=True))


def _spread(counted: pl.DataFrame) -> dict[str, Value]:
    """The most products for one function, and for which functions; a longer list than fits a sentence is cut."""
    most = counted["products"].max() if counted.height else None
    names = counted.filter(pl.col("products") == pl.col("products").max())["component_name"].to_list()
    return {
        "products_highest": most if isinstance(most, int) else None,
        "products_highest_functions": len(names),
        "products_highest_components": names[:NAMED_MOST],
    }


def _concentration(table: pl.DataFrame) -> dict[str, Value]:
    region = table.filter(pl.col("level") == count.REGION)
    row: dict[str, Any] = region.row(0, named=True) if region.height else {}
    return {
        "concentration": row.get("measure"),
        "concentration_least": row.get("measure_least"),
        "concentration_most": row.get("measure_most"),
    }


def headline(facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    good: for more than half of the functions most members already use the same product; mixed: not so, whatever the unknowns are;
    undecided: the unknowns decide; unknown: nothing to compare.
    """
    if facts["members"] < 2 or not facts["cells_known"]:
        return "overlap.headline.unknown"
    if 2 * facts["components_majority"] > facts["components"]:
        return "overlap.headline.good"
    if 2 * facts["components_majority_most"] > facts["components"]:
        return "overlap.headline.undecided"
    return "overlap.headline.mixed"


def _findings(answer: Answer, facts: Mapping[str, Value]) -> Findings:
    """What the reader should know or mend, one finding per kind with the first examples."""
    used, found = answer.used, []
    if used.members.height < 2:
        found.append(ALONE.broken(n=used.members.height))
    clashes = used.cells.filter("contradicted")
    found += _counted(CONTRADICTED, clashes.select(pl.format("{} ({})", "component_name", "organisation_name")).to_series())
    blank = used.uses.filter(pl.col("product").is_null()).unique("application", maintain_order=True)
    for rule, rows in ((PRODUCT_UNKNOWN, blank), (UNPLACED, used.unplaced.unique("application", maintain_order=True))):
        found += _counted(rule, rows.select(pl.coalesce("name", "product_name", "application")).to_series())
    found += _counted(USE_UNKNOWN, used.unused.select(pl.coalesce("name", "product_name", "id")).to_series())
    if facts["contracts_undated"]:
        found.append(UNDATED.broken(n=facts["contracts_undated"], of=facts["contracts"]))
    return Findings.of(found)


def _counted(rule: Rule, names: pl.Series) -> list[Finding]:
    examples = names.unique(maintain_order=True).head(SHOWN).to_list()
    return [rule.broken(n=names.len(), names=examples)] if examples else []

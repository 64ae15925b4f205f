"""From ledgers and contracts to what every member pays a year for every application, per part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from wiel.costing.table import Floats
from wiel.costing.usage import Usage
from wiel.findings import Finding, Rule, Severity

PART_OF = {
    "personeel": "personnel", "inhuur": "hire", "software": "software", "infrastructuur": "infrastructure",
    "afschrijving": "infrastructure", "rente": "infrastructure", "diensten": "services", "bijdrage": "services", "overig": "services",
}  # fmt: skip

# What a part is called to the user: the category of the ledger that it is named after.
WORD_OF = {
    "personnel": "personeel",
    "hire": "inhuur",
    "software": "software",
    "infrastructure": "infrastructuur",
    "services": "diensten",
}
OVERHEAD = "0.4"
UNFIT = Rule("costing.line-unfit", Severity.WARNING)
YEARS_DIFFER = Rule("costing.years-differ", Severity.INFO)
CONTRIBUTION = Rule("costing.contribution", Severity.WARNING)
CONTRIBUTIONS = "bijdrage"


@dataclass(frozen=True)
class Ledger:
    """The lines that count per member: of the latest year with accounts, else with a budget.

    `lines`: organisation, year, kind, category, part, taakveld, application, amount (cents, null is unknown).
    """

    lines: pl.DataFrame

    def total(self, member: str, part: str) -> int | None:
        """What the ledger says that a member pays for a part; None where there is no line or a line without amount."""
        amounts = self._amounts.get((member, part), [])
        return None if not amounts or None in amounts else sum(a for a in amounts if a is not None)

    @cached_property
    def _amounts(self) -> Mapping[tuple[str, str], list[int | None]]:
        grouped = self.lines.group_by("organisation", "part").agg("amount")
        return {(o, p): list(a) for o, p, a in grouped.iter_rows()}


def ledger_of(costs: pl.DataFrame, members: Sequence[str], year: int) -> Ledger:
    """Which lines count? Accounts of the latest year up to `year`, else the budget of the latest year, per member."""
    usable = costs.filter((pl.col("year") <= year) & pl.col("kind").is_not_null() & pl.col("category").is_not_null())
    lines = usable.filter(pl.col("organisation").is_in(list(members)))
    lines = lines.with_columns(rank=(pl.col("kind").cast(pl.String) == "realisatie").cast(pl.Int64) * 10_000 + pl.col("year"))
    lines = lines.filter(pl.col("rank") == pl.col("rank").max().over("organisation"))
    part = pl.col("category").cast(pl.String).replace_strict(PART_OF, return_dtype=pl.String)
    chosen = ("organisation", "year", "kind", "category", "taakveld", "application", "amount")
    return Ledger(lines.select(*chosen, part=part))


def overhead_share(ledger: Ledger, members: Sequence[str]) -> Floats:
    """Which part of the personnel cost of each member stands on taakveld 0.4? Lines without taakveld count as overhead.

    BBV: outsourced support of ICT stays overhead; an application for one primary task goes to its own taakveld.
    """
    wages = ledger.lines.filter((pl.col("part") == "personnel") & (pl.col("amount") > 0))
    overhead = pl.col("taakveld").fill_null(OVERHEAD).str.strip_chars() == OVERHEAD
    shares = wages.group_by("organisation").agg(share=pl.col("amount").filter(overhead).sum() / pl.col("amount").sum())
    known = dict(shares.iter_rows())
    return np.array([float(known.get(member, 1.0)) for member in members])


def lines_unfit(costs: pl.DataFrame, members: Sequence[str]) -> list[Finding]:
    """Lines of members that say neither what kind they are nor which year or category: they count nowhere."""
    missing = pl.col("year").is_null() | pl.col("kind").is_null() | pl.col("category").is_null()
    unfit = costs.filter(missing & pl.col("organisation").is_in(list(members)))
    return [UNFIT.broken(n=unfit.height, amount=int(unfit["amount"].sum()))] if unfit.height else []


def lines_doubtful(ledger: Ledger, usage: Usage) -> list[Finding]:
    """Ledgers of different years or kinds, and contributions that may pay for what stands in the ledger of another member as well."""
    found = []
    years = ledger.lines.select("organisation", "year", pl.col("kind").cast(pl.String)).unique()
    if years.select("year", "kind").unique().height > 1:
        most = years.group_by("kind", "year").len().sort("len", "kind", "year", descending=[True, False, True]).row(0)
        others = years.filter((pl.col("kind") != most[0]) | (pl.col("year") != most[1]))
        found.append(YEARS_DIFFER.broken(n=others.height, kind=most[0], year=most[1]))
    given = ledger.lines.filter(pl.col("category").cast(pl.String) == CONTRIBUTIONS)
    if given.height and bool((usage.uses.sum(axis=0) > 1).any()):
        found.append(CONTRIBUTION.broken(n=given.height, amount=int(given["amount"].sum())))
    return found

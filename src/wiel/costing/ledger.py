"""From ledgers and contracts to what every member pays a year for every application, per part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from wiel.costing.table import Floats

PART_OF = {
    "personeel": "personnel", "inhuur": "hire", "software": "software", "infrastructuur": "infrastructure",
    "afschrijving": "infrastructure", "rente": "infrastructure", "diensten": "services", "bijdrage": "services", "overig": "services",
}  # fmt: skip

OVERHEAD = "0.4"


@dataclass(frozen=True)
class Ledger:
    """The lines that count per member: of the latest year with accounts, else with a budget.

    `lines`: organisation, year, kind, part, taakveld, application, amount (cents, null is unknown).
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
    chosen = ("organisation", "year", "kind", "taakveld", "application", "amount")
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

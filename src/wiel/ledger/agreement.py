"""An agreement about who pays which part: key, version, from when, and how the shares grow in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import polars as pl

from wiel.errors import InvalidProblem
from wiel.methods.allocation import interpolated
from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts import Sentence
from wiel.texts.numbers import Value

AGREEMENT = "agreement"
PROPOSED, DECIDED = "voorstel", "besloten"
INTERN = Confidentiality.INTERN
Shares = Mapping[str, Fraction]

COLUMNS = {
    "organisation": Meaning("lid", "member", "Sleutel van de organisatie.", visibility=INTERN),
    "key": Meaning("sleutel", "key", "De verdeelsleutel.", visibility=INTERN),
    "detail": Meaning("invulling", "detail", "Waaruit een gemengde sleutel bestaat; leeg bij de andere.", visibility=INTERN),
    "version": Meaning("versie", "version", "Telt op bij elke wijziging van de afspraak.", visibility=INTERN),
    "status": Meaning("stand", "status", "voorstel of besloten.", visibility=INTERN),
    "valid_from": Meaning("geldt vanaf", "valid from", "Eerste dag.", visibility=INTERN),
    "phase_in_years": Meaning("ingroei", "phase-in", "In hoeveel jaar.", unit="jaren", visibility=INTERN),
    "yearly_rise_cap": Meaning("plafond per jaar", "yearly cap", "Exacte breuk; leeg is geen plafond.", visibility=INTERN),
    "old_share": Meaning("oud aandeel (breuk)", "old share (fraction)", "Exact, zodat niets wegvalt.", visibility=INTERN),
    "new_share": Meaning("nieuw aandeel (breuk)", "new share (fraction)", "Exact, zodat niets wegvalt.", visibility=INTERN),
    "old_part": Meaning("oud aandeel", "old share", "Als deel van het geheel.", visibility=INTERN),
    "new_part": Meaning("nieuw aandeel", "new share", "Als deel van het geheel.", visibility=INTERN),
}
SCHEMA = {
    "organisation": pl.String, "key": pl.String, "detail": pl.String, "version": pl.Int64, "status": pl.String,
    "valid_from": pl.Date, "phase_in_years": pl.Int64, "yearly_rise_cap": pl.String, "old_share": pl.String,
    "new_share": pl.String, "old_part": pl.Float64, "new_part": pl.Float64,
}  # fmt: skip


def _refused(reason: str, **values: Value) -> InvalidProblem:
    return InvalidProblem(Sentence(f"ledger.{reason}", values))


@dataclass(frozen=True)
class Agreement:
    """Who pays which part, by which key, from when?

    `shares` and `before` are exact parts by member that each add up to 1: those of the key and those from which they grow in over
    `years`. `cap` is the greatest yearly rise as a fraction, None for none. `detail` says what a mixed key is made of. A change is a
    new version; nothing is ever overwritten. Raises `InvalidProblem` for parts that do not add up or members that differ.

    >>> half = {"org:a": Fraction(1, 2), "org:b": Fraction(1, 2)}
    >>> made = Agreement("equal", date(2028, 1, 1), half, {"org:a": Fraction(1), "org:b": Fraction(0)}, 4)
    >>> made.share_in(2028)["org:a"], made.share_in(2031)["org:a"], made.status
    (Fraction(7, 8), Fraction(1, 2), 'voorstel')
    """

    key: str
    valid_from: date
    shares: Shares
    before: Shares
    years: int
    cap: Fraction | None = None
    version: int = 1
    status: str = PROPOSED
    detail: str = ""

    def __post_init__(self) -> None:
        for which, shares in (("shares", self.shares), ("before", self.before)):
            if sum(shares.values(), start=Fraction(0)) != 1:
                raise _refused("shares-not-one", which=which, total=f"{float(sum(shares.values())):.10g}")
        if set(self.shares) != set(self.before):
            raise _refused("other-members", names=sorted(set(self.shares) ^ set(self.before)))
        if self.years < 1 or self.version < 1 or (self.cap is not None and self.cap < 0):
            raise _refused("too-small", years=self.years, version=self.version, cap=str(self.cap))
        if self.status not in (PROPOSED, DECIDED):
            raise _refused("status", text=self.status, known=[PROPOSED, DECIDED])

    def share_in(self, year: int) -> dict[str, Fraction]:
        """Which part does each member bear in a calendar year, before any cap? The first year is one step on the way.

        A year before the agreement holds is refused.
        """
        step = year - self.valid_from.year + 1
        if step < 1:
            raise _refused("too-early", year=year, first=self.valid_from.year)
        return interpolated(self.before, self.shares, step, self.years)

    def decided(self) -> "Agreement":
        """The same agreement, after people decided on it."""
        return replace(self, status=DECIDED)

    def succeeded_by(self, key: str, valid_from: date, shares: Shares) -> "Agreement":
        """The next version: a proposal that grows in from where this one stands on that day. It may not start before this one."""
        if valid_from <= self.valid_from:
            raise _refused("too-early", year=valid_from.year, first=self.valid_from.year)
        step = valid_from.year - self.valid_from.year
        now = interpolated(self.before, self.shares, step, self.years)
        return Agreement(key, valid_from, shares, now, self.years, self.cap, self.version + 1)

    def table(self) -> ResultTable:
        """The agreement as a table, one row per member, in their order."""
        rows = [
            {
                "organisation": member, "key": self.key, "detail": self.detail or None, "version": self.version,
                "status": self.status, "valid_from": self.valid_from, "phase_in_years": self.years,
                "yearly_rise_cap": None if self.cap is None else str(self.cap), "old_share": str(self.before[member]),
                "new_share": str(share), "old_part": float(self.before[member]), "new_part": float(share),
            }
            for member, share in self.shares.items()
        ]  # fmt: skip
        return ResultTable(AGREEMENT, pl.DataFrame(rows, schema=SCHEMA), COLUMNS, INTERN)

    @classmethod
    def from_table(cls, table: ResultTable) -> "Agreement":
        """The agreement that a table holds. Raises `InvalidProblem` for a table without rows or with rows that contradict."""
        rows = list(table.frame.iter_rows(named=True))
        common = {(r["key"], r["detail"], r["version"], r["status"], str(r["valid_from"]), r["phase_in_years"]) for r in rows}
        if len(common) != 1 or len({row["organisation"] for row in rows}) != len(rows):
            raise _refused("contradicts", rows=len(rows))
        first = rows[0]
        cap = first["yearly_rise_cap"]
        return cls(
            first["key"],
            date.fromisoformat(str(first["valid_from"])),
            {row["organisation"]: Fraction(row["new_share"]) for row in rows},
            {row["organisation"]: Fraction(row["old_share"]) for row in rows},
            int(first["phase_in_years"]),
            None if cap is None else Fraction(cap),
            int(first["version"]),
            first["status"],
            first["detail"] or "",
        )

"""Small arbitrary regions with money: ledgers with gaps, shared applications, contracts that others may join, couplings."""

from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from wiel.costing import CostTable, cost_table
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.samples import landscape_from_rows

AS_OF = date(2026, 11, 1)
SOME = settings(deadline=None, max_examples=30)
MEMBERS = ("org:x:a", "org:x:b", "org:x:c", "org:x:d")
COMPONENTS = ("cmp:x:1", "cmp:x:2", "cmp:x:3")
PRODUCTS = ("prd:x:p", "prd:x:q")
CATEGORIES = ("personeel", "inhuur", "software", "infrastructuur", "diensten", "afschrijving", "overig")
NO_SCALE = {
    **{f"costing.fixed_share_{part}": 0 for part in ("personnel", "hire", "software", "infrastructure", "services")},
    "costing.inefficiency_small": 0,
    "costing.interface_cost": 0,
}


class Region:
    """A landscape and its members, shown by the rows that there are."""

    def __init__(self, landscape: Landscape, members: tuple[str, ...]) -> None:
        self.landscape, self.members = landscape, members

    def table(self, **changed: Any) -> CostTable:
        """Its cost table, with some parameters changed; names without the subject."""
        overlay = {f"costing.{name}": value for name, value in changed.items()}
        return cost_table(self.landscape, self.members, Parameters.load(overlay))[0]

    def __repr__(self) -> str:
        rows = {name: frame.rows() for name, frame in self.landscape.tables.items() if frame.height}
        return f"Region({self.members}, {rows})"


def _links(draw: st.DrawFn, one: str, ones: Any, other: str, others: Any, most: int = 4) -> list[dict[str, str]]:
    pairs = [(a, b) for a in ones for b in others]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=most)) if pairs else []
    return [{one: a, other: b} for a, b in chosen]


def _costs(draw: st.DrawFn, members: tuple[str, ...], applications: list[str]) -> list[dict[str, Any]]:
    amounts = st.sampled_from([None, -20_000, 0, 1, 3_333, 100_000, 10_000_001, 55_555_555])
    return [
        {"id": f"cst:x:{n}", "organisation": draw(st.sampled_from(members)), "year": draw(st.sampled_from([2025, 2026])),
         "kind": draw(st.sampled_from(["begroting", "realisatie"])), "category": draw(st.sampled_from(CATEGORIES)),
         "taakveld": draw(st.sampled_from(["0.4", "6.1", None])), "amount": draw(amounts),
         "application": draw(st.sampled_from([None, None, *applications]))}
        for n in range(draw(st.integers(0, 10)))
    ]  # fmt: skip


def _contracts(draw: st.DrawFn, members: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"id": f"con:x:{n}", "organisation": draw(st.sampled_from(members)),
         "annual_value": draw(st.sampled_from([None, 70_001, 5_000_000])),
         "end": draw(st.sampled_from([None, date(2026, 1, 1), date(2029, 6, 30)])),
         "joinable_by": draw(st.sampled_from([None, [], [members[0]], list(members)]))}
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip


@st.composite
def regions(draw: st.DrawFn, least: int = 1, most: int = 4) -> Region:
    """A region of `least` to `most` members, each with known inhabitants."""
    members = MEMBERS[: draw(st.integers(least, most))]
    applications = [f"app:x:{number}" for number in range(draw(st.integers(0, 6)))]
    contracts = _contracts(draw, members)
    tables = {
        "organisations": [
            {
                "id": m,
                "name": m[-1].upper(),
                "kind": "gemeente",
                "inhabitants": draw(st.sampled_from([4_000, 12_000, 35_000, 90_000])),
            }
            for m in members
        ],
        "components": [{"id": c, "name": c} for c in COMPONENTS],
        "products": [{"id": p, "name": p} for p in PRODUCTS],
        "product_components": _links(draw, "product", PRODUCTS, "component", COMPONENTS),
        "applications": [
            {"id": a, "name": a, "holder": draw(st.sampled_from(members)), "product": draw(st.sampled_from([*PRODUCTS, None]))}
            for a in applications
        ],
        "application_components": _links(draw, "application", applications, "component", COMPONENTS, 8),
        "application_uses": _links(draw, "application", applications, "organisation", members, 10),
        "costs": _costs(draw, members, applications),
        "contracts": contracts,
        "contract_applications": _links(draw, "contract", [c["id"] for c in contracts], "application", applications),
        "couplings": [
            {"id": f"cpl:x:{n}", **pair} for n, pair in enumerate(_links(draw, "source", applications, "target", applications))
        ],
    }
    return Region(landscape_from_rows(AS_OF, {name: rows for name, rows in tables.items() if rows}), members)


@st.composite
def choices(draw: st.DrawFn, table: CostTable) -> Any:
    """A plan in numbers for a table: any possible solution for every function that is needed."""
    served = table.primary.copy()
    for m, f in zip(*table.needed.nonzero(), strict=True):
        options = [k for (a, b, k) in table.arc_of if (a, b) == (m, f)]
        served[m, f] = draw(st.sampled_from(options))
    return served

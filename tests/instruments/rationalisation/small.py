"""A small landscape in which every demand can be tried: two functions, three municipalities, three products."""

from datetime import date
from typing import Any

import polars as pl

from wiel.instruments.rationalisation.answer import run
from wiel.instruments.rationalisation.options import Options
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet
from wiel.results import Result, ResultTable
from wiel.samples import landscape_from_rows
from wiel.schema import Meaning

DAY = date(2026, 11, 1)
MEMBERS = ("org:x:a", "org:x:b", "org:x:c")
COSTING = {
    "horizon_years": 1, "discount_rate": 0.0, "fixed_share_software": 0.5, "move_share": 0.1, "move_same_product": 0.5,
    "tender_cost": 10_000,
}  # fmt: skip
PRODUCTS = (("p", "halm"), ("q", "tjasker"), ("r", "halm"))
# Holder, key, product, functions, cost in thousands of euro.
APPLICATIONS = (
    ("a", "1", "p", ("f",), 100), ("b", "1", "p", ("f",), 100), ("c", "1", "q", ("f",), 100),
    ("a", "2", "r", ("g",), 60), ("b", "2", "q", ("g",), 60), ("c", "2", "r", ("g",), 60),
)  # fmt: skip


def small(**more: list[dict[str, Any]]) -> Landscape:
    """The landscape; more rows by table come on top, and a row of applications with the same id replaces that one."""
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [{"id": m, "name": m[-1].upper(), "kind": "gemeente", "inhabitants": 10_000} for m in MEMBERS]
        + [{"id": f"org:x:{s}", "name": s.title(), "kind": "leverancier"} for s in ("halm", "tjasker")],
        "components": [{"id": f"cmp:x:{f}", "name": f"Functie {f}", "domain": "D"} for f in "fg"],
        "products": [{"id": f"prd:x:{p}", "name": p.upper(), "supplier": f"org:x:{s}"} for p, s in PRODUCTS],
        "applications": [
            {"id": f"app:{h}:{n}", "holder": f"org:x:{h}", "product": f"prd:x:{p}", "name": f"Eigen {h}{n}"} for h, n, p, _, _ in APPLICATIONS
        ],
        "application_components": [
            {"application": f"app:{h}:{n}", "component": f"cmp:x:{f}"} for h, n, _, functions, _ in APPLICATIONS for f in functions
        ],
        "application_uses": [{"application": f"app:{h}:{n}", "organisation": f"org:x:{h}"} for h, n, *_ in APPLICATIONS],
        "costs": [
            {"id": f"cst:{h}:{n}", "organisation": f"org:x:{h}", "year": 2026, "kind": "begroting", "category": "software",
             "application": f"app:{h}:{n}", "amount": cost * 100_000}
            for h, n, _, _, cost in APPLICATIONS
        ],
    }  # fmt: skip
    for name, rows in more.items():
        replaced = {row["id"] for row in rows if "id" in row}
        tables[name] = [row for row in tables.get(name, []) if row.get("id") not in replaced] + rows
    return landscape_from_rows(DAY, tables)


def solved(landscape: Landscape, wishes: list[dict[str, str | None]] | None = None, control: Any = None, **options: Any) -> Result:
    """The answer at the prices of the small landscape."""
    tables = {}
    if wishes is not None:
        frame = pl.DataFrame(wishes)
        tables = {"wishes": ResultTable("wishes", frame, {c: Meaning(c, c) for c in frame.columns})}
    inputs = Inputs(landscape, MEMBERS, tables)
    return run(inputs, Parameters.load({"costing": COSTING}), Options(**options), control or Quiet())


def targets(result: Result) -> dict[tuple[str, str], str]:
    """Per member and function the name of what serves it in the plan."""
    rows = result.tables["choices"].frame.select("organisation_name", "component_name", "target").iter_rows()
    return {(member, function[-1]): target for member, function, target in rows}

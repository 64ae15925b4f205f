"""Small arbitrary regions: two or three members, two functions, unknown products, absences, shared applications, contracts and costs."""

from datetime import date

from hypothesis import strategies as st

from wiel.landscape import Landscape
from wiel.samples import landscape_from_rows

AS_OF = date(2026, 11, 1)
MEMBERS = ("org:x:a", "org:x:b", "org:x:c")
COMPONENTS = ("cmp:x:1", "cmp:x:2", "cmp:x:3")
PRODUCTS = ("prd:x:p", "prd:x:q", "prd:x:r")
SUPPLIERS = ("org:x:s", "org:x:t")
SOON = st.dates(date(2026, 6, 1), date(2029, 12, 31))


class Region:
    """A landscape and its members, shown by the rows that there are."""

    def __init__(self, landscape: Landscape, members: tuple[str, ...]) -> None:
        self.landscape, self.members = landscape, members

    def __repr__(self) -> str:
        rows = {name: frame.rows() for name, frame in self.landscape.tables.items() if frame.height}
        return f"Region({self.members}, {rows})"


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """A region."""
    members = MEMBERS[: draw(st.integers(1, 3))]
    parts = COMPONENTS[: draw(st.integers(1, 3))]
    count = draw(st.integers(0, 6))
    applications = [f"app:x:{number}" for number in range(count)]
    status = st.sampled_from(["in gebruik", None, "wordt uitgefaseerd", "buiten gebruik"])
    tables = {
        "organisations": [
            *({"id": m, "name": m[-1].upper(), "list_complete": draw(st.sampled_from([True, False, None]))} for m in members),
            *({"id": s, "name": s[-1].upper(), "kind": "leverancier"} for s in SUPPLIERS),
        ],
        "components": [{"id": c, "name": c, "domain": draw(st.sampled_from(["D", "E", None]))} for c in parts],
        "products": [{"id": p, "name": p, "supplier": draw(st.sampled_from([*SUPPLIERS, None]))} for p in PRODUCTS],
        "applications": [
            {"id": a, "name": a, "holder": draw(st.sampled_from(members)), "status": draw(status),
             "product": draw(st.sampled_from([*PRODUCTS, None]))}
            for a in applications
        ],
        "application_components": _links(draw, "application", applications, "component", parts),
        "application_uses": [
            {**pair, "until": draw(st.sampled_from([None, None, date(2026, 1, 1), AS_OF]))}
            for pair in _links(draw, "application", applications, "organisation", members)
        ],
        "absences": _links(draw, "organisation", members, "component", parts),
        "costs": [
            {"id": f"cst:x:{n}", "application": draw(st.sampled_from(applications)), "organisation": draw(st.sampled_from(members)),
             "year": draw(st.sampled_from([2024, 2025, 2027])), "kind": draw(st.sampled_from(["begroting", "realisatie"])),
             "amount": draw(st.sampled_from([None, -5000, 0, 10000, 30000, 90000]))}
            for n in range(draw(st.integers(0, 5)) if applications else 0)
        ],
        **_contracts(draw, members, applications),
    }  # fmt: skip
    return Region(landscape_from_rows(AS_OF, tables), members)


def _links(
    draw: st.DrawFn, left: str, lefts: list[str] | tuple[str, ...], right: str, rights: tuple[str, ...]
) -> list[dict[str, str]]:
    """Some of all pairs."""
    pairs = [(a, b) for a in lefts for b in rights]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5)) if pairs else []
    return [{left: a, right: b} for a, b in chosen]


def _contracts(draw: st.DrawFn, members: tuple[str, ...], applications: list[str]) -> dict[str, list[dict[str, object]]]:
    """Contracts with an application each."""
    count = draw(st.integers(0, 5)) if applications else 0
    contracts = [
        {"id": f"con:x:{n}", "organisation": draw(st.sampled_from(members)), "end": draw(st.none() | SOON),
         "notice_months": draw(st.none() | st.integers(0, 12)), "annual_value": draw(st.none() | st.integers(0, 10**7))}
        for n in range(count)
    ]  # fmt: skip
    covered = [{"contract": c["id"], "application": draw(st.sampled_from(applications))} for c in contracts]
    return {"contracts": contracts, "contract_applications": covered}

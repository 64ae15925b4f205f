"""The overlap once more, slowly and in plain Python: rows one by one, and every way to fill in what is unknown."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product as every
from typing import Any

from wiel.landscape import Landscape

Row = dict[str, Any]
FRESH, COMMON = "nieuw", "een ander product dat allen delen"


class ByHand:
    """What members use, read row by row from a landscape whose identifiers are unique."""

    def __init__(self, landscape: Landscape, members: Sequence[str]) -> None:
        self.landscape, self.members = landscape, list(members)
        self.applications = {row["id"]: row for row in self.rows("applications") if row["status"] != "buiten gebruik"}
        self.gone = {row["id"] for row in self.rows("applications")} - set(self.applications)
        self.places: dict[str, set[str]] = {}
        for row in self.rows("application_components"):
            self.places.setdefault(row["application"], set()).add(row["component"])
        self.uses = {(m, a) for m, a in self._stated() if m in self.members and a not in self.gone}

    def rows(self, table: str) -> list[Row]:
        """The rows of a table as dictionaries."""
        return list(self.landscape[table].iter_rows(named=True))

    def _stated(self) -> Iterator[tuple[str, str]]:
        for row in self.rows("application_uses"):
            begun = row["since"] is None or row["since"] <= self.landscape.as_of
            if begun and (row["until"] is None or row["until"] >= self.landscape.as_of):
                yield row["organisation"], row["application"]

    def product(self, application: str) -> str | None:
        """The product of an application, None where unknown."""
        return self.applications.get(application, {}).get("product")

    def serving(self, member: str, component: str) -> list[str]:
        """Applications that a member uses for a component."""
        return sorted(a for m, a in self.uses if m == member and component in self.places.get(a, ()))

    def components(self) -> list[str]:
        """Components that some application in use serves."""
        return sorted({c for _, a in self.uses for c in self.places.get(a, ())})

    def state(self, member: str, component: str) -> str:
        """What is known of a cell, by the rules in words."""
        products = [self.product(a) for a in self.serving(member, component)]
        if any(products):
            return "bekend"
        absent = {(row["organisation"], row["component"]) for row in self.rows("absences")}
        if products:
            return "onbekend"
        if (member, component) in absent:
            return "geen"
        complete = {row["id"]: row["list_complete"] for row in self.rows("organisations")}.get(member) is True
        loose = any(m == member and not self.places.get(a) for m, a in self.uses)
        return "geen" if complete and not loose and not self._perhaps(member, component) else "onbekend"

    def _perhaps(self, member: str, component: str) -> bool:
        """Whether the member holds an application for the component of which nobody says who uses it."""
        named = {row["application"] for row in self.rows("application_uses")}
        return any(
            row["holder"] == member and component in self.places.get(a, ()) and a not in named
            for a, row in self.applications.items()
        )

    def fillings(self, component: str) -> Iterator[list[set[str]]]:
        """Every way in which the members may really have products for a component: one set per member."""
        known = [{p for a in self.serving(m, component) if (p := self.product(a))} for m in self.members]
        ideas = [*sorted(set().union(*known)), COMMON]
        choices: list[list[set[str]]] = []
        for number, member in enumerate(self.members):
            blank = any(self.product(a) is None for a in self.serving(member, component))
            more = [{p} for p in ideas] + [{FRESH + str(number)}]
            if self.state(member, component) == "onbekend" and not blank:
                more.append(set())
            is_open = blank or self.state(member, component) == "onbekend"
            choices.append([known[number] | extra for extra in more] if is_open else [known[number]])
        for filling in every(*choices):
            yield list(filling)

    def groups(self, component: str) -> set[tuple[int, int]]:
        """Every possible pair of largest group and members having the component."""
        found = set()
        for filling in self.fillings(component):
            names = set().union(*filling)
            sizes = [sum(name in have for have in filling) for name in names]
            found.add((max(sizes, default=0), sum(bool(have) for have in filling)))
        return found

    def same_product_share(self) -> tuple[Fraction, Fraction] | None:
        """The least and the most of Σ largest group ÷ Σ members having, over every combination of fillings."""
        pairs = [self.groups(component) for component in self.components()]
        ratios = [Fraction(sum(g for g, _ in pick), sum(h for _, h in pick)) for pick in every(*pairs) if pick]
        return (min(ratios), max(ratios)) if ratios else None

    def calendar(self, window_months: int, lead_months: int) -> dict[str, set[frozenset[str]]]:
        """Per component the sets of contracts that fit in one window, none within another, with two members or more."""
        found: dict[str, set[frozenset[str]]] = {}
        moments = self._moments(lead_months)
        for component in self.components():
            here = [m for m in moments if component in m["components"]]
            sets = {frozenset(m["id"] for m in here if s["day"] <= m["day"] <= later(s["day"], window_months)) for s in here}
            owners = {m["id"]: m["organisation"] for m in here}
            largest = {one for one in sets if not any(one < other for other in sets)}
            found[component] = {one for one in largest if len({owners[c] for c in one}) > 1}
        return {component: groups for component, groups in found.items() if groups}

    def _moments(self, lead_months: int) -> list[Row]:
        covered: dict[str, set[str]] = {}
        for row in self.rows("contract_applications"):
            covered.setdefault(row["contract"], set()).update(self.places.get(row["application"], ()))
        moments = []
        for row in self.rows("contracts"):
            if row["organisation"] in self.members and row["end"] and row["notice_months"] is not None:
                day = later(row["end"], -row["notice_months"] - lead_months)
                if row["end"] >= self.landscape.as_of <= day:
                    moments.append({**row, "day": day, "components": covered.get(row["id"], set())})
        return moments


def later(day: Any, months: int) -> Any:
    """The same day of the month so many months on; the last day where that month is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for number in range(day.day, 27, -1):
        try:
            return day.replace(year=year, month=month + 1, day=number)
        except ValueError:
            continue
    return day.replace(year=year, month=month + 1)


def concentration(suppliers: Iterable[str | None]) -> tuple[Fraction | None, Fraction, Fraction]:
    """Σ share² over the known, and its least and most over every way to fill in the unknown (each may be new or known)."""
    listed = list(suppliers)
    known, blank = [s for s in listed if s is not None], sum(s is None for s in listed)
    choices = [*sorted(set(known)), *(f"{FRESH}{n}" for n in range(blank))]
    values = [_index([*known, *pick]) for pick in every(choices, repeat=blank)] if blank else [_index(known)]
    return (_index(known) if known else None), min(values), max(values)


def _index(suppliers: Sequence[str]) -> Fraction:
    return sum((Fraction(suppliers.count(s), len(suppliers)) ** 2 for s in set(suppliers)), Fraction(0))

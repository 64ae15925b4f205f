"""Turns demands into what may serve what: arcs that are ruled out and why, and what must stay in use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing import NEW, CostTable
from wiel.costing.table import Bools, Ints
from wiel.instruments.rationalisation.named import Named
from wiel.instruments.rationalisation.options import Options, words_of
from wiel.landscape import Landscape
from wiel.results import ResultTable

STANDARDS, JURISDICTION, MUST_GO, WISH = "standards", "jurisdiction", "must_go", "wish"
# Demands that follow from what the landscape says give way to what is used today where nothing else meets them; others never do.
GIVING_WAY = (STANDARDS, JURISDICTION)
BROKEN_SUPPORT = ("niet", "gepland")
CLASSES = {"geen": 0, "gewoon": 1, "bijzonder": 2}


@dataclass(frozen=True)
class Conflict:
    """Demands that leave nothing for a function of a member, or cannot hold together; `gave_way`: today's application stays."""

    demands: tuple[str, ...]
    organisation: str | None
    component: str | None
    gave_way: bool


@dataclass(frozen=True, eq=False)
class Demands:
    """`allowed[a]`: arc a may be used; `against[name][a]`: the demand rules it out; `unsure[name][a]`: it is not known to meet it.

    `keep` are (member, solution) that must stay in use. `conflicts` stand in the order of members and functions.
    """

    allowed: Bools
    against: Mapping[str, Bools]
    unsure: Mapping[str, Bools]
    keep: tuple[tuple[int, int], ...]
    conflicts: tuple[Conflict, ...]

    @property
    def blocked(self) -> bool:
        """Whether some function of a member has nothing left."""
        return any(not conflict.gave_way for conflict in self.conflicts)


def demands_of(landscape: Landscape, table: CostTable, options: Options, wishes: ResultTable | None) -> Demands:
    """What do standards, jurisdictions, names and wishes allow? A name that does not exist is refused with `WrongUse`."""
    named = Named(landscape, table)
    count = len(table.serve_member)
    against, unsure = {}, {}
    if options.standards:
        against[STANDARDS], unsure[STANDARDS] = _standards(landscape, table, options.unknown_allowed)
    if options.allowed_jurisdictions:
        against[JURISDICTION], unsure[JURISDICTION] = _jurisdiction(landscape, table, options)
    gone = [k for word in words_of(options.must_go) for k in named.solutions("must_go", word)]
    if gone:
        against[MUST_GO] = np.isin(table.serve_solution, gone)
    keep = {pair for word in words_of(options.must_keep) for pair in named.uses("must_keep", word)}
    if wishes is not None:
        for number, (pairs, ruled_out) in enumerate(_wishes(table, wishes), 1):
            keep |= pairs
            if ruled_out is not None:
                against[f"{WISH}:{number}"] = ruled_out
    allowed, conflicts = _settled(table, against, count)
    return Demands(allowed, against, unsure, tuple(sorted(keep)), (*conflicts, *_undone(table, against, allowed, sorted(keep))))


def _standards(landscape: Landscape, table: CostTable, unknown_allowed: bool) -> tuple[Bools, Bools]:
    """Arcs whose product does not support a mandatory standard of the function, and those of which it is not known."""
    asked = landscape["component_standards"].filter(pl.col("level").cast(pl.String) == "verplicht").drop_nulls("standard")
    needed: dict[str, list[str]] = {}
    for component, standard in asked.select("component", "standard").unique(maintain_order=True).iter_rows():
        needed.setdefault(component, []).append(standard)
    rows = landscape["product_standards"].select("product", "standard", pl.col("support").cast(pl.String)).iter_rows()
    support = {(product, standard): level for product, standard, level in rows}
    broken, unknown = np.zeros(len(table.serve_member), bool), np.zeros(len(table.serve_member), bool)
    for a, (f, k) in enumerate(zip(table.serve_component.tolist(), table.serve_solution.tolist(), strict=True)):
        levels = [support.get((table.product[k] or "", standard)) for standard in needed.get(table.components[f], ())]
        broken[a] = any(level in BROKEN_SUPPORT for level in levels)
        unknown[a] = not broken[a] and any(level is None for level in levels)
    return (broken, unknown) if unknown_allowed else (broken | unknown, np.zeros_like(unknown))


def _jurisdiction(landscape: Landscape, table: CostTable, options: Options) -> tuple[Bools, Bools]:
    """Arcs under another jurisdiction, for functions with personal data of the class asked; what is new can be asked in a tender."""
    about = landscape["applications"].unique("id", keep="first")
    place = dict(about.select("id", "jurisdiction").iter_rows())
    allowed = {word.lower() for word in options.allowed_jurisdictions}
    outside = np.array([bool(place.get(name)) and str(place[name]).strip().lower() not in allowed for name in table.solutions])
    unknown = np.array([not name.startswith(NEW) and not place.get(name) for name in table.solutions])
    held = _personal(landscape, table) >= CLASSES.get(options.personal_data, 0)
    here = held[table.serve_member, table.serve_component]
    broken, unsure = outside[table.serve_solution] & here, unknown[table.serve_solution] & here
    return (broken, unsure) if options.unknown_allowed else (broken | unsure, np.zeros_like(unsure))


def _personal(landscape: Landscape, table: CostTable) -> Ints:
    """The highest class of personal data that serves (member, function) today; unknown counts as the highest."""
    about = landscape["applications"].unique("id", keep="first").select("id", pl.col("personal_data").cast(pl.String))
    held = dict(about.iter_rows())
    level = np.array([CLASSES.get(held.get(name) or "", 2) for name in table.solutions], np.int64)
    found: Ints = np.where(table.primary >= 0, level[table.primary], 0)
    return found


def _wishes(table: CostTable, wishes: ResultTable) -> Iterator[tuple[set[tuple[int, int]], Bools | None]]:
    """What each row of an edited plan asks: pairs that stay in use, and arcs that are ruled out."""
    members = {name: m for m, name in enumerate(table.members)}
    components = {name: f for f, name in enumerate(table.components)}
    for row in wishes.frame.select("wish", "organisation", "component", "solution").iter_rows(named=True):
        m, f = members.get(row["organisation"] or ""), components.get(row["component"] or "")
        k = table.number.get(row["solution"])
        of_solution = table.serve_solution == (-1 if k is None else k)
        here = (table.serve_member == m) & (table.serve_component == f)
        match row["wish"]:
            case "blijven":
                yield (set() if k is None else {(int(i), k) for i in np.flatnonzero(table.in_use[:, k] & ~table.aside[:, k])}), None
            case "weg":
                yield set(), of_solution
            case "vast":
                yield set(), here & ~of_solution
            case _:
                yield set(), here & of_solution


def _settled(table: CostTable, against: Mapping[str, Bools], count: int) -> tuple[Bools, tuple[Conflict, ...]]:
    """What is allowed once demands that follow from the landscape have given way where nothing meets them."""
    allowed = np.ones(count, bool)
    for ruled_out in against.values():
        allowed &= ~ruled_out
    served = np.zeros(table.needed.shape, bool)
    served[table.serve_member[allowed], table.serve_component[allowed]] = True
    conflicts = []
    for m, f in np.argwhere(table.needed & ~served).tolist():
        arcs = np.flatnonzero((table.serve_member == m) & (table.serve_component == f))
        names = _irreducible(against, arcs)
        own = arcs[table.serve_solution[arcs] == table.primary[m, f]]
        hard = [name for name in against if name not in GIVING_WAY]
        stays = own[[not any(against[name][a] for name in hard) for a in own]] if len(own) else own
        allowed[stays] = True
        conflicts.append(Conflict(names, table.members[m], table.components[f], bool(len(stays))))
    return allowed, tuple(conflicts)


def _undone(table: CostTable, against: Mapping[str, Bools], allowed: Bools, keep: Sequence[tuple[int, int]]) -> Iterator[Conflict]:
    """What must stay in use while other demands leave it nothing to do."""
    for m, k in keep:
        arcs = np.flatnonzero((table.serve_member == m) & (table.serve_solution == k))
        if not allowed[arcs].any():
            names = (f"must_keep|{table.members[m]}|{table.solutions[k]}", *_irreducible(against, arcs))
            yield Conflict(names, table.members[m], None, False)


def _irreducible(against: Mapping[str, Bools], arcs: Ints) -> tuple[str, ...]:
    """Demands that together rule out all these arcs, while without any one of them an arc is left."""
    kept: Sequence[str] = [name for name in against if against[name][arcs].any()]
    for name in list(kept):
        rest = [other for other in kept if other != name]
        if _rules_out(against, rest, arcs):
            kept = rest
    return tuple(kept)


def _rules_out(against: Mapping[str, Bools], names: Sequence[str], arcs: Ints) -> bool:
    return bool(np.any([against[name][arcs] for name in names], axis=0).all()) if names else not len(arcs)

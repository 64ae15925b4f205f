"""What in the matrix of functions and members is open, and which of it one task of one member would close."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from wiel.instruments.inventory.scope import held_applications, running_uses
from wiel.landscape import Landscape

Cell = tuple[str, str]


@dataclass(frozen=True)
class Gaps:
    """The matrix as far as it matters for what is open.

    `serving`: applications per cell (member, function). `empty`: per member the functions of which nothing is known. `perhaps`: per member
    the functions for which it holds an application of which nobody says who uses it. `loose`: per member the applications in use without
    function. `unused`: per holder the applications without any statement of use. `holder`, `places`: of each application in production.
    """

    holder: dict[str, str | None]
    places: dict[str, set[str]]
    blank: set[str]
    complete: dict[str, bool | None]
    serving: dict[Cell, set[str]] = field(default_factory=dict)
    loose: dict[str, set[str]] = field(default_factory=dict)
    perhaps: dict[str, set[str]] = field(default_factory=dict)
    unused: dict[str, set[str]] = field(default_factory=dict)
    empty: dict[str, set[str]] = field(default_factory=dict)

    def held(self, member: str, applications: set[str]) -> set[str]:
        """Those of the applications that a member holds."""
        return {a for a in applications if self.holder.get(a) == member}

    def without_product(self, member: str) -> tuple[int, int]:
        """Applications that a member holds, in use for a function and without product; and how many cells close when they have one."""
        ours = self.held(member, {a for used in self.serving.values() for a in used if a in self.blank})
        closed = sum(1 for used in self.serving.values() if (open_ := used & self.blank) and open_ <= ours)
        return len(ours), closed

    def without_function(self, member: str) -> tuple[int, int, int]:
        """Applications that a member holds, in use without function; how many of those lack a product; and at most how many cells close.

        Each placed application closes one cell of everyone who uses it. Was it the last without function on a list that is complete, then
        every other cell of that list is none, unless an application may be there of which nobody says who uses it.
        """
        ours = self.held(member, {a for loose in self.loose.values() for a in loose})
        closed = 0
        for user, loose in self.loose.items():
            mine, empty = len(loose & ours), len(self.empty[user])
            doubtful = len(self.empty[user] & self.perhaps.get(user, set()))
            last = self.complete.get(user) is True and loose <= ours
            closed += min(empty, empty - doubtful + min(mine, doubtful) if last else mine) if mine else 0
        return len(ours), len(ours & self.blank), closed

    def without_use(self, member: str) -> tuple[int, int]:
        """Applications that a member holds and nobody says who uses; and how many cells close when the member itself turns out to."""
        ours = self.unused.get(member, set())
        doubtful = {c for a in ours for c in self.places.get(a, ())} & self.empty.get(member, set())
        blank = {c for a in ours & self.blank for c in self.places.get(a, ())}
        return len(ours), len(doubtful - blank)

    def list_unconfirmed(self, member: str) -> tuple[int, int]:
        """Applications on a list of which nobody said whether it is complete; and how many cells close when it is. Nothing while loose."""
        if self.complete.get(member) is not None or self.loose.get(member):
            return 0, 0
        held = sum(1 for holder in self.holder.values() if holder == member)
        return held, len(self.empty.get(member, set()) - self.perhaps.get(member, set())) if held else 0


def gaps_of(landscape: Landscape, members: Sequence[str]) -> Gaps:
    """What is open in the matrix of the members and the functions that at least one of them has an application for?"""
    held = held_applications(landscape)
    places: dict[str, set[str]] = {}
    for application, component in landscape["application_components"].select("application", "component").iter_rows():
        places.setdefault(application, set()).add(component)
    stated = landscape["organisations"].unique("id", keep="first").select("id", "list_complete")
    gaps = Gaps(
        dict(held.select("id", "holder").iter_rows()),
        places,
        set(held.filter(pl.col("product").is_null())["id"]),
        dict(stated.iter_rows()),
    )
    own = set(members)
    for application, member in running_uses(landscape).iter_rows():
        if member not in own or application not in gaps.holder:
            continue
        for component in places.get(application, ()):
            gaps.serving.setdefault((member, component), set()).add(application)
        if not places.get(application):
            gaps.loose.setdefault(member, set()).add(application)
    named = set(landscape["application_uses"]["application"])
    for application, holder in gaps.holder.items():
        if holder in own and application not in named:
            gaps.unused.setdefault(holder, set()).add(application)
            gaps.perhaps.setdefault(holder, set()).update(places.get(application, ()))
    _fill(gaps, landscape, members)
    return gaps


def _fill(gaps: Gaps, landscape: Landscape, members: Sequence[str]) -> None:
    """Which functions of each member are empty and not known to be none?"""
    functions = {component for _, component in gaps.serving}
    absent: dict[str, set[str]] = {}
    for member, component in landscape["absences"].select("organisation", "component").iter_rows():
        absent.setdefault(member, set()).add(component)
    for member in members:
        empty = {c for c in functions if (member, c) not in gaps.serving} - absent.get(member, set())
        whole = gaps.complete.get(member) is True and not gaps.loose.get(member)
        gaps.empty[member] = empty & gaps.perhaps.get(member, set()) if whole else empty

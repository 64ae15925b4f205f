"""What organisations have, beside each other: counts that are kept up to date, what is unknown, what was not opened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from wiel_web.landscapes import service
from wiel_web.landscapes.factory import CONTRACT_TABLES
from wiel_web.landscapes.models import Tally
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import LANDSCAPE_KINDS, Action, Kind
from wiel_web.tenancy.scoping import Subject
from wiel_web.tenancy.service import members_of, organisation, partnerships_of

COUNTED = ("applications", "application_uses", "contracts", "couplings")


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of an organisation in one table: a number, None where nobody knows, or not opened to the reader. `url` leads to the rows."""

    url: str
    n: int | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation: its counts, which part of the cells of its applications is unknown, when that changed and was confirmed."""

    organisation: Organisation
    closed: bool
    counts: tuple[Count, ...]
    cells: int = 0
    unknown: int = 0
    changed: datetime | None = None
    confirmed: date | None = None

    @property
    def share(self) -> float | None:
        """The part that is unknown; None where there is nothing to look at."""
        return self.unknown / self.cells if self.cells else None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over organisations: at least so many where some of them are unknown or not opened."""

    n: int
    known: int
    left_out: int

    @property
    def least(self) -> bool:
        """Whether there may be more."""
        return self.left_out > 0


@dataclass(frozen=True)
class Region:
    """All lines in their fixed order, with the totals."""

    lines: list[Line]
    complete: int
    totals: tuple[Total, ...] = field(init=False)

    def __post_init__(self) -> None:
        columns = [[line.counts[place] for line in self.lines] for place in range(len(COUNTED))]
        object.__setattr__(self, "totals", tuple(_total(column) for column in columns))

    @property
    def share(self) -> float | None:
        """The part of all cells together that is unknown."""
        cells = sum(line.cells for line in self.lines)
        return sum(line.unknown for line in self.lines) / cells if cells else None

    @property
    def closed(self) -> int:
        """How many organisations have not opened their landscape to the reader."""
        return sum(line.closed for line in self.lines)


def own_counts(actor: Actor) -> dict[str, int]:
    """How many current rows the own organisation has in each table that the actor may read."""
    return dict(Tally.objects.visible_to(actor).filter(owner_id=actor.organisation, rows__gt=0).values_list("about", "rows"))


def partnerships(actor: Actor) -> list[Organisation]:
    """Of which partnerships the actor can see the overview: those in which the own organisation takes part, or itself."""
    own = organisation(actor.own)
    return [own] if own.kind == Kind.PARTNERSHIP else partnerships_of(own.pk)


def region(actor: Actor, partnership: Organisation | None = None) -> Region:
    """What do the organisations have that the actor may read, or those of a partnership?

    Without a partnership they stand by name; those of a partnership in the order in which they joined, also who opened nothing.
    """
    readable = readable_owners(actor, Subject.LANDSCAPE)
    contracts = readable_owners(actor, Subject.CONTRACTS) if Action.READ_CONTRACTS in actor.actions else frozenset()
    tallies = _tallies(actor)
    if partnership is None:
        everyone = list(Organisation.objects.filter(pk__in=readable, kind__in=LANDSCAPE_KINDS).order_by("name"))
        # A partnership that only keeps the shared lists is no line of its own.
        everyone = [one for one in everyone if one.kind == Kind.MUNICIPALITY or set(COUNTED) & tallies[one.pk].keys()]
    else:
        everyone = members_of(partnership.pk)
    urls = {table: reverse("landscapes:table", args=[table]) for table in COUNTED}
    lines = [_line(one, tallies[one.pk], urls, one.pk not in readable, one.pk not in contracts) for one in everyone]
    return Region(lines, len(_complete(actor) & {one.pk for one in everyone}))


def _tallies(actor: Actor) -> Mapping[int, Mapping[str, tuple[Any, ...]]]:
    """Organisation → table → what was counted, where there are rows."""
    found: dict[int, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    wanted = Tally.objects.visible_to(actor).filter(about__in=(*COUNTED, "attestations"), rows__gt=0)
    for owner, about, *facts in wanted.values_list("owner_id", "about", "rows", "cells", "unknown", "changed_at", "latest"):
        found[owner][about] = tuple(facts)
    return found


def _line(
    one: Organisation, told: Mapping[str, tuple[Any, ...]], urls: Mapping[str, str], closed: bool, no_contracts: bool
) -> Line:
    counts = tuple(
        Count(url, told[table][0] if table in told else None, closed or (no_contracts and table in CONTRACT_TABLES))
        for table, url in urls.items()
    )
    _, cells, unknown, *_ = told.get("applications", (0, 0, 0))
    changed = max((facts[3] for facts in told.values()), default=None)
    return Line(one, closed, counts, cells, unknown, changed, told["attestations"][4] if "attestations" in told else None)


def _complete(actor: Actor) -> set[int]:
    """The organisations that say that their list of applications is complete."""
    rows: QuerySet[Any] = service.rows(actor, "organisations")
    said = rows.filter(list_complete=True, identifier=F("owner__identifier"))
    return set(said.values_list("owner_id", flat=True))


def _total(column: Sequence[Count]) -> Total:
    known = [count.n for count in column if count.n is not None and not count.closed]
    return Total(sum(known), len(known), len(column) - len(known))


def chosen(places: Iterable[Organisation], key: str) -> Organisation | None:
    """The partnership with this key among those that can be chosen."""
    return next((place for place in places if str(place.pk) == key), None)

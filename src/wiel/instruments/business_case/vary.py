"""What moves the outcome: each number on its own, events, and smaller groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from wiel.costing import collective_of, game_of, today
from wiel.costing.collective import inefficiency
from wiel.costing.table import Ints
from wiel.instruments.business_case.compose import Scenario, Setting
from wiel.instruments.business_case.gather import Source
from wiel.instruments.business_case.ground import Ground, only
from wiel.instruments.business_case.weigh import difference_of, first_draws
from wiel.methods.games.coalitions import subset_sums
from wiel.methods.simulation import Draws, Floats, Swing, Uncertain, swings
from wiel.parameters import Parameters

EVENT_DRAWS = 2_000
MOST_MEMBERS = 16
MONEY = ("running", "running_low", "running_high", "same", "other", "tenders", "contracts", "interfaces")
LEAVES, JOINS, MERGES, DEARER, LATER = EVENTS = ("vertrek", "toetreding", "herindeling", "prijsverhoging", "vertraging")


@dataclass(frozen=True, eq=False)
class Happened:
    """An event in a scenario: about whom, and the difference with doing nothing before and after it, for the same members, (D,)."""

    scenario: Scenario
    event: str
    who: tuple[str, ...]
    before: Floats
    after: Floats


@dataclass(frozen=True, eq=False)
class Sizes:
    """All groups of one size: what each costs more than its members apart, EUR (number of groups,)."""

    scenario: Scenario
    size: int
    differences: Floats


def tornado(setting: Setting, numbers: Sequence[Uncertain], scenario: Scenario) -> tuple[Swing, ...]:
    """Which number moves the difference with doing nothing most, all others in the middle?"""

    def outcome(values: Draws) -> Floats:
        """The difference of all together at these values."""
        whole: Floats = difference_of(replace(setting, values=values), scenario).sum(axis=1)
        return whole

    return swings(numbers, outcome)


@dataclass(frozen=True, eq=False)
class Changed:
    """The world after an event: about whom, the new setting, and the seats of who is compared before and after it."""

    event: str
    who: tuple[str, ...]
    setting: Setting
    before: Ints
    after: Ints


def happen(setting: Setting, source: Source, scenarios: Sequence[Scenario], shock: float) -> Iterator[Happened]:
    """What does each event do to each scenario? With the first draws only: enough for a sign, quick enough for every scenario."""
    if len(setting.ground.members) < 2:
        return
    setting = first_draws(setting, EVENT_DRAWS)
    changes = _changes(setting, source, shock)
    for scenario in scenarios:
        now = difference_of(setting, scenario)
        for change in changes:
            later = difference_of(change.setting, scenario)
            yield Happened(
                scenario, change.event, change.who, now[:, change.before].sum(axis=1), later[:, change.after].sum(axis=1)
            )


def _changes(setting: Setting, source: Source, shock: float) -> list[Changed]:
    """Every event that can happen to this group."""
    everybody = np.arange(len(setting.ground.members))
    dearer = Changed(DEARER, (), replace(setting, shock=shock), everybody, everybody)
    later = Changed(LATER, (), _delayed(setting), everybody, everybody)
    return [_leaving(setting, source), _joining(setting), _merging(setting), dearer, later]


def _leaving(setting: Setting, source: Source) -> Changed:
    """The member with the highest cost does not come along; the others are compared."""
    ground = setting.ground
    largest = int(np.argmax(ground.running.sum(axis=0)))
    present = np.arange(len(ground.members)) != largest
    stay = np.flatnonzero(present)
    fewer = only(ground, stay, source.planned(present))
    return Changed(LEAVES, (ground.names[largest],), replace(setting, ground=fewer), stay, np.arange(len(stay)))


def _joining(setting: Setting) -> Changed:
    """A member of median size and median cost per inhabitant comes along; those who were there are compared."""
    ground = setting.ground
    people = float(np.median(ground.inhabitants))

    def new(values: Floats) -> Floats:
        """The values with those of the newcomer behind them."""
        each = np.median(values / ground.inhabitants, axis=-1, keepdims=True) * people
        return np.concatenate([values, each], axis=-1)

    planned = ground.planned
    if planned is not None:
        shares = replace(planned, **{name: new(getattr(planned, name)) for name in MONEY})
        planned = replace(shares, supplier=np.append(planned.supplier, np.median(planned.supplier)))
    more = replace(
        ground,
        members=(*ground.members, ""),
        names=(*ground.names, ""),
        inhabitants=np.append(ground.inhabitants, people),
        workplaces=np.append(ground.workplaces, np.nan),
        running=new(ground.running),
        layer=np.minimum(new(ground.layer), new(ground.running)),
        assumed=np.pad(ground.assumed, ((0, 0), (0, 1))),
        bounds=np.pad(ground.bounds, ((0, 0), (0, 1)), constant_values=1.0),
        overhead_share=np.append(ground.overhead_share, np.median(ground.overhead_share)),
        supplier=np.append(ground.supplier, np.median(ground.supplier)),
        planned=planned,
    )
    seats = np.arange(len(ground.members))
    return Changed(JOINS, (), replace(setting, ground=more), seats, seats)


def _merging(setting: Setting) -> Changed:
    """The two smallest members become one municipality, whether or not anybody works together; all are compared."""
    ground = setting.ground
    first, second = sorted(np.argsort(ground.inhabitants, kind="stable")[:2].tolist())
    seats = np.arange(len(ground.members))
    merged = merge(ground, first, second, setting)
    return Changed(MERGES, (ground.names[first], ground.names[second]), replace(setting, ground=merged), seats, seats[:-1])


def merge(ground: Ground, first: int, second: int, setting: Setting) -> Ground:
    """One municipality out of two: cost and inhabitants added, infrastructure and technical staff at the new scale.

    At the middle values of scale, so that the merger is the same in every draw.
    """
    both, rest = [first, second], [m for m in range(len(ground.members)) if m != second]
    people = float(ground.inhabitants[both].sum())
    small, most = (setting.terms.middle[f"costing.inefficiency_{name}"] for name in ("small", "to"))
    before = inefficiency(ground.inhabitants[both], small, setting.terms.smallest, most)
    kept = (1.0 + inefficiency(np.array([people]), small, setting.terms.smallest, most)) / (1.0 + before)
    layer = ground.layer[:, both] * kept

    def joined(values: Floats, new: Floats | float) -> Floats:
        """The values of those who are left, with the new one in the place of the first."""
        found = values[..., rest].copy()
        found[..., rest.index(first)] = new
        return found

    planned = ground.planned
    if planned is not None:
        saved = (ground.layer[:, both] - layer).sum(axis=1)
        sums = {name: joined(getattr(planned, name), getattr(planned, name)[..., both].sum(axis=-1)) for name in MONEY}
        for name in ("running", "running_low", "running_high"):
            sums[name][:, rest.index(first)] -= saved
        planned = replace(planned, **sums, supplier=joined(planned.supplier, float(planned.supplier[both].mean())))
    return replace(
        ground,
        members=tuple(ground.members[m] for m in rest),
        names=tuple(ground.names[m] for m in rest),
        inhabitants=joined(ground.inhabitants, people),
        workplaces=joined(ground.workplaces, float(ground.workplaces[both].sum())),
        running=joined(ground.running, (ground.running[:, both] - ground.layer[:, both] + layer).sum(axis=1)),
        layer=joined(ground.layer, layer.sum(axis=1)),
        assumed=joined(ground.assumed, ground.assumed[:, both].sum(axis=1)),
        bounds=joined(ground.bounds, ground.bounds[:, both].mean(axis=1)),
        overhead_share=joined(ground.overhead_share, float(ground.overhead_share[both].mean())),
        supplier=joined(ground.supplier, float(ground.supplier[both].mean())),
        planned=planned,
    )


def _delayed(setting: Setting) -> Setting:
    """The start is as late as in the one of ten latest draws, in every draw."""
    name = "costing.delay_months"
    values = dict(setting.values) | {name: np.full(setting.values.count, setting.terms.ends[name][1])}
    return replace(setting, values=Draws(values, setting.values.count, setting.values.seed))


def sizes(source: Source, scenarios: Sequence[Scenario], parameters: Parameters, as_of: date) -> Iterator[Sizes]:
    """What does every group of two members and more cost more than its members apart, at the middle values?

    From the game of costing, over all groups at once; for more than sixteen members there are too many groups, and nothing is said.
    """
    members = len(source.table.members)
    if members > MOST_MEMBERS:
        return
    heads = subset_sums(np.ones(members)).round().astype(np.int64)
    for scenario in scenarios:
        collective, _ = collective_of(source.table, parameters, scenario.form, as_of)
        game = game_of(source.table, source.plan if scenario.with_plan else today(source.table), collective)
        difference = game.together - game.apart
        for size in range(2, members + 1):
            yield Sizes(scenario, size, difference[heads == size])

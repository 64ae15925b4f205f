"""Every scenario in every draw: what it costs whom, and how it compares with doing nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wiel.instruments.business_case.compose import KINDS, Scenario, Setting, apart
from wiel.instruments.business_case.joint import Joint, extra
from wiel.methods.simulation import Draws, Floats, Stream, expected_flows, present_value, yearly_totals

NEVER = np.inf
DUST = 0.005  # half a cent


@dataclass(frozen=True, eq=False)
class Outcome:
    """One scenario in every draw, EUR.

    `total` and `difference` (D, M) are present values, `yearly` (D, Y) is the difference of all together per year, `flows` the expected
    money per kind (M, Y), `running` (D,) the present value of what changes in running cost, `full` (D,) that of one euro a year after ramp.
    """

    scenario: Scenario
    total: Floats
    difference: Floats
    yearly: Floats
    flows: Mapping[str, Floats]
    running: Floats
    full: Floats

    @property
    def together(self) -> Floats:
        """The difference of all members together, (D,)."""
        whole: Floats = self.difference.sum(axis=1)
        return whole


def weigh(setting: Setting, scenarios: Sequence[Scenario]) -> tuple[Outcome, ...]:
    """What does each scenario cost in every draw? The draws are the same for all, so that a difference is not chance."""
    base = tuple(apart(setting))
    total = present_value(base, setting.discount)
    flows = expected_flows(base)
    return tuple(_outcome(setting, scenario, total, flows) for scenario in scenarios)


def _outcome(setting: Setting, scenario: Scenario, base: Floats, flows: Mapping[str, Floats]) -> Outcome:
    more = extra(setting, scenario)
    if not more:
        nothing = np.zeros(len(base))
        return Outcome(scenario, base, np.zeros_like(base), np.zeros((len(base), setting.terms.years)), flows, nothing, nothing)
    difference = present_value(more, setting.discount)
    added = expected_flows(more)
    shape = (len(setting.ground.members), setting.terms.years)
    every = {kind: flows.get(kind, np.zeros(shape)) + added.get(kind, np.zeros(shape)) for kind in KINDS}
    running = [stream for stream in more if stream.kind in flows]
    full = (Joint(setting, scenario).felt * setting.discount).sum(axis=1)
    return Outcome(
        scenario, base + difference, difference, yearly_totals(more), every, _all(running, setting), np.asarray(full),
    )  # fmt: skip


def _all(streams: Sequence[Stream], setting: Setting) -> Floats:
    worth: Floats = present_value(streams, setting.discount).sum(axis=1)
    return worth


def difference_of(setting: Setting, scenario: Scenario) -> Floats:
    """What a scenario costs each member more than doing nothing, in every draw, (D, M)."""
    more = extra(setting, scenario)
    if not more:
        return np.zeros((setting.values.count, len(setting.ground.members)))
    return present_value(more, setting.discount)


def payback(yearly: Floats, discount: Floats) -> Floats:
    """In which year (from 1) is everything earned back, for good? Infinite where that is not within the horizon.

    The first year from which the added discounted differences are no longer above zero, up to the last year.

    >>> payback(np.array([[5.0, -3.0, -3.0], [-1.0, 0.0, 2.0], [-1.0, 0.0, 0.0]]), np.ones((1, 3))).tolist()
    [3.0, inf, 1.0]
    """
    above = np.cumsum(yearly * discount, axis=1) > DUST
    years = yearly.shape[1]
    last: NDArray[np.int64] = np.where(above.any(axis=1), years - np.argmax(above[:, ::-1], axis=1), 0)
    found: Floats = np.where(last >= years, NEVER, last + 1.0)
    return found


def first_draws(setting: Setting, count: int) -> Setting:
    """The same setting with the first draws only."""
    if setting.values.count <= count:
        return setting
    fewer = {name: values[:count] for name, values in setting.values.items()}
    return replace(setting, values=Draws(fewer, count, setting.values.seed))

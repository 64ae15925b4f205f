"""Streams give what a loop over draws, payers and years gives, and add up."""

import numpy as np
import pytest

from wiel.errors import InvalidProblem
from wiel.methods.simulation import Stream, expected_flows, present_value, yearly_totals

RANDOM = np.random.default_rng(4)
DRAWS, PAYERS, YEARS = 6, 3, 4
DISCOUNT = 1.03 ** -np.arange(1, YEARS + 1)


def _streams() -> list[Stream]:
    return [
        Stream("run", RANDOM.normal(size=PAYERS), RANDOM.random((DRAWS, YEARS)), RANDOM.random((DRAWS, PAYERS))),
        Stream("move", RANDOM.normal(size=PAYERS), RANDOM.random((DRAWS, YEARS))),
        Stream("run", RANDOM.normal(size=PAYERS), RANDOM.random((DRAWS, YEARS))),
    ]


def _by_hand(stream: Stream, d: int, m: int, y: int) -> float:
    weight = 1.0 if stream.weight is None else stream.weight[d, m]
    return stream.amounts[m] * weight * stream.rhythm[d, y]


def test_present_values_are_those_of_a_loop():
    """Every payer in every draw, added up one year at a time."""
    streams = _streams()
    expected = [
        [sum(_by_hand(s, d, m, y) * DISCOUNT[y] for s in streams for y in range(YEARS)) for m in range(PAYERS)]
        for d in range(DRAWS)
    ]  # fmt: skip

    assert present_value(streams, DISCOUNT) == pytest.approx(np.array(expected))


def test_expected_flows_are_the_mean_over_the_draws_and_add_to_the_present_value():
    """Per kind the mean of the loop; discounted and added over kinds and years they are the mean present value."""
    streams = _streams()
    flows = expected_flows(streams)
    run = np.mean([_by_hand(s, d, 1, 2) for d in range(DRAWS) for s in (streams[0], streams[2])]) * 2

    assert list(flows) == ["run", "move"]
    assert flows["run"][1, 2] == pytest.approx(run)
    assert sum((flow * DISCOUNT).sum(axis=1) for flow in flows.values()) == pytest.approx(
        present_value(streams, DISCOUNT).mean(axis=0)
    )


def test_yearly_totals_discounted_are_the_present_values_of_all_payers_together():
    """The same money added first over payers or first over years."""
    streams = _streams()

    assert (yearly_totals(streams) * DISCOUNT).sum(axis=1) == pytest.approx(present_value(streams, DISCOUNT).sum(axis=1))


def test_what_has_no_meaning_is_refused():
    """A weight of another shape, an amount that is not finite, and nothing at all."""
    with pytest.raises(InvalidProblem, match="weights of run"):
        Stream("run", np.ones(2), np.ones((3, 1)), np.ones((3, 3)))
    with pytest.raises(InvalidProblem, match="amounts of run"):
        Stream("run", np.array([np.nan]), np.ones((3, 1)))
    with pytest.raises(InvalidProblem, match="no money"):
        present_value([], DISCOUNT)

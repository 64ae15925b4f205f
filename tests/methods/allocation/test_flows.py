"""The methods on sparse arrays, against the exact ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.flows import Flows, direct_flows, reciprocal_flows, step_down_flows
from wiel.methods.allocation.network import Network
from wiel.methods.allocation.support import direct, reciprocal, step_down

COUNT, MEMBERS = 4, 2


@st.composite
def drivers(draw):
    """A table of drivers in which every service also serves member 4."""
    rows = [(g, r, draw(st.integers(0, 30))) for g in range(COUNT) for r in range(COUNT + MEMBERS)]
    return [(g, r, d + (r == COUNT)) for g, r, d in rows]


def both(rows, cost):
    """The same network as arrays and as fractions."""
    giver, receiver, driver = zip(*rows, strict=True)
    table = {str(g): {str(r): d for giver, r, d in rows if giver == g} for g in range(COUNT)}
    network = Network.of_drivers({str(g): cost[g] for g in range(COUNT)}, table, [str(COUNT), str(COUNT + 1)])
    return Flows.of([float(c) for c in cost], giver, receiver, driver, MEMBERS), network


@given(drivers(), st.lists(st.integers(-(10**9), 10**9), min_size=COUNT, max_size=COUNT), st.permutations(range(COUNT)))
def test_arrays_equal_fractions(rows, cost, order):
    """Direct, step-down and reciprocal on arrays give the exact answers to a thousandth of a cent."""
    flows, network = both(rows, cost)
    pairs = [
        (direct_flows(flows), direct(network)),
        (step_down_flows(flows, order), step_down(network, [str(turn) for turn in order])),
        (reciprocal_flows(flows), reciprocal(network)),
    ]
    for arrays, exact in pairs:
        assert arrays.algorithm == exact.algorithm
        assert np.abs(arrays.gross - [float(g) for g in exact.gross.values()]).max() < 1e-3
        assert np.abs(arrays.received - [float(x) for x in exact.received.values()]).max() < 1e-3


def tangle(services, per_service, leak, seed):
    """Each service gives to random others and the share `leak` to one of 20 members."""
    random = np.random.default_rng(seed)
    giver = np.repeat(np.arange(services), per_service)
    weight = random.uniform(0, 1, len(giver))
    weight *= (1 - leak) / np.bincount(giver, weight, services)[giver]
    receiver = (giver + random.integers(1, services, len(giver))) % services
    member = services + random.integers(0, 20, services)
    rows = np.concatenate([giver, np.arange(services)]), np.concatenate([receiver, member])
    return Flows.of(np.round(random.uniform(1e6, 1e9, services)), *rows, np.concatenate([weight, np.full(services, leak)]), 20)


@pytest.mark.parametrize("leak", [0.5, 0.01, 1e-4])
def test_large_tangle_closes_to_a_hundredth_of_a_cent(leak):
    """A thousand services in one tangle: the equations hold within 0.01 cent and the parts are the cost."""
    flows = tangle(1000, 10, leak, seed=1)
    answer = reciprocal_flows(flows)
    error = flows.cost - (answer.gross - flows.inner.T @ answer.gross)
    assert np.abs(error).max() < 0.01
    assert answer.received.sum() == pytest.approx(flows.cost.sum(), abs=0.01)
    assert answer.received.min() >= 0


def test_long_ring_and_chain_are_solved_in_the_order_of_the_flow():
    """A ring of 2,000 services that leaks a thousandth, and a chain, need only a few rounds."""
    ring = np.random.default_rng(2).permutation(2000)
    giver, receiver = np.concatenate([ring, ring]), np.concatenate([np.roll(ring, -1), np.full(2000, 2000)])
    flows = Flows.of(np.arange(1.0, 2001) * 1e4, giver, receiver, np.repeat([0.999, 0.001], 2000), 1)
    assert reciprocal_flows(flows).rounds <= 3
    chain = Flows.of(np.full(2000, 1e6), np.arange(2000), np.arange(1, 2001), np.ones(2000), 1)
    assert reciprocal_flows(chain).rounds == 1
    assert reciprocal_flows(chain).gross[-1] == pytest.approx(2e9, abs=1e-4)


def test_nearly_closed_loop_is_named():
    """A pair that lets out one part in 1e15 cannot be computed to the cent and is named."""
    flows = Flows.of([1e9, 1e9], [0, 1, 1], [1, 0, 2], [1, 1e15, 1], 1, ["PM", "IS"])
    with pytest.raises(InvalidProblem, match="PM → IS → PM") as refusal:
        reciprocal_flows(flows)
    assert refusal.value.sentence.key == "allocation.nearly-closed"


GOOD = {"cost": [1.0, 2.0], "giver": [0, 1], "receiver": [2, 2], "driver": [1, 1], "members": 1, "names": ["S", "T"]}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"cost": [1.0, np.nan]}, "not-a-number"),
        ({"driver": [1, np.inf]}, "not-a-number"),
        ({"driver": [1, -1]}, "negative-weight"),
        ({"driver": [1, 0]}, "key-sums-to-zero"),
        ({"receiver": [2, 1]}, "feeds-only-itself"),
        ({"receiver": [2, 3]}, "unknown-receiver"),
        ({"giver": [0]}, "wrong-shape"),
        ({"names": ["S", "S"]}, "duplicate"),
    ],
)
def test_unusable_flows_are_refused(change, rule):
    """NaN, negative and empty drivers, own use alone and numbers out of range are refused by rule."""
    with pytest.raises(InvalidProblem) as refusal:
        Flows.of(**(GOOD | change))
    assert refusal.value.sentence.key == f"allocation.{rule}"


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda flows: step_down_flows(flows, [1, 0]), "no-receiver-left"),
        (lambda flows: step_down_flows(flows, [0]), "order-misses"),
        (lambda flows: step_down_flows(flows, [0, 0]), "duplicate"),
        (direct_flows, "no-member-served"),
    ],
)
def test_impossible_distributions_on_arrays_are_refused(call, rule):
    """The refusals of the exact methods hold on arrays too."""
    with pytest.raises(InvalidProblem) as refusal:
        call(Flows.of([1.0, 2.0], [0, 1], [1, 2], [1, 1], 1))
    assert refusal.value.sentence.key == f"allocation.{rule}"


def test_closed_loop_on_arrays_is_refused():
    """A pair that serves only one another is refused with the loop."""
    with pytest.raises(InvalidProblem, match="0 → 1 → 0"):
        reciprocal_flows(Flows.of([1.0, 2.0], [0, 1], [1, 0], [1, 1], 1))

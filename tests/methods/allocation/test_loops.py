"""Closed circles of services, against a plain search."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.loops import closed_component, components, loop_in, refuse_closed_loops

flows = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)).filter(lambda f: f[0] != f[1]), max_size=14)


def reached(start, rows):
    """Everything that some output of a service comes to."""
    seen, open_ends = {start}, [start]
    while open_ends:
        here = open_ends.pop()
        for giver, receiver in rows:
            if giver == here and receiver not in seen:
                seen.add(receiver)
                open_ends.append(receiver)
    return seen


@given(flows)
def test_circle_is_closed_exactly_when_a_service_reaches_no_member(rows):
    """Some service never reaches member 6 if and only if a closed circle is found, and the circle is such a one."""
    giver, receiver = [g for g, _ in rows], [r for _, r in rows]
    lost = {service for service in range(6) if 6 not in reached(service, rows)}
    closed = set(closed_component(giver, receiver, 6).tolist())
    assert bool(closed) == bool(lost)
    assert closed <= lost
    assert all(reached(service, rows) == closed for service in closed)


@given(flows)
def test_components_come_receivers_first(rows):
    """A giver's component never has a lower number than its receiver's, on which the order of the flow rests."""
    inner = np.array([row for row in rows if row[1] < 6], dtype=np.int64).reshape(-1, 2)
    label = components(inner[:, 0], inner[:, 1], 6)
    assert (label[inner[:, 0]] >= label[inner[:, 1]]).all()


def test_shortest_loop_is_named_in_the_order_of_the_flow():
    """Of two loops through the first service the shorter is given."""
    assert loop_in(np.arange(4), [0, 1, 2, 0, 3], [1, 2, 0, 3, 0]) == [0, 3]


def test_long_loop_is_named_by_its_beginning():
    """A loop of many services is shown by its first twelve and its size."""
    names = [f"s{place}" for place in range(30)]
    with pytest.raises(InvalidProblem) as refusal:
        refuse_closed_loops(np.arange(30), np.roll(np.arange(30), -1), names)
    assert "s11 → … → s0" in refusal.value.sentence.message("nl")
    assert "30" in refusal.value.sentence.message("nl")


def test_service_without_receivers_is_its_own_circle():
    """A service that gives nothing to anybody is refused as one that feeds only itself."""
    with pytest.raises(InvalidProblem, match="IT serves only itself"):
        refuse_closed_loops([], [], ["IT"])

"""Large networks with names, against the exact ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.methods.allocation.flows import reciprocal_flows
from wiel.methods.allocation.named_flows import named_flows
from wiel.methods.allocation.network import Network
from wiel.methods.allocation.support import reciprocal

weight = st.one_of(st.integers(0, 50), st.decimals(0, 50, places=2).map(str), st.floats(0, 50).map(lambda x: round(x, 3)))
tables = st.tuples(*[st.tuples(*[weight] * 4)] * 2).map(
    lambda rows: {name: dict(zip(("S", "T", "A", "B"), row, strict=True)) | {"C": 1} for name, row in zip("ST", rows, strict=True)}
)


@given(tables, st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=2))
def test_arrays_hold_the_network_of_the_fractions(table, costs):
    """The same table gives the same answer, members and own use, whether by arrays or by fractions."""
    cost = dict(zip("ST", costs, strict=True))
    arrays, exact = named_flows(cost, table), Network.of_drivers(cost, table)
    answer = reciprocal_flows(arrays.flows).received / 100
    assert arrays.members == exact.members
    assert dict(zip(arrays.members, answer, strict=True)) == pytest.approx(
        {name: float(part) for name, part in reciprocal(exact).received.items()}, abs=1e-5
    )
    assert [f.sentence.key for f in arrays.findings] == [f.sentence.key for f in exact.findings]


def test_members_stand_in_the_order_given():
    """A list of members fixes their order, which breaks ties in the rounding."""
    named = named_flows({"S": 1}, {"S": {"A": 1, "B": 3}}, ["B", "A"])
    assert named.flows.outer.toarray().tolist() == [[0.75, 0.25]]

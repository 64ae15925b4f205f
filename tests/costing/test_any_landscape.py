"""Costing stands a landscape with holes and repeated rows."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costing.small import SOME, regions
from tests.costing.test_table import BUURTSCHAP

from wiel.costing import FORMS, collective_of, cost_of, cost_table, flows_of, plain_merger, today
from wiel.errors import InvalidProblem
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.samples import buurtschap


def holed(draw, landscape, holes):
    """The landscape with some cells emptied and some rows repeated."""
    tables = dict(landscape.tables)
    for _ in range(holes):
        name = draw(st.sampled_from(sorted(n for n, frame in tables.items() if frame.height)))
        frame = tables[name]
        row, column = draw(st.integers(0, frame.height - 1)), draw(st.sampled_from(frame.columns))
        if draw(st.booleans()):
            tables[name] = pl.concat([frame, frame[row]])
        else:
            tables[name] = frame.with_columns(pl.when(pl.int_range(pl.len()) != row).then(pl.col(column)).alias(column))
    return Landscape.of(landscape.as_of, tables)


def refusal(landscape, members, form):
    """Why a landscape cannot be priced; None where it can."""
    try:
        collective_of(cost_table(landscape, members, Parameters.load())[0], Parameters.load(), form, landscape.as_of)
    except InvalidProblem as refused:
        return refused
    return None


@SOME
@given(st.data(), st.one_of(st.none(), regions(2)), st.integers(1, 12), st.sampled_from(FORMS))
def test_a_landscape_with_holes_is_priced_or_refused_with_a_reason(data, region, holes, form):
    """Absent figures, dangling links and repeated rows give a table or one sentence, never a fault or a number that is none."""
    base, members = (region.landscape, region.members) if region else (buurtschap(), BUURTSCHAP)
    landscape = holed(data.draw, base, holes)
    refused = refusal(landscape, members, form)
    if refused:
        assert "inwoners" in refused.sentence.message("nl")
        return
    table, findings, _ = cost_table(landscape, members, Parameters.load())
    collective, _ = collective_of(table, Parameters.load(), form, landscape.as_of)
    assert all(finding.sentence.message("nl") for finding in findings)
    flows = flows_of(table, plain_merger(table), collective)
    assert np.isfinite(flows.amounts).all()
    assert cost_of(table, today(table)).total == pytest.approx(cost_of(table, today(table)).per_member.sum())

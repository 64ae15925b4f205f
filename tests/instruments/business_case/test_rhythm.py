"""Money over the years equals an integral that is worked out in small steps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.instruments.business_case.rhythm import booked, depreciated, fading, once, ramped, started, waited

YEARS, STEPS = 8, 4000
TIMES = (np.arange(YEARS * STEPS) + 0.5) / STEPS
starts = st.floats(0, 10)
lengths = st.floats(0, 6)


def _per_year(height):
    return height.reshape(YEARS, STEPS).mean(axis=1)


@given(starts, lengths)
def test_the_ramp_is_the_mean_height_of_a_straight_line(start, length):
    """Zero before the start, one after the ramp, a straight line between them."""
    line = np.clip((TIMES - start) / length, 0, 1) if length > 1e-6 else (start < TIMES).astype(float)

    assert ramped(YEARS, np.array([start]), np.array([length]))[0] == pytest.approx(_per_year(line), abs=1e-3)


@given(starts, lengths)
def test_what_fades_is_the_mean_height_of_a_falling_stair(start, length):
    """Whole in the first year after the start, a step less each year after it, nothing before and nothing once it is gone."""
    length = max(length, 0.01)
    stair = np.where(start <= TIMES, np.maximum(1 - np.floor(TIMES - start) / length, 0), 0)

    assert fading(YEARS, np.array([start]), np.array([length]))[0] == pytest.approx(_per_year(stair), abs=2e-3)


@given(starts, starts)
def test_waiting_and_running_fill_the_time_after_the_planned_start(planned, delay):
    """Every moment after the planned start is either waiting or running."""
    start = np.array([planned + delay])
    both = waited(YEARS, np.array([planned]), start) + started(YEARS, start)

    assert both == pytest.approx(started(YEARS, np.array([planned])))


@given(starts, st.integers(1, 12))
def test_what_is_written_off_and_what_is_booked_is_the_whole_investment(start, life):
    """At the end of the horizon nothing is lost: written off plus book value is one, or nothing was bought."""
    begun = np.array([start])
    total = depreciated(YEARS, begun, life).sum() + booked(YEARS, begun, life)[0, -1]

    assert total == pytest.approx(once(YEARS, begun).sum())


def test_the_book_value_falls_by_what_is_written_off():
    """Bought in year 2 for three years: whole at the start of year 3, gone at the start of year 6."""
    assert booked(6, np.array([1.9]), 3)[0] == pytest.approx([0, 0, 1, 2 / 3, 1 / 3, 0, 0])
    assert depreciated(6, np.array([1.9]), 3)[0] == pytest.approx([0, 0, 1 / 3, 1 / 3, 1 / 3, 0])

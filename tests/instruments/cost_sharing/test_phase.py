"""Phase-in: each year adds up, nobody rises above the cap that held."""

from fractions import Fraction

from hypothesis import given, settings
from tests.instruments.cost_sharing.hand import AS_OF, PARAMETERS, options, stake, stakes

from wiel.instruments.cost_sharing.divide import Division, divide
from wiel.instruments.cost_sharing.phase import transitions
from wiel.parameters import Parameters

FREE = Parameters.load({"cost_sharing.yearly_rise_cap": 1.0}).at(AS_OF)


@settings(max_examples=40, deadline=None)
@given(stakes(4))
def test_each_year_adds_up_to_its_cost(any_stake):
    """Year 0 is what all pay today, every later year what the plan costs, whatever the key and the cap."""
    for transition in transitions(any_stake, divide(any_stake, options(), PARAMETERS), PARAMETERS):
        sums = [sum(year.bills.values()) for year in transition.path.years]
        assert sums == [sum(any_stake.today), *[any_stake.total] * transition.years]


@settings(max_examples=40, deadline=None)
@given(stakes(4))
def test_nobody_rises_above_the_cap_that_held(any_stake):
    """The exact part of a member is at most one cap above that of the year before."""
    for transition in transitions(any_stake, divide(any_stake, options(), PARAMETERS), PARAMETERS):
        for before, year in zip(transition.path.years, transition.path.years[1:], strict=False):
            for member, part in year.parts.items():
                if before.parts[member] > 0 and year.cap is not None:
                    assert part <= before.parts[member] * (1 + year.cap)


def test_the_first_of_four_years_by_hand():
    """From 40.3/26.5/19.7/13.5% to 36.7/26.2/21.3/15.8% in four years: after one year 39.4/26.425/20.1/14.075%."""
    values = [0.0] * 16
    values[15] = 1_000_000
    four = stake(values, today=(403_000_00, 265_000_00, 197_000_00, 135_000_00), counts={"usage": (367, 262, 213, 158)})
    division = divide(four, options(keys="usage", mix="", two_part=""), FREE)
    (transition,) = transitions(four, division, FREE)
    parts = transition.path.years[1].parts.values()
    assert [float(part) / 1_000_000 for part in parts] == [39.4, 26.425, 20.1, 14.075]


def test_the_gainers_pay_what_the_cap_keeps_from_the_others():
    """A would go from 50 to 100 at once; at 5% it pays 52.50 and B, who gains, pays the rest."""
    pair = stake((0, 90, 90, 100), today=(50_00, 50_00))
    one_year = Parameters.load({"cost_sharing.phase_in_years": 1}).at(AS_OF)
    (transition,) = transitions(pair, (Division("equal", (100_00, 0)),), one_year)
    assert transition.path.years[1].bills == {"org:x:a": 52_50, "org:x:b": 47_50}
    assert transition.relaxed is None


def test_a_cap_that_cannot_be_met_is_relaxed_and_told():
    """When all together pay a fifth more, nobody can stay within 5%."""
    pair = stake((0, 90, 90, 120), today=(50_00, 50_00))
    (transition,) = transitions(pair, (Division("equal", (60_00, 60_00)),), PARAMETERS)
    assert transition.relaxed == 0.2


def test_without_anything_paid_today_there_is_no_way_to_go():
    """Shares of nothing do not exist."""
    nothing = stake((0, 90, 90, 100), today=(0, 0))
    assert list(transitions(nothing, (Division("equal", (50_00, 50_00)),), PARAMETERS)) == []
    assert Fraction(1, 2) + Fraction(1, 2) == 1

"""From old shares to new ones, each year's bills equal to that year's cost."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.keys import proportional
from wiel.methods.allocation.phase_in import phase_in

OLD = {"A": "40.3", "B": "26.5", "C": "19.7", "D": "13.5"}
NEW = {"A": "36.7", "B": "26.2", "C": "21.3", "D": "15.8"}
costs = st.lists(st.integers(0, 10**9), min_size=1, max_size=5)
key = st.tuples(*[st.integers(0, 50)] * 4).filter(any).map(lambda row: proportional(dict(zip("ABCD", row, strict=True))))
caps = st.none() | st.fractions(0, Fraction(1, 2), max_denominator=100)


def test_worked_table_of_the_page():
    """Shares of the second year of four are 39.4, 26.425, 20.1 and 14.075 percent."""
    path = phase_in(proportional(OLD), proportional(NEW), [100000, 100000], 4)
    assert path.years[1].bills == {"A": 39400, "B": 26425, "C": 20100, "D": 14075}


@given(key, key, costs, st.integers(1, 4), caps)
def test_bills_of_each_year_equal_its_cost(old, new, yearly, years, cap):
    """With and without a cap, exact parts and whole cents add up to the cost of their year, none below zero."""
    for year, cost in zip(phase_in(old, new, yearly, years, cap).years, yearly, strict=True):
        assert sum(year.parts.values()) == cost == sum(year.bills.values())
        assert min(year.parts.values()) >= 0


@given(key, key, costs, st.integers(1, 4), caps.filter(lambda cap: cap is not None))
def test_nobody_rises_above_the_cap_that_held(old, new, yearly, years, cap):
    """No member that paid before rises by more than the cap of that year, and every relaxed cap is reported."""
    path = phase_in(old, new, yearly, years, cap)
    for before, year in zip(path.years, path.years[1:], strict=False):
        assert year.cap >= cap
        assert all(year.parts[m] <= (1 + year.cap) * paid for m, paid in before.parts.items() if paid)
    assert len(path.findings) == sum(year.cap is not None and year.cap > cap for year in path.years)


def test_capped_rise_is_paid_by_the_gainers_by_their_gain():
    """B is capped at 10 of 30; A and C gained 20 and 10 and so pay 13⅓ and 6⅔ of the 20."""
    old = proportional({"A": 60, "B": 100, "C": 40})
    new = proportional({"A": 40, "B": 130, "C": 30})
    path = phase_in(old, new, [20000, 20000], 1, "0.10")
    assert path.years[1].parts == {"A": Fraction(16000, 3), "B": 11000, "C": Fraction(11000, 3)}
    assert path.years[1].bills == {"A": 5333, "B": 11000, "C": 3667}
    assert not len(path.findings)


def test_gainers_stop_at_their_own_ceiling():
    """Cost grows by 20 percent under a cap of 10: the least cap is 20, and A and B fill the gap of C up to just that."""
    old, new = proportional({"A": 50, "B": 40, "C": 10}), proportional({"A": 20, "B": 39, "C": 41})
    year = phase_in(old, new, [10000, 12000], 1, "0.10").years[1]
    assert year.cap == Fraction(1, 5)
    assert year.parts == {"A": 6000, "B": 4800, "C": 1200}


def test_growth_above_the_cap_relaxes_it_to_the_least_possible():
    """A cost that grows by 10 percent cannot be met with 5: all rise by 10, and the year is named."""
    same = proportional({"A": 1, "B": 3})
    path = phase_in(same, same, [1000, 1100], 4, "0.05")
    assert path.years[1].cap == Fraction(1, 10)
    assert [finding.place.row for finding in path.findings] == [1]
    assert "5,0%" in next(iter(path.findings)).sentence.message("nl")


def test_member_without_a_bill_before_has_no_ceiling():
    """A newcomer may rise from nothing; a percentage of zero says nothing."""
    path = phase_in(proportional({"A": 1, "B": 0}), proportional({"A": 1, "B": 1}), [1000, 1000], 1, 0)
    assert path.years[1].parts == {"A": 500, "B": 500}


@pytest.mark.parametrize("new", [{"A": 1, "B": 3}, {"A": 3, "B": 1}])
def test_year_without_cost_sets_no_ceiling(new):
    """After a year that cost nothing all pay what the shares say, and no cap is relaxed."""
    path = phase_in(proportional({"A": 1, "B": 3}), proportional(new), [0, 400], 1, "0.05")
    assert path.years[1].bills == {name: 100 * weight for name, weight in new.items()}
    assert not len(path.findings)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"new": {"A": Fraction(1)}}, "missing-name"),
        ({"new": {"A": Fraction(1, 2), "B": Fraction(1, 3)}}, "shares-not-one"),
        ({"years": 0}, "too-few"),
        ({"costs": []}, "too-few"),
        ({"cap": -1}, "negative-weight"),
        ({"costs": [100, -1], "cap": "0.05"}, "negative-year"),
    ],
)
def test_unusable_paths_are_refused(change, rule):
    """Other members, shares off one, no years, a negative cap and a capped credit are refused."""
    half = {"A": Fraction(1, 2), "B": Fraction(1, 2)}
    with pytest.raises(InvalidProblem) as refusal:
        phase_in(**({"old": half, "new": half, "costs": [100], "years": 4} | change))
    assert refusal.value.sentence.key == f"allocation.{rule}"

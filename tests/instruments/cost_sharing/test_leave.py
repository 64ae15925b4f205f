"""Joining and leaving, to the cent as on the page."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import WrongUse
from wiel.instruments.cost_sharing.leave import Damage, entry_book, entry_investment, exit_damage, exit_path
from wiel.texts.numbers import amount

PAGE = Path(__file__).resolve().parents[3] / "docs" / "instruments" / "cost_sharing.md"


def test_a_contribution_of_100000_gives_300000_or_200000():
    """The two readings of the five-year path."""
    assert sum(exit_path(100_000_00, 5, first_in_full=True)) == 300_000_00
    assert sum(exit_path(100_000_00, 5, first_in_full=False)) == 200_000_00
    assert exit_path(100_000_00, 5, first_in_full=False) == (80_000_00, 60_000_00, 40_000_00, 20_000_00, 0)


@given(st.integers(0, 10**12), st.integers(1, 15))
def test_the_readings_differ_by_one_contribution(contribution, years):
    """One year more or less in full, whatever the contribution and the number of years, to the cent of rounding."""
    first, second = (sum(exit_path(contribution, years, first_in_full=full)) for full in (True, False))
    assert abs(first - second - contribution) <= 1


def test_the_damage_of_the_page():
    """Share 20% of 300,000 fixed, 2.25%, assets 12,500, staff 30,000, taken over 8,000: 114,805.22 and 149,305.22."""
    found = exit_damage(Fraction(1, 5), 300_000_00, 0.0225, 5, assets=12_500_00, staff=30_000_00, taken_over=8_000_00)
    assert found == Damage(114_805_22, 149_305_22)


def test_the_worked_page_holds_row_by_row():
    """Every year of the table on the page, its sum and the whole damage are what the formula gives."""
    page = PAGE.read_text(encoding="utf-8")
    rows = [row.split("|")[1:-1] for row in page.splitlines() if row.count("|") == 6 and row[2:3].isdigit()]
    years = {int(row[0]): row for row in rows if "%" in row[2] and "60.000" in row[1]}
    for year in range(1, 6):
        present = Fraction(60_000_00) * (1 - Fraction(year, 5)) / Fraction("1.0225") ** year
        assert (year, years[year][4].strip()) == (year, amount(round(present), "nl", 2).removeprefix("EUR\xa0"))
    for cents in (114_805_22, 149_305_22):
        assert amount(cents, "nl", 2).removeprefix("EUR\xa0") in page


@pytest.mark.parametrize("unknown", ["assets", "staff", "taken_over"])
def test_one_unknown_amount_makes_the_damage_unknown(unknown):
    """Unknown is not zero: only the part of the fixed cost is told."""
    amounts = {"assets": 1, "staff": 1, "taken_over": 1} | {unknown: None}
    assert exit_damage(Fraction(1, 5), 300_000_00, 0.0225, 5, **amounts) == Damage(114_805_22, None)


def test_without_fixed_cost_known_there_is_no_damage_known():
    """Then nothing can be told."""
    assert exit_damage(Fraction(1, 5), None, 0.0225, 5) == Damage(None, None)


def test_joining_pays_for_what_is_not_written_off_yet():
    """Of 500,000 spent, after two of five years three fifths remain; a tenth of that is 30,000. Later it is nothing."""
    paid = [entry_investment(Fraction(1, 10), 500_000_00, year, 5) for year in (0, 2, 5, 9)]
    assert paid == [50_000_00, 30_000_00, 0, 0]
    assert entry_investment(Fraction(1, 10), None, 2, 5) is None
    assert (entry_book(Fraction(1, 3), 100_00), entry_book(Fraction(1, 3), None)) == (33_33, None)


def test_impossible_years_are_refused():
    """No years to pay, or joining before the start."""
    with pytest.raises(WrongUse, match="too small"):
        exit_path(1, 0, first_in_full=True)
    with pytest.raises(WrongUse, match="too small"):
        entry_investment(Fraction(1), 1, -1, 5)
    with pytest.raises(WrongUse, match="too small"):
        exit_damage(Fraction(1), 1, 0.02, 0)

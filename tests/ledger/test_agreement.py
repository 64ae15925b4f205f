"""An agreement keeps exact shares, grows in year by year and survives its table."""

from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.ledger import Agreement
from wiel.quantities import Confidentiality
from wiel.results import ResultTable

A, B = "org:x:a", "org:x:b"
START = date(2028, 1, 1)


def agreement(**changed) -> Agreement:
    """Two members, from 3/4 and 1/4 to equal shares in four years."""
    given_values = {
        "key": "equal",
        "valid_from": START,
        "shares": {A: Fraction(1, 2), B: Fraction(1, 2)},
        "before": {A: Fraction(3, 4), B: Fraction(1, 4)},
        "years": 4,
    }
    return Agreement(**(given_values | changed))


def test_the_shares_move_one_step_each_year_and_then_stay():
    """After one of four years a quarter of the way is gone; after four years nothing changes any more."""
    assert [agreement().share_in(year)[A] for year in (2028, 2031, 2040)] == [Fraction(11, 16), Fraction(1, 2), Fraction(1, 2)]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(1, 12), st.integers(2028, 2045))
def test_every_year_adds_up_to_one(weights, years, year):
    """Whatever the shares, the year and the length of the phase-in, nobody's part gets lost."""
    whole = sum(weights)
    shares = {f"org:x:{n}": Fraction(weight, whole) for n, weight in enumerate(weights)}
    before = dict(zip(shares, reversed(shares.values()), strict=True))
    assert sum(Agreement("usage", START, shares, before, years).share_in(year).values()) == 1


def test_the_table_gives_the_same_agreement_again():
    """Exact fractions are written out, so that nothing is lost on the way through a file."""
    made = agreement(cap=Fraction(1, 20), detail="inhabitants=0.6 usage=0.4", key="mix")
    assert Agreement.from_table(made.table()) == made
    assert made.table().visibility is Confidentiality.INTERN


def test_a_next_version_grows_in_from_where_the_last_one_stands():
    """Two years on the way the shares are in the middle, and that is where the next version starts."""
    following = agreement().decided().succeeded_by("usage", date(2030, 1, 1), {A: Fraction(0), B: Fraction(1)})
    assert (following.version, following.status, following.before[A]) == (2, "voorstel", Fraction(5, 8))
    with pytest.raises(InvalidProblem, match="does not hold in 2028 yet"):
        agreement().succeeded_by("usage", START, {A: Fraction(0), B: Fraction(1)})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"shares": {A: Fraction(1, 2), B: Fraction(1, 3)}}, "add up to 0.8333"),
        ({"before": {A: Fraction(1)}}, "not about the same members: org:x:b"),
        ({"years": 0}, "0 years of phase-in"),
        ({"cap": Fraction(-1)}, "cap -1"),
        ({"status": "klaar"}, "no status klaar"),
    ],
)
def test_what_cannot_be_is_refused(changed, message):
    """Each refusal says which number is wrong."""
    with pytest.raises(InvalidProblem, match=message):
        agreement(**changed)


def test_a_year_before_the_start_is_refused():
    """There is no share before the agreement holds."""
    with pytest.raises(InvalidProblem, match="starts in 2028"):
        agreement().share_in(2027)


def test_a_table_with_two_agreements_is_refused():
    """Rows of another version do not belong to the same agreement."""
    table = agreement().table()
    frame = pl.concat([table.frame.head(1), table.frame.tail(1).with_columns(version=pl.lit(2, pl.Int64))])
    with pytest.raises(InvalidProblem, match="2 rows that do not belong together"):
        Agreement.from_table(ResultTable("agreement", frame, table.columns))

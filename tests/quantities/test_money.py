"""Money in whole cents."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wiel.quantities import Confidentiality, cents, euros


@given(st.integers(-(10**15), 10**15))
def test_cents_and_euros_are_each_others_way_back(amount):
    """No cent is lost on the way to euros and back."""
    assert cents(euros(amount)) == amount


def test_half_a_cent_rounds_away_from_zero():
    """As on a bill."""
    assert (cents(Decimal("0.005")), cents(Decimal("-0.005"))) == (1, -1)


def test_classes_are_ordered_and_named_in_dutch():
    """Openbaar is the lowest class."""
    assert [c.dutch for c in sorted(Confidentiality)] == ["openbaar", "intern", "vertrouwelijk"]

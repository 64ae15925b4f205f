"""Dividing a shortage."""

import coopgame
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.games import equal_awards, equal_losses, proportional_awards, talmud

RULES = [proportional_awards, equal_awards, equal_losses, talmud]
shortages = st.lists(st.integers(0, 1000), min_size=1, max_size=8).flatmap(
    lambda claims: st.tuples(st.integers(0, sum(claims)), st.just(claims))
)


@given(shortages)
@settings(max_examples=150, deadline=None)
def test_awards_sum_to_the_estate_within_the_claims(shortage):
    """Everything is divided; nobody gets less than nothing or more than the claim."""
    estate, claims = shortage
    for rule in RULES:
        awards = rule(estate, claims)
        assert awards.sum() == pytest.approx(estate, abs=1e-9)
        assert (awards >= -1e-9).all()
        assert (awards <= np.array(claims) + 1e-9).all()


@given(shortages)
@settings(max_examples=100, deadline=None)
def test_awards_agree_with_another_library(shortage):
    """Equal awards, equal losses and the Talmud rule as coopgame-py has them."""
    estate, claims = shortage
    np.testing.assert_allclose(equal_awards(estate, claims), coopgame.constrained_equal_awards(estate, claims), atol=1e-9)
    np.testing.assert_allclose(equal_losses(estate, claims), coopgame.constrained_equal_losses(estate, claims), atol=1e-9)
    np.testing.assert_allclose(talmud(estate, claims), coopgame.talmud(estate, claims), atol=1e-9)


@given(shortages)
@settings(max_examples=60, deadline=None)
def test_losses_are_awards_of_what_is_missing(shortage):
    """Equal losses and the Talmud rule mirror: dividing what is missing gives the losses."""
    estate, claims = shortage
    missing = sum(claims) - estate
    np.testing.assert_allclose(equal_losses(estate, claims), claims - equal_awards(missing, claims), atol=1e-9)
    np.testing.assert_allclose(talmud(estate, claims), claims - talmud(missing, claims), atol=1e-9)


@pytest.mark.parametrize(
    ("estate", "expected"), [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150]), (0, [0] * 3), (600, [100, 200, 300])]
)
def test_talmud_table(estate, expected):
    """O'Neill (1982), Aumann and Maschler (1985): claims 100, 200 and 300."""
    np.testing.assert_allclose(talmud(estate, [100, 200, 300]), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("estate", "claims", "key"),
    [
        (10, [], "games.claims-numbers"),
        (10, [5, np.nan], "games.claims-numbers"),
        (10, [20, -1], "games.claims-negative"),
        (-1, [20, 1], "games.claims-negative"),
        (30, [20, 1], "games.no-shortage"),
    ],
)
def test_what_is_no_shortage_is_named(estate, claims, key):
    """No claims, NaN, negative amounts and an estate beyond the claims are refused by name."""
    for rule in RULES:
        with pytest.raises(InvalidProblem) as refused:
            rule(estate, claims)
        assert refused.value.sentence.key == key

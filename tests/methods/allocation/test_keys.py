"""Keys are exact fractions that add up to one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation import keys

names = st.lists(st.text("ABCDEFG", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)
weight = st.one_of(st.integers(0, 10**6), st.decimals(0, 1000, places=3), st.floats(1e-9, 1e6))


@st.composite
def weighted(draw):
    """Members with weights that are not all zero."""
    chosen = draw(names)
    return dict(zip(chosen, draw(st.lists(weight, min_size=len(chosen), max_size=len(chosen)).filter(any)), strict=True))


@given(weighted(), st.integers(-(10**9), 10**9))
def test_every_key_and_mix_gives_out_what_comes_in(weights, cost):
    """Equal, proportional, stand-alone and their mix divide a cost exactly; a cost of at least zero gives no negative part."""
    made = {"a": keys.equal(list(weights)), "b": keys.proportional(weights), "c": keys.stand_alone(weights)}
    mix = keys.mixed(made, {"a": "0.2", "b": "0.3", "c": "0.5"})
    for key in [*made.values(), mix]:
        parts = keys.divided(cost, key)
        assert sum(parts.values()) == cost
        assert all(part * cost >= 0 for part in parts.values())


@given(weighted(), st.integers(1, 10**6))
def test_scale_and_order_do_not_matter(weights, factor):
    """Weights times a factor, in another order, give the same exact shares."""
    scaled = {name: keys.exact(weights[name], name) * factor for name in reversed(list(weights))}
    assert keys.proportional(scaled) == keys.proportional(weights)


def test_mix_of_inhabitants_and_even_by_hand():
    """Three quarters by 3:2:1 and one quarter even is 11/24, 1/3 and 5/24."""
    mix = keys.mixed({"p": keys.proportional({"A": 3, "B": 2, "C": 1}), "e": keys.equal(["A", "B", "C"])}, {"p": 0.75, "e": 0.25})
    assert list(mix.values()) == [Fraction(11, 24), Fraction(1, 3), Fraction(5, 24)]


def test_written_thirds_are_made_exact():
    """Shares that miss one by their writing alone are divided out."""
    third = "0.3333333333"
    assert keys.given({"A": third, "B": third, "C": third}, "agreement")["A"] == Fraction(1, 3)


@pytest.mark.parametrize(
    ("call", "rule", "named"),
    [
        (lambda: keys.equal([]), "too-few", "members"),
        (lambda: keys.equal(["A", "A"]), "duplicate", "A"),
        (lambda: keys.proportional({"A": 0, "B": "0.0"}), "key-sums-to-zero", "weights"),
        (lambda: keys.proportional({}), "key-sums-to-zero", "weights"),
        (lambda: keys.proportional({"A": 3, "B": -1}), "negative-weight", "B"),
        (lambda: keys.proportional({"A": float("nan")}), "not-a-number", "A"),
        (lambda: keys.given({"A": 0.5, "B": 0.4}, "agreement"), "shares-not-one", "0.9"),
        (lambda: keys.given({"A": 0}, "agreement"), "key-sums-to-zero", "agreement"),
        (lambda: keys.mixed({}, {}), "too-few", "keys"),
        (lambda: keys.mixed({"x": keys.equal(["A"])}, {"x": "0.9"}), "shares-not-one", "weights of the keys"),
        (lambda: keys.mixed({"x": keys.equal(["A"])}, {"y": 1}), "missing-name", "x"),
        (
            lambda: keys.mixed({"x": keys.equal(["A", "B"]), "y": keys.equal(["A"])}, {"x": 0.5, "y": 0.5}),
            "missing-name",
            "B",
        ),
    ],
)
def test_unusable_keys_are_refused(call, rule, named):
    """Each unusable key is refused by its rule and names the place."""
    with pytest.raises(InvalidProblem) as refusal:
        call()
    assert refusal.value.sentence.key == f"allocation.{rule}"
    assert named in refusal.value.sentence.message("nl")

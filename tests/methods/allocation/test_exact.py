"""Numbers as written become exact; what is no finite number is refused by its place."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from wiel.errors import InvalidProblem
from wiel.methods.allocation.exact import approximate, exact, non_negative, same_names


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (3, Fraction(3)),
        (np.int64(3), Fraction(3)),
        (np.float64(0.1), Fraction(1, 10)),
        (0.1, Fraction(1, 10)),
        ("0.10", Fraction(1, 10)),
        (" -2.5e3 ", Fraction(-2500)),
        (".5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        (Decimal("1E+3"), Fraction(1000)),
        (Fraction(2, 7), Fraction(2, 7)),
    ],
)
def test_number_is_read_exactly(written, meant):
    """A number means what its writing says, also when binary cannot hold it."""
    assert exact(written, "x") == meant
    assert approximate(written, "x") == float(meant)


@pytest.mark.parametrize(
    "written",
    [
        float("nan"),
        float("inf"),
        "NaN",
        "1,5",
        "",
        "abc",
        "1_000",
        "1/0",
        True,
        None,
        [1],
        "1e999",
        10**101,
        Decimal("NaN"),
        "1e-400",
    ],
)
def test_what_is_no_number_is_refused(written):
    """NaN, infinity, yes/no, other text and monstrous exponents are refused with their place."""
    with pytest.raises(InvalidProblem) as refusal:
        exact(written, "share of A")
    assert refusal.value.sentence.key == "allocation.not-a-number"
    assert "share of A" in str(refusal.value)
    with pytest.raises(InvalidProblem, match="share of A"):
        approximate(written, "share of A")


def test_negative_weight_is_refused():
    """A weight below zero is refused with its place and value."""
    with pytest.raises(InvalidProblem, match="weight of A: -1 is below zero"):
        non_negative("-1", "weight of A")


@pytest.mark.parametrize(("given", "rule"), [(["A"], "missing-name"), (["A", "B", "C"], "unknown-name")])
def test_other_names_are_refused(given, rule):
    """A missing and an unknown name are each refused by name."""
    with pytest.raises(InvalidProblem) as refusal:
        same_names(["A", "B"], given, "use")
    assert refusal.value.sentence.key == f"allocation.{rule}"

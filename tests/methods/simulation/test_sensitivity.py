"""The widest swing comes first, and every swing is what one gets by asking the outcome itself."""

from wiel.methods.simulation import Draws, Fixed, Triangular, Uncertain, swings, table_of_swings

NUMBERS = [Uncertain("a", Triangular(0, 1, 3)), Uncertain("b", Triangular(-1, 0, 1)), Uncertain("c", Fixed(2))]


def _outcome(values: Draws):
    return values["a"] ** 2 * values["c"] + values["b"]


def test_swings_equal_the_outcome_asked_one_at_a_time():
    """By hand: a² · 2 + b is 2 in the middle; a at 0 and 3 gives 0 and 18, b at −1 and 1 gives 1 and 3."""
    found = [(s.name, s.outcome_low, s.outcome_middle, s.outcome_high) for s in swings(NUMBERS, _outcome)]

    assert found == [("a", 0.0, 2.0, 18.0), ("b", 1.0, 2.0, 3.0), ("c", 2.0, 2.0, 2.0)]


def test_the_width_counts_a_turn_in_the_middle():
    """Where both ends lie on one side of the middle, the width is from the middle."""
    (swing,) = swings([Uncertain("x", Triangular(-1, 0, 1))], lambda v: v["x"] ** 2)

    assert swing.width == 1.0


def test_the_outcome_is_asked_once_with_one_number_moved_at_a_time():
    """The first place holds every middle; after that two places per number."""
    table = table_of_swings(NUMBERS)

    assert table["a"].tolist() == [1, 0, 3, 1, 1, 1, 1]
    assert table["b"].tolist() == [0, 0, 0, -1, 1, 0, 0]

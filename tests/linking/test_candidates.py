"""Which entries are worth comparing."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.linking import candidates as module
from wiel.linking.candidates import candidates
from wiel.linking.names import checked, prepared

NAME = st.text(alphabet="abcdeé2 -", min_size=1, max_size=12)


def lists(left, right):
    """Two lists taken apart."""
    frames = [pl.DataFrame({"id": [str(n) for n in range(len(names))], "name": names}) for names in (left, right)]
    return prepared(*(checked(frame) for frame in frames))


@settings(max_examples=30, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=8), st.lists(NAME, min_size=1, max_size=8))
def test_candidates_are_the_greatest_cells_of_the_full_product(left, right):
    """Slow by hand: all likenesses, sorted; the quick way gives the same likenesses."""
    one, other = lists(left, right)
    few, every = candidates(one, other, 2), candidates(one, other, 99)

    for name in range(len(one)):
        slow = sorted(every.likeness[every.left == name].tolist(), reverse=True)[:2]
        assert np.allclose(few.likeness[few.left == name], slow)
    assert ((every.likeness > 0) & (every.likeness <= 1)).all()


def test_equal_names_are_wholly_alike():
    """Likeness 1, and the best of all."""
    pairs = candidates(*lists(["Zaaksysteem"], ["Archief", "Zaaksysteem"]))

    assert (pairs.right[0], round(float(pairs.likeness[0]), 12)) == (1, 1.0)


def test_a_name_is_no_candidate_of_itself_within_one_list():
    """Two spellings find one another and not themselves."""
    names = lists(["Zaaksysteem", "Zaaksysteeem"], ["x"])[0]

    pairs = candidates(names, names, itself=True)
    assert (pairs.left != pairs.right).all()
    assert len(pairs) == 2


def test_chunks_do_not_change_the_answer(monkeypatch):
    """A product in pieces of one row is the product at once."""
    sides = lists(["Kern2 Zaken", "Kern2 Geld", "Archief"], ["Kern2", "Zaken", "Geldarchief"])
    whole = candidates(*sides)
    monkeypatch.setattr(module, "CELLS", 1)

    assert np.array_equal(whole.right, candidates(*sides).right)

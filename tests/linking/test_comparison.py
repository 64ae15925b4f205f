"""What two names have in common."""

import numpy as np
import polars as pl
import pytest

from wiel.linking import comparison as module
from wiel.linking.candidates import Candidates
from wiel.linking.comparison import FEATURES, compared
from wiel.linking.names import checked, prepared


def features(left, right, suppliers=(None, None), components=(None, None)):
    """The features of one pair by name."""
    frames = [
        pl.DataFrame({"id": ["1"], "name": [name], "supplier": [s], "component": [c]}, schema_overrides={"supplier": pl.String})
        for name, s, c in zip((left, right), suppliers, components, strict=True)
    ]
    one, other = prepared(*(checked(frame) for frame in frames))
    pair = Candidates(np.array([0]), np.array([0]), np.array([0.5]))
    return dict(zip(FEATURES, compared(one, other, pair)[0].tolist(), strict=True))


def test_equal_names_cover_one_another():
    """All words, no rest."""
    told = features("Kern2 Zaken", "kern2-zaken")

    assert (told["left_words"], told["right_words"], told["joined"], told["both_have_more"]) == (1, 1, 1, 0)


def test_words_weigh_by_rarity_and_a_typing_error_counts_in_part():
    """By hand: "kern zaken" against "kern zakem" has OSA likeness 4/5 for its second word; all three words: log(3/(1+n))+1."""
    told = features("kern zaken", "kern zakem")
    shared, single = np.log(3 / 3) + 1, np.log(3 / 2) + 1

    assert told["left_words"] == pytest.approx((shared + single * 0.8) / (shared + single))


@pytest.mark.parametrize(
    ("left", "right", "cover"),
    [("vergunningen", "vrgnnngn", 0.8), ("belastingen", "belast", 0.85), ("inkomen", "betalen", 0.0), ("abc", "abd", 0.0)],
)
def test_an_abbreviation_is_nearly_the_word(left, right, cover):
    """Without vowels 0.8, cut off 0.85; other words and short words nothing."""
    assert features(left, right)["left_words"] == pytest.approx(cover)


def test_numbers_agree_differ_or_say_nothing():
    """Shared, none in common, absent."""
    told = [features(f"office {a}", f"office {b}") for a, b in (("2007", "v2007.0"), ("2007", "2010"), ("2007", ""))]

    assert [(t["numbers_agree"], t["numbers_differ"]) for t in told] == [(1, 0), (0, 1), (0, 0)]


def test_suppliers_agree_by_column_by_name_or_by_alias_and_differ_only_by_column():
    """Unknown says nothing."""
    cases = [
        (features("a1b", "a1b", ("Getronics PinkRoccade", "PinkRoccade Local Government"))),
        (features("Centric Suite", "Suite", (None, "Centric"))),
        (features("a1b", "a1b", ("Decos", "Centric"))),
        (features("a1b", "a1b", (None, "Centric"))),
    ]

    assert [(t["supplier_agrees"], t["supplier_differs"]) for t in cases] == [(1, 0), (1, 0), (0, 1), (0, 0)]


def test_components_agree_differ_or_say_nothing():
    """Capitals do not count."""
    told = [features("a", "a", components=pair) for pair in (("Zaak", "zaak"), ("Zaak", "Archief"), (None, "Zaak"))]

    assert [(t["component_agrees"], t["component_differs"]) for t in told] == [(1, 0), (0, 1), (0, 0)]


def test_chunks_do_not_change_the_answer(monkeypatch):
    """A comparison in pieces of one pair is the comparison at once."""
    frame = checked(pl.DataFrame({"id": ["1", "2"], "name": ["Kern2 Zaken 4", "Archief"]}))
    one, other = prepared(frame, frame)
    pairs = Candidates(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.ones(4))
    whole = compared(one, other, pairs)
    monkeypatch.setattr(module, "CHUNK", 1)

    assert np.array_equal(whole, compared(one, other, pairs))

"""How a name is written when capitals, accents and signs do not count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.linking.spelling import is_code, is_number, repaired, skeleton, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Key2Burgerzaken", ("key2", "burgerzaken")),
        ("iBurgerzaken", ("iburgerzaken",)),
        ("JOIN Zaak & Document", ("join", "zaak", "document")),
        ("Release v4.0.0", ("release", "4")),
        ("v04.20", ("4.20",)),
        ("'s-Gravenzande", ("s", "gravenzande")),
        ("FinanciÃ«n", ("financien",)),
        ("", ()),
    ],
)
def test_a_name_falls_apart_into_its_words(text, expected):
    """Signs, capitals inside a word, versions and a broken encoding."""
    assert words(text) == expected


@given(st.text(max_size=60))
def test_any_text_has_words_without_capitals_or_signs(text):
    """No text is refused, and words of words are the same words."""
    found = words(text)

    assert all(word and word == word.casefold() for word in found)
    assert all("_" not in word for word in found)


@given(st.text(alphabet=st.characters(min_codepoint=192, max_codepoint=255), max_size=30))
def test_text_that_was_never_broken_is_left_alone_or_mended_to_text(text):
    """Putting right what is right changes nothing that a second time would change again."""
    assert isinstance(repaired(repaired(text)), str)


def test_numbers_codes_and_skeletons_are_told_apart():
    """A year is a number, an order number is a code, an abbreviation keeps consonants."""
    assert is_number("2008")
    assert not is_number("cs3")
    assert is_code("781735805428")
    assert not is_code("2008")
    assert skeleton("belastingen") == "blstngn"

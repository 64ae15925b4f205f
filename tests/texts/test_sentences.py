"""Sentences and how numbers are written in them."""

from datetime import date
from decimal import Decimal
from string import Formatter

import pytest

from wiel.texts import LANGUAGES, Sentence, formatted, keys, say, template


def test_every_sentence_exists_in_both_languages():
    """A key that one language has, the other has too."""
    assert keys("nl") == keys("en")


@pytest.mark.parametrize("key", sorted(keys("nl")))
def test_both_languages_have_the_same_forms_and_values(key):
    """The forms of a sentence and the names in braces agree between the languages."""
    forms = ("message", "message_one", "remedy", "remedy_one", "text", "text_one")
    for form in forms:
        dutch, english = template(key, form, "nl"), template(key, form, "en")
        assert (dutch is None) == (english is None), form
        if dutch is not None and english is not None and not form.endswith("_one"):
            assert _names(dutch) == _names(english), form


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_value_is_written_in_the_way_of_the_language():
    """Thousands mark, decimal mark, minus and hard space follow the language."""
    assert formatted(-123456789, "nl", "eurc") == "EUR\u00a0\u22121.234.567,89"
    assert formatted(-123456789, "en", "eurc") == "EUR\u00a0\u22121,234,567.89"
    assert formatted(123664000, "nl", "eurm") == "EUR\u00a01,24\u00a0M"


def test_unknown_is_a_word_and_never_a_zero():
    """None is written as the word for unknown."""
    assert [formatted(None, language) for language in LANGUAGES] == ["onbekend", "unknown"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (date(2026, 11, 1), "", "1 november 2026"),
        (date(2026, 11, 1), "day", "1-11-2026"),
        (0.125, "share", "12,5%"),
        (Decimal("2.45"), "1", "2,5"),
        (True, "", "ja"),
        (["a", "b"], "", "a en b"),
        ("tekst", "", "tekst"),
        (2026, "plain", "2026"),
        (2.5, "", "2,5"),
        (-0.04, "1", "0,0"),
    ],
)
def test_each_kind_of_value_has_its_form(value, form, expected):
    """Dates, shares, decimals, truth and lists are written as in the table of forms."""
    assert formatted(value, "nl", form) == expected


def test_one_takes_the_singular_form():
    """With n = 1 the singular is said, otherwise the plural."""
    assert (say("texts.example", "nl", n=1), say("texts.example", "nl", n=2)) == ("1 rij", "2 rijen")


def test_an_unknown_language_or_key_is_a_programming_error():
    """Neither is guessed."""
    with pytest.raises(KeyError):
        say("texts.example", "de", n=1)
    with pytest.raises(KeyError):
        Sentence("no.such.key").message("nl")


def test_a_sentence_without_remedy_says_nothing_there():
    """Plain texts have no remedy."""
    assert Sentence("texts.example", {"n": 3}).remedy("nl") == ""

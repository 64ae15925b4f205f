"""Colours and type."""

from itertools import pairwise

import pytest

from wiel.reports.theme import as_css, as_typst, contrast, drawable, palette, text_width

SCHEMES = ("light", "dark")
TEXT_ON_PAPER = ("ink", "muted", "accent", "gain-ink", "loss-ink", "error", "warning", "info", "good")
MARKS_ON_PAPER = ("edge", "hatch", "gain", "loss", "share4")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", TEXT_ON_PAPER)
def test_text_colours_can_be_read_on_the_page(scheme, token):
    """Text differs from the page by at least 4.5."""
    colours = palette(scheme)

    assert contrast(colours[token], colours["paper"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", MARKS_ON_PAPER)
def test_marks_stand_out_from_the_page(scheme, token):
    """A mark differs from the page by at least 3."""
    colours = palette(scheme)

    assert contrast(colours[token], colours["paper"]) >= 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_tint(scheme):
    """Ink on the first three tints and its counterpart on the fourth differ by at least 4.5."""
    colours = palette(scheme)

    assert min(contrast(colours["ink"], colours[f"share{i}"]) for i in (1, 2, 3)) >= 4.5
    assert contrast(colours["on-share4"], colours["share4"]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_neighbouring_tints_differ_in_grey_print(scheme):
    """The tints run from few to many in one direction, each step visible without colour."""
    paper = palette(scheme)["paper"]
    steps = [contrast(palette(scheme)[f"share{i}"], paper) for i in (1, 2, 3, 4)]

    assert all(later >= 1.25 * earlier for earlier, later in pairwise(steps))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("level", ["error", "warning", "info", "good"])
def test_severities_can_be_read_on_their_own_ground(scheme, level):
    """The word of a severity differs from its soft ground by at least 4.5."""
    colours = palette(scheme)

    assert contrast(colours[level], colours[f"{level}-soft"]) >= 4.5


def test_both_schemes_have_the_same_tokens():
    """What has a colour in light has one in dark."""
    assert list(palette("light")) == list(palette("dark"))


def test_css_and_typst_come_from_the_tokens():
    """Every token stands in the style sheet and in the typst definitions with its colour."""
    for token, colour in palette().items():
        assert f"--{token}:{colour};" in as_css("light")
        assert f'{token}: rgb("{colour}")' in as_typst()


def test_the_typeface_draws_dutch_names_and_replaces_what_it_lacks():
    """Letters with accents, the real minus and the en dash stay; a character without glyph becomes a question mark."""
    assert drawable("Súdwest-Fryslân −1 4–6 … ’s-Gravenhage €") == "Súdwest-Fryslân −1 4–6 … ’s-Gravenhage €"
    assert drawable("a\U0001f600b") == "a?b"


def test_bold_text_is_wider_and_width_grows_with_the_size():
    """The width of a line follows the tables of the typeface."""
    assert text_width("Burgerzaken", 20) == pytest.approx(2 * text_width("Burgerzaken", 10))
    assert text_width("Burgerzaken", 10, bold=True) > text_width("Burgerzaken", 10)

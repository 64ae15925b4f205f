from hypothesis import given
from hypothesis import strategies as st

from wiel.exchange.archimate.drawing.lettering import SMALLEST, ems, fit, wrap


@given(st.text(max_size=60), st.floats(20, 400), st.floats(12, 200), st.sampled_from([9.0, 12.0, 21.5]))
def test_lettering_fits_unless_it_is_at_its_smallest(text, width, height, size):
    """No line is wider and no block higher than its room, except where even the smallest letters do not fit."""
    lettering = fit(text, width, height, size)
    if lettering.size > SMALLEST:
        assert max(ems(line) * lettering.size for line in lettering.lines) <= width + 1e-6
        assert lettering.height <= height + 1e-6


@given(st.text(st.sampled_from("abc -/é"), max_size=40), st.floats(2, 12))
def test_wrapping_loses_no_letter(text, width):
    """Every letter of the text stands in a line, in order; only spaces and added hyphens differ."""
    lines = wrap(text, width, False, True)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_lines_of_a_note_stay_lines():
    """A line break in the model is a line break in the drawing."""
    assert fit("een\ntwee", 100, 100, 12).lines == ("een", "twee")


def test_a_word_breaks_only_where_it_must():
    """A compound that can be read when smaller is not broken; one that cannot gets a hyphen."""
    assert fit("Zaakregistratiecomponent", 120, 50, 12).whole
    assert fit("Zaakregistratiecomponent", 50, 50, 12).lines[0].endswith("-")


def test_bold_letters_are_wider():
    """Bold takes more room."""
    assert ems("Zaak", True) > ems("Zaak")

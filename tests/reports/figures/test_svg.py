"""Scenes as SVG."""

from lxml import etree

from wiel.reports.figures import Figure, for_page, for_paper
from wiel.reports.figures.scene import Circle, Line, Rect, Scene, Text, fitting, unknown_box, wrapped
from wiel.reports.theme import palette

SCENE = Scene(
    100.0,
    40.0,
    (
        Rect(0, 0, 10, 10, "share3", "edge", dashed=True, radius=2),
        Line(0, 0, 5, 5, dashed=True),
        Circle(4, 4, 2, "gain", "ink"),
        Text(1, 9, "A<b> & \U0001f600", bold=True, turned=True, anchor="end", room=200),
        *unknown_box(20, 0, 60, 16, "onbekend"),
    ),
)
FIGURE = Figure("f-1", "Titel & meer", "Wat er staat <hier>", SCENE)


def test_a_page_gets_colours_by_name_and_words_that_are_read_aloud():
    """SVG on a page follows the scheme and has role, title and description."""
    root = etree.fromstring(for_page(FIGURE).encode())

    assert root.get("role") == "img"
    assert [child.text for child in root[:2]] == [FIGURE.title, FIGURE.description]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert not [e for e in root.iter() for name in ("fill", "stroke") if (e.get(name) or "").startswith("#")]
    assert not root.xpath("//@style")


def test_paper_gets_the_light_colours_and_only_letters_that_the_typeface_has():
    """SVG for paper names colours as they are and replaces what cannot be drawn."""
    drawn = for_paper(SCENE)

    assert palette()["share3"] in drawn
    assert "var(" not in drawn
    assert "A&lt;b&gt; &amp; ?" in drawn


def test_unknown_is_hatched_with_the_word_on_a_plate():
    """Hatching never stands without the word; a question mark where the word does not fit."""
    wide, narrow = unknown_box(0, 0, 60, 16, "onbekend"), unknown_box(0, 0, 20, 16, "onbekend")

    assert (wide[0].hatched, wide[2].text) == (True, "onbekend")
    assert narrow[2].text == "?"


def test_text_that_does_not_fit_ends_in_an_ellipsis():
    """Cut text is shorter, and nothing is cut that fits."""
    assert fitting("Burgerzaken", 500, 12) == "Burgerzaken"
    assert fitting("Burgerzaken", 30, 12).endswith("…")
    assert fitting("Burgerzaken", 1, 12) == "…"
    assert wrapped("Fysieke leefomgeving en meer", 80, 11.5)[0] == "Fysieke"

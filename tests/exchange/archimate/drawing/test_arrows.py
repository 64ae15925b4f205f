import pytest

from wiel.exchange.archimate.drawing.arrows import NOTATION, head
from wiel.exchange.archimate.drawing.icons import ICONS
from wiel.exchange.archimate.vocabulary import JUNCTIONS, LAYER, RELATIONSHIPS


def test_every_relationship_type_has_its_notation():
    """Each type of the language can be told from the others by its ends and its dash."""
    assert set(NOTATION) >= RELATIONSHIPS
    drawn = [NOTATION[kind] for kind in RELATIONSHIPS if kind != "Access"]
    assert len(set(drawn)) == len(drawn)


def test_every_element_type_has_a_sign():
    """Only junctions, which are drawn as a dot, have none."""
    assert set(LAYER) - set(JUNCTIONS) == set(ICONS)


@pytest.mark.parametrize("form", sorted({end for one in NOTATION.values() for end in (one.source, one.target) if end}))
def test_an_arrow_head_begins_at_its_tip(form):
    """The tip lies on the border of the box."""
    path, _ = head(form, (10.0, 20.0), (0.0, 20.0))
    assert "10 20" in path

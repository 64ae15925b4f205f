import pytest

from wiel.exchange.archimate import read
from wiel.exchange.archimate.model import Colour, Font, Point, Style, Text


@pytest.fixture
def model(native):
    return read(native)[0]


def test_concepts_of_archi_are_read(model):
    """Elements, junctions, access, strength and direction get the words of the exchange format."""
    assert model.version == "Archi 5.0.0"
    assert model.description == "Waarvoor het is."
    assert [element.type for element in model.elements] == ["ApplicationComponent", "DataObject", "OrJunction"]
    assert [relation.access for relation in model.relationships] == ["Write", "Read", None, None]
    assert model.relationship["6f"].directed is True
    assert model.relationship["7a"].modifier == "+"


def test_properties_are_kept_also_without_key_or_value(model, native):
    """A property without a key is kept under an empty name and is a finding; a specialization becomes a property."""
    spil = model.element["1a"]
    assert model.value(spil, "Object ID") == "obj-1"
    assert model.values(spil, "Leeg") == ("",)
    assert model.values(spil, "") == ("",)
    assert model.value(spil, "Specialization") == "SaaS"
    assert read(native)[1].count("archimate.property-without-key") == 1


def test_places_count_from_the_top_left_of_the_view(model):
    """Archi places a box within its parent and allows negative places; the model has neither."""
    places = {node.identifier: (node.x, node.y, node.width, node.height) for node in model.views[0].walk()}
    assert places["9c"] == (0, 0, 300, 200)
    assert places["10"] == (40, 50, 120, 55)
    assert places["11"] == (240, 50, 120, 55)


def test_bend_points_become_places(model):
    """Offsets from both middles become one place; both ends of this bend tell the same one."""
    assert model.views[0].connections[0].bendpoints == (Point(110, 97),)


def test_styles_of_archi_are_read(model):
    """Colour, opacity, letter and weight arrive; what only Archi knows stays with the node."""
    node = model.views[0].nodes[0].nodes[0]
    assert node.style == Style(None, None, Colour(255, 255, 181, 50), Font("Segoe UI", "9", "bold italic", None))
    assert node.attributes == (("textAlignment", "1"),)


def test_notes_lines_and_references_to_views_are_read(model):
    """A note holds its text, a plain line its words, a reference to a view the name of that view."""
    labels = {node.identifier: node.labels for node in model.views[0].walk()}
    assert labels["12"] == (Text("Een notitie"),)
    assert labels["13"] == (Text("Andere view"),)
    line = model.views[0].connections[-1]
    assert (line.kind, line.target, line.labels) == ("Line", "c1", (Text("zie"),))


def test_sketches_and_canvases_are_reported_as_not_carried(native, model):
    """Each drawing that only Archi knows is a finding with its line, and no folder or box refers to it."""
    _, findings = read(native)
    names = [f.sentence.values["name"] for f in findings if f.rule == "archimate.view-not-carried"]
    assert names == ["Schets", "Canvas"]
    references = {item.reference for folder in model.organizations[0] for item in folder.walk()}
    assert not references & {"16", "17"}
    assert all("16" not in node.views for node in model.views[0].walk())

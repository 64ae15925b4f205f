import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.archimate import ArchimateModel, read, write
from wiel.exchange.archimate.model import (
    Connection,
    Element,
    Node,
    Point,
    Property,
    PropertyDefinition,
    Relationship,
    Text,
    View,
)
from wiel.exchange.archimate.vocabulary import LAYER, RELATIONSHIPS


def written(model):
    target = io.BytesIO()
    findings = write(model, target)
    return target.getvalue(), findings


@pytest.mark.parametrize("name", ["small", "older", "native"])
def test_own_files_are_written_valid(name, request, schema):
    """A file of every format we read becomes a valid exchange file that reads without a finding."""
    content, _ = written(read(request.getfixturevalue(name))[0])
    schema.assertValid(etree.fromstring(content))
    assert len(read(content)[1]) == 0


def test_an_exchange_file_comes_back_the_same(small):
    """What is read, written and read again is the same model in every part."""
    model = read(small)[0]
    again = read(written(model)[0])[0]
    spaced = {"version": "", "metadata": None, "viewpoints": ()}
    assert replace(again, **spaced) == replace(model, **spaced)
    assert "Klein" in again.metadata
    tags = [[etree.QName(etree.fromstring(part)).localname for part in one.viewpoints[0].parts] for one in (model, again)]
    assert tags[0] == tags[1]
    assert len(tags[0]) == 6


def test_an_undeclared_property_is_declared_under_its_identifier(schema):
    """A definition that is used and not declared is written as one named by its identifier."""
    element = Element("a", (Text("A"),), properties=(Property("propid-2", (Text("x"),)),), type="Node")
    content, _ = written(ArchimateModel("m", (Text("M"),), elements=(element,)))
    schema.assertValid(etree.fromstring(content))
    assert read(content)[0].definition_name == {"propid-2": "propid-2"}


def test_identifiers_become_unique_xml_names(schema):
    """An identifier that starts with a digit, holds a sign or occurs twice is changed, with a finding."""
    names = ("1a", "a b", "a_b", "x#2", "m")
    elements = tuple(Element(name, (Text(name),), type="Node") for name in names)
    content, findings = written(ArchimateModel("m", (Text("M"),), elements=elements))
    schema.assertValid(etree.fromstring(content))
    assert [element.identifier for element in read(content)[0].elements] == ["id-1a", "a_b", "a_b_2", "x_2", "m_2"]
    assert findings.count("archimate.identifier-changed") == 1


def test_a_relationship_without_an_end_is_left_out_with_all_that_hangs_on_it(schema):
    """A dangling relationship, a relationship to it and the line of it in a view: the first two go, the last becomes plain."""
    a = Element("a", (Text("A"),), type="Node")
    dangling = Relationship("r", type="Flow", source="a", target="weg")
    on_it = Relationship("s", type="Association", source="a", target="r")
    line = Connection("c", "Relationship", "n", "n2", "r")
    view = View("v", (Text("V"),), nodes=(Node("n", element="a"), Node("n2", element="weg")), connections=(line,))
    model = ArchimateModel("m", (Text("M"),), elements=(a,), relationships=(dangling, on_it), views=(view,))
    content, findings = written(model)
    schema.assertValid(etree.fromstring(content))
    again = read(content)[0]
    assert again.relationships == ()
    assert [node.kind for node in again.views[0].walk()] == ["Element", "Label"]
    assert again.views[0].connections[0].kind == "Line"
    assert [finding.sentence.values["identifier"] for finding in findings if "not-written" in finding.rule][:2] == ["r", "s"]


def test_types_that_archimate_does_not_know_are_written_as_the_nearest(schema):
    """An unknown element becomes a grouping, an unknown relationship an association, an unknown data type a string."""
    elements = (Element("a", type="Wheel"), Element("b", type="Node"))
    relationship = Relationship("r", type="Rolls", source="a", target="b", access="Read", modifier="+")
    definition = PropertyDefinition("d", type="wheel")
    model = ArchimateModel("m", elements=elements, relationships=(relationship,), definitions=(definition,))
    content, findings = written(model)
    schema.assertValid(etree.fromstring(content))
    again = read(content)[0]
    assert (again.elements[0].type, again.relationships[0].type, again.definitions[0].type) == ("Grouping", "Association", "string")
    assert findings.count("archimate.written-as") == 3
    assert findings.count("archimate.detail-not-written") == 2


def test_a_view_with_negative_places_is_moved(schema):
    """The format knows no negative places; the whole view moves, and the finding says how far."""
    nodes = (Node("n", "Label", x=-30, y=5), Node("o", "Label", x=10, y=10))
    line = Connection("c", "Line", "n", "o", bendpoints=(Point(0, -8),))
    model = ArchimateModel("m", views=(View("v", nodes=nodes, connections=(line,)),))
    content, findings = written(model)
    schema.assertValid(etree.fromstring(content))
    view = read(content)[0].views[0]
    assert [(node.x, node.y) for node in view.nodes] == [(0, 13), (40, 18)]
    assert view.connections[0].bendpoints == (Point(30, 0),)
    assert findings.items[0].sentence.values["right"] == 30


def test_a_file_appears_whole_or_not_at_all(small, tmp_path, monkeypatch):
    """When writing fails halfway, the old file stays and nothing is left beside it."""
    target = tmp_path / "model.xml"
    target.write_text("oud")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wiel.exchange.archimate.writing.view_tag", fails)
    with pytest.raises(InputRefused, match="No space left"):
        write(read(small)[0], target)
    assert target.read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["model.xml"]


def test_long_rows_of_doubles_and_of_dangling_relationships_are_followed_to_their_end():
    """Each of ten thousand twins is kept; of ten thousand relationships that each rest on the next, none is written."""
    many = 10_000
    twins = b"".join(b'<element identifier="a" xsi:type="Node"><name>A</name></element>' for _ in range(many))
    chain = b"".join(
        b'<relationship identifier="r%d" xsi:type="Association" source="a" target="r%d"/>' % (n, n + 1) for n in range(many)
    )
    namespace = b'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    lists = b"<elements>" + twins + b"</elements><relationships>" + chain + b"</relationships>"
    model, _ = read(b'<model identifier="m" ' + namespace + b">" + lists + b"</model>")
    content, findings = written(model)
    assert len(read(content)[0].elements) == many
    assert findings.count("archimate.not-written") == many


def test_odd_metadata_is_written_as_the_schema_allows(small, schema):
    """Loose text, a second schema name and words of no known vocabulary do not make the file invalid; they are counted."""
    odd = "<schema>Dublin Core</schema>los<schema>nog een</schema><dc:wiel xmlns:dc='http://purl.org/dc/elements/1.1/'>x</dc:wiel>"
    text = small.read_text(encoding="utf-8").replace("<schema>Dublin Core</schema>", odd)
    content, findings = written(read(text.encode())[0])
    schema.assertValid(etree.fromstring(content))
    assert "<wiel>" in {finding.sentence.values.get("detail") for finding in findings}


def test_markup_in_a_text_stays_text(schema):
    """What looks like XML in a documentation comes back letter by letter."""
    odd = 'zie <model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"> & \r\n\t ]]> einde'
    content, _ = written(ArchimateModel("m", (Text(odd),), (Text(odd),), elements=(Element("a", (Text(odd),), type="Node"),)))
    schema.assertValid(etree.fromstring(content))
    again = read(content)[0]
    assert (again.name, again.description, again.elements[0].name) == (odd, odd, odd)


words = st.text(st.characters(codec="utf-8"), max_size=12)
texts = st.lists(st.builds(Text, words, st.sampled_from([None, "nl", "en-GB", "nl_NL", "???"])), max_size=2).map(tuple)
keys = st.sampled_from(["a", "b", "1", "é", "x y", "a#2", ""])
held = st.lists(st.builds(Property, keys, texts), max_size=2).map(tuple)
types = st.sampled_from([*LAYER, "Wheel"])
elements = st.lists(st.builds(Element, keys, texts, texts, held, type=types), max_size=4)
relationships = st.lists(
    st.builds(Relationship, keys, texts, texts, held, type=st.sampled_from([*RELATIONSHIPS, "Rolls"]), source=keys, target=keys),
    max_size=4,
)
places = st.integers(-50, 500)
nodes = st.recursive(
    st.builds(Node, keys, st.sampled_from(["Element", "Label", "Container"]), places, places, element=st.none() | keys),
    lambda inner: st.builds(Node, keys, nodes=st.lists(inner, max_size=2).map(tuple)),
    max_leaves=4,
)
ends = st.none() | keys
lines = st.builds(Connection, keys, st.sampled_from(["Relationship", "Line"]), ends, ends, ends, labels=texts)
views = st.builds(
    View, keys, texts, nodes=st.lists(nodes, max_size=2).map(tuple), connections=st.lists(lines, max_size=2).map(tuple)
)


@given(elements, relationships, st.lists(views, max_size=2))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_model_is_written_valid_and_comes_back_stable(schema, elements, relationships, views):
    """However odd a model is, its file is valid, reads without an error, and is written the same a second time."""
    model = ArchimateModel("m", elements=tuple(elements), relationships=tuple(relationships), views=tuple(views))
    content, _ = written(model)
    schema.assertValid(etree.fromstring(content))
    again, findings = read(content)
    assert {finding.rule for finding in findings} == set()
    assert written(again)[0] == content

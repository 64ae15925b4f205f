from dataclasses import replace

from wiel.exchange.archimate import ArchimateModel, read
from wiel.exchange.archimate.comparison import diff
from wiel.exchange.archimate.model import Element, Property, PropertyDefinition, Relationship, Text

OBJECT = PropertyDefinition("p", (Text("Object ID"),))


def element(identifier, key, name="Naam", **more):
    return Element(identifier, (Text(name, "nl"),), properties=(Property("p", (Text(key),)),), type="Node", **more)


def model(*elements, relationships=(), definitions=(OBJECT,)):
    return ArchimateModel("m", elements=elements, relationships=relationships, definitions=definitions)


def test_an_element_is_followed_by_its_object_id():
    """Another identifier with the same Object ID is the same element; a new name is a change of it."""
    changes = diff(model(element("a", "1")), model(element("b", "1", "Nieuw"))).elements
    assert changes.as_json() == {"added": [], "removed": [], "changed": ["1"]}
    assert changes.changed["1"].parts == ("name",)


def test_each_part_that_changes_is_named():
    """Type, documentation and a property by its name are told; the language of a text is no change."""
    before = replace(element("a", "1"), properties=(*element("a", "1").properties, Property("q", (Text("Nee"),))))
    after = replace(before, type="Device", documentation=(Text("Uitleg"),), names=(Text("Naam", "en"),))
    after = replace(after, properties=(after.properties[0], Property("q", (Text("Ja"),))))
    definitions = (OBJECT, PropertyDefinition("q", (Text("Kern"),)))
    change = diff(model(before, definitions=definitions), model(after, definitions=definitions)).elements.changed["1"]
    assert change.parts == ("documentation", "type", "Kern")


def test_definitions_with_other_identifiers_are_no_change():
    """Each export numbers its property definitions anew; the name of the property counts."""
    after = replace(element("a", "1"), properties=(Property("z", (Text("1"),)),))
    renamed = model(after, definitions=(PropertyDefinition("z", (Text("Object ID"),)),))
    assert diff(model(element("a", "1")), renamed).elements.changed == {}


def test_a_relationship_that_gets_another_identifier_is_new():
    """An architect who changes a type makes a new relationship, even when the Object ID is copied."""
    held = (Property("p", (Text("9"),)),)
    ends = {"source": "a", "target": "b", "properties": held}
    ends_before = model(element("a", "1"), element("b", "2"), relationships=(Relationship("r", type="Flow", **ends),))
    ends_after = model(element("a", "1"), element("b", "2"), relationships=(Relationship("s", type="Serving", **ends),))
    assert diff(ends_before, ends_after).relationships.as_json() == {"added": ["s"], "removed": ["r"], "changed": []}


def test_two_elements_with_one_object_id_are_both_followed():
    """The second goes by its identifier, so that none is lost."""
    changes = diff(model(element("a", "1"), element("b", "1")), model(element("a", "1"))).elements
    assert changes.as_json() == {"added": [], "removed": ["b"], "changed": []}


def test_a_model_does_not_differ_from_itself(small):
    """Nothing came, went or changed."""
    held = read(small)[0]
    nothing = {"added": [], "removed": [], "changed": []}
    assert diff(held, held).as_json() == {"elements": nothing, "relationships": nothing, "views": nothing}

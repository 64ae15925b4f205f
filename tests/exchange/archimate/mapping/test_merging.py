from wiel.exchange.archimate import read
from wiel.exchange.archimate.mapping import from_landscape, merge
from wiel.exchange.archimate.model import Element, Property, Text
from wiel.samples import buurtschap


def ours():
    return from_landscape(buurtschap(), "Buurtschap")[0]


def test_the_work_of_the_architect_is_kept_and_the_landscape_added(small):
    """Elements, relationships, folders and views of the architect stay as they are; what is new comes behind them."""
    theirs = read(small)[0]
    merged = merge(theirs, ours())
    assert merged.model.elements[: len(theirs.elements)] == theirs.elements
    assert merged.model.relationships[: len(theirs.relationships)] == theirs.relationships
    assert merged.model.views[:2] == theirs.views
    assert merged.model.organizations[0] == theirs.organizations[0]
    assert len(merged.difference.elements.added) == len(ours().elements)
    assert not merged.difference.elements.removed
    assert not merged.difference.relationships.removed


def test_merging_twice_changes_nothing_more(small):
    """What was added the first time is recognised the second time."""
    once = merge(read(small)[0], ours()).model
    again = merge(once, ours())
    assert again.model == once
    assert len(again.findings) == 0


def test_where_both_say_something_else_the_architect_stays_right_and_it_is_told():
    """Another name and another value are findings; an empty property is filled in."""
    model = ours()
    element = next(one for one in model.elements if one.name == "Zaken")
    definition = {name: key for key, name in model.definition_name.items()}
    held = (Property(definition["status"], (Text("buiten gebruik"),)), Property(definition["hosting"], (Text(" "),)))
    theirs = from_landscape(buurtschap(), "Buurtschap")[0]
    changed = tuple(
        Element(one.identifier, (Text("Zaaksysteem"),), properties=held, type=one.type)
        if one.identifier == element.identifier
        else one
        for one in theirs.elements
    )
    merged = merge(type(theirs)("m", elements=changed, definitions=theirs.definitions), model)
    told = {finding.sentence.values["part"]: finding.sentence.values["theirs"] for finding in merged.findings}
    assert told == {"naam": "Zaaksysteem", "status": "buiten gebruik"}
    assert merged.model.element[element.identifier].name == "Zaaksysteem"


def test_a_component_is_recognised_by_its_object_id(small):
    """An element with another identifier and the same Object ID is the same component; ties follow it."""
    theirs = read(small)[0]
    model = ours()
    definition = next(key for key, name in model.definition_name.items() if name == "GEMMA type")
    component = Element("anders", (Text("Zaken"),), properties=(Property("o", (Text("obj-zaak"),)),), type="ApplicationComponent")
    extended = type(model)(
        "n",
        elements=(component,),
        definitions=(*(one for one in model.definitions if one.identifier == definition), _named("o", "Object ID")),
    )
    merged = merge(theirs, extended)
    assert list(merged.difference.elements.added) == []
    assert "anders" not in merged.model.element


def _named(identifier, name):
    return type(ours().definitions[0])(identifier, (Text(name),))

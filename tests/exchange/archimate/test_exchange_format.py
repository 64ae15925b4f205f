from wiel.exchange.archimate import read
from wiel.exchange.archimate.model import Colour, Font, Point, Style, Text


def test_everything_in_a_small_file_is_kept(small):
    """Names in two languages, access, direction, strength, relationships to relationships, metadata and folders all arrive."""
    model, findings = read(small)
    assert len(findings) == 0
    assert (model.version, model.release) == ("3.2", "4")
    assert model.names == (Text("Zaakgericht werken", "nl"), Text("Case management", "en"))
    assert model.relationship["r-on-flow"].target == "r-flow"
    assert model.relationship["r-on-flow"].directed is True
    assert model.relationship["r-read"].access == "Read"
    assert model.relationship["r-plus"].modifier == "++"
    assert "Klein" in model.metadata
    assert [item.reference for item in model.organizations[0][0].walk()] == [None, "e-spil", None, "e-zaak"]
    assert model.value(model.element["e-zaak"], "Object ID") == "obj-zaak"


def test_a_view_is_kept_with_nested_nodes_bends_and_styles(small):
    """Nodes stay in order and nesting; style, attachments, links to views and connections to connections arrive."""
    view = read(small)[0].views[0]
    assert [node.identifier for node in view.walk()] == ["n-group", "n-spil", "n-zaak", "n-mail", "n-and", "n-note"]
    group = view.nodes[0]
    ink = Colour(23, 33, 43)
    assert group.style == Style(2, ink, Colour(238, 241, 242, 50), Font("Segoe UI", "9", "bold italic", ink))
    assert view.nodes[-1].views == ("v-2",)
    flow, note, reading = view.connections
    assert flow.bendpoints == (Point(250, 30), Point(350, 30))
    assert (note.kind, note.target) == ("Line", "c-flow")
    assert (reading.source_attachment, reading.target_attachment) == (Point(140, 90), Point(340, 157))


def test_the_older_exchange_format_is_read(older):
    """Version 2.1: labels become names, older types get today's names, groups and notes are told apart."""
    model, findings = read(older)
    assert model.version == "2.1"
    assert [element.type for element in model.elements] == ["ApplicationComponent", "TechnologyService", "BusinessProcess"]
    assert [relation.type for relation in model.relationships] == ["Serving", "Realization"]
    assert model.elements[0].names == (Text("Zaakspil", "nl"),)
    assert model.value(model.elements[0], "Kern") == "Ja"
    assert [node.kind for node in model.views[0].walk()] == ["Container", "Element", "Element", "Label"]
    assert model.views[0].connections[0].relationship == "id-4"
    assert {finding.rule for finding in findings} == {"archimate.renamed-type"}


def test_each_fault_is_found_on_its_line(small):
    """A dangling end, an unknown type, a bad number, a bad colour and an unknown tag are findings with a line."""
    text = small.read_text(encoding="utf-8")
    text = text.replace('target="e-mail" xsi:type="Flow"', 'target="weg" xsi:type="Vloeien"', 1)
    text = text.replace('x="20" y="40"', 'x="twintig" y="40"', 1).replace('b="181"', 'b="999"', 1)
    text = text.replace("<name>Briefvink</name>", "<name>Briefvink</name><sticker/>", 1)
    model, findings = read(text.encode())
    lines = text.splitlines()
    found = {finding.rule: finding.place.row for finding in findings}
    assert "weg" in lines[found["archimate.dangling-end"] - 1]
    assert "Vloeien" in lines[found["archimate.unknown-relationship-type"] - 1]
    assert "twintig" in lines[found["archimate.not-a-number"] - 1]
    assert "999" in lines[found["archimate.not-a-colour"] - 1]
    assert "<sticker/>" in lines[found["archimate.unknown-part"] - 1]
    assert model.relationship["r-flow"].target == "weg"


def test_references_in_views_and_folders_that_lead_nowhere_are_found(small):
    """A box without element, a line without end, a link to no view and a folder entry of nothing are findings."""
    text = small.read_text(encoding="utf-8")
    text = text.replace('elementRef="e-mail"', 'elementRef="weg-1"').replace('target="c-flow"', 'target="weg-2"')
    text = text.replace('ref="v-2"', 'ref="weg-3"').replace('identifierRef="e-spil"', 'identifierRef="weg-4"')
    missing = {finding.rule: finding.sentence.values["missing"] for finding in read(text.encode())[1]}
    assert missing == {
        "archimate.dangling-node": "weg-1",
        "archimate.dangling-connection": "weg-2",
        "archimate.dangling-view": "weg-3",
        "archimate.dangling-item": "weg-4",
    }


def test_the_second_of_two_equal_identifiers_is_kept_under_another_name(small):
    """Both elements stay; the second is called id#2, and the finding names the line of the first."""
    text = small.read_text(encoding="utf-8").replace('identifier="e-mail"', 'identifier="e-spil"', 1)
    model, findings = read(text.encode())
    assert {"e-spil", "e-spil#2"} <= set(model.element)
    duplicate = next(finding for finding in findings if finding.rule == "archimate.duplicate")
    assert 'identifier="e-spil"' in text.splitlines()[duplicate.sentence.values["first"] - 1]


def test_one_identifier_for_two_things_is_found(small):
    """A view that carries the identifier of an element can be told apart but is a finding."""
    text = small.read_text(encoding="utf-8").replace('identifier="v-2"', 'identifier="e-mail"').replace('"v-2"', '"e-mail"')
    model, findings = read(text.encode())
    assert [finding.rule for finding in findings] == ["archimate.shared-identifier"]
    assert model.views[1].identifier == "e-mail"


def test_a_part_without_identifier_gets_one(small):
    """An element without identifier is kept and reported."""
    text = small.read_text(encoding="utf-8").replace('<element identifier="e-mail"', "<element", 1)
    model, findings = read(text.encode())
    assert len(model.elements) == 6
    assert "archimate.no-identifier" in {finding.rule for finding in findings}

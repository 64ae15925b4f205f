from dataclasses import replace
from datetime import date

import pytest

from wiel.exchange.archimate import ArchimateModel, read
from wiel.exchange.archimate.mapping import to_landscape, to_reference
from wiel.exchange.archimate.model import Element, Property, PropertyDefinition, Relationship, Text

AS_OF = date(2026, 11, 1)
PROPERTIES = {"t": "GEMMA type", "o": "Object ID", "l": "Verbindingsrol", "b": "Beschikbaarheid", "h": "hosting", "x": "Kleur"}


def element(identifier, kind="ApplicationComponent", name="", **values):
    held = tuple(Property(key, (Text(value),)) for key, value in values.items())
    return Element(identifier, (Text(name or identifier),), properties=held, type=kind)


def model(elements, relationships=()):
    definitions = tuple(PropertyDefinition(key, (Text(name),)) for key, name in PROPERTIES.items())
    return ArchimateModel("m", elements=tuple(elements), relationships=tuple(relationships), definitions=definitions)


def relation(identifier, kind, source, target, **values):
    held = tuple(Property(key, (Text(value),)) for key, value in values.items())
    return Relationship(identifier, properties=held, type=kind, source=source, target=target)


@pytest.mark.parametrize(
    ("name", "applications", "couplings"), [("amsterdam-domein-sport-020", 41, 3), ("noorwegen-kommunal-sektor-KS", 191, 51)]
)
def test_a_real_model_becomes_a_landscape(name, applications, couplings, real_data):
    """Applications and couplings are counted, both forms of the file give the same landscape, and every table holds its rules."""
    forms = [
        to_landscape(read(real_data(f"archimate/{name}{form}"))[0], AS_OF, "Aderveen") for form in (".archimate", ".ameff.xml")
    ]
    landscape, findings = forms[0]
    assert (landscape["applications"].height, landscape["couplings"].height) == (applications, couplings)
    assert forms[0][0].digest() == forms[1][0].digest()
    assert len(landscape.check()) == 0
    assert findings.count("archimate.end-not-carried") > 0


def test_every_flow_or_service_is_a_coupling_or_a_finding(real_data):
    """Of all flows and services with an application at one end at least, none is passed over."""
    held = read(real_data("archimate/noorwegen-kommunal-sektor-KS.archimate"))[0]
    applications = {one.identifier for one in held.elements if one.type == "ApplicationComponent"}
    touching = [r for r in held.relationships if r.type in ("Flow", "Serving") and {r.source, r.target} & applications]
    landscape, findings = to_landscape(held, AS_OF)
    dependencies = [r for r in touching if held.element[r.source].type in ("Node", "SystemSoftware", "TechnologyService", "Device")]
    assert landscape["couplings"].height + findings.count("archimate.end-not-carried") == len(touching) - len(dependencies)


def test_a_reference_component_is_a_component_never_an_application():
    """GEMMA type decides, whatever the element type; scores of availability arrive as numbers."""
    held = model([element("c", name="Zaken", t="Referentiecomponent", o="obj", b="2"), element("a", name="Zaakspil")])
    landscape, _ = to_landscape(held, AS_OF, "Aderveen")
    assert landscape["components"].select("id", "name", "reference", "availability").rows() == [
        ("cmp:gedeeld:obj", "Zaken", "obj", 2)
    ]
    assert landscape["applications"].select("id", "holder", "name").rows() == [
        ("app:aderveen:a", "org:gedeeld:aderveen", "Zaakspil")
    ]


def test_the_function_of_an_application_is_its_tie_to_a_component():
    """A specialization or association, in either direction, tells which component an application serves; once is enough."""
    ties = [relation("r", "Specialization", "a", "c"), relation("s", "Association", "c", "a")]
    landscape, _ = to_landscape(model([element("c", t="Referentiecomponent"), element("a")], ties), AS_OF)
    assert landscape["application_components"].rows() == [("app:gedeeld:a", "cmp:gedeeld:c")]


def test_the_level_of_an_obligation_is_read_and_a_missing_one_is_found():
    """Verplicht and Aanbevolen arrive; a relationship without level is unknown and a finding."""
    elements = [element("c", t="Referentiecomponent"), *(element(s, "Constraint", t="Standaard") for s in ("s1", "s2"))]
    held = model(elements, [relation("r", "Realization", "c", "s1", l="Verplicht"), relation("q", "Realization", "c", "s2")])
    landscape, findings = to_landscape(held, AS_OF)
    assert landscape["component_standards"]["level"].to_list() == ["verplicht", None]
    assert findings.count("archimate.level-missing") == 1


def test_a_standard_tied_to_a_flow_is_the_standard_of_the_coupling():
    """An association between a standard and the flow itself."""
    elements = [element("a"), element("b"), element("s", "Constraint", t="Standaardversie")]
    held = model(elements, [relation("f", "Flow", "a", "b"), relation("r", "Association", "s", "f")])
    assert to_landscape(held, AS_OF)[0]["couplings"].select("source", "target", "standard").rows() == [
        ("app:gedeeld:a", "app:gedeeld:b", "std:gedeeld:s")
    ]


def test_technology_becomes_facilities_and_dependencies():
    """A server is a platform, a network a network; what serves an application is what it needs."""
    elements = [element("a"), element("n", "Node"), element("w", "CommunicationNetwork")]
    held = model(elements, [relation("r", "Serving", "n", "a"), relation("q", "Association", "w", "n")])
    landscape, _ = to_landscape(held, AS_OF)
    assert landscape["facilities"].select("id", "kind").rows() == [("fac:gedeeld:n", "platform"), ("fac:gedeeld:w", "netwerk")]
    assert landscape["dependencies"].select("dependent", "needs").rows() == [
        ("app:gedeeld:a", "fac:gedeeld:n"),
        ("fac:gedeeld:n", "fac:gedeeld:w"),
    ]


def test_properties_with_the_name_of_a_column_fill_it_and_others_are_counted():
    """A known property is read by the cell reader; a bad value and an unknown property are findings."""
    landscape, findings = to_landscape(model([element("a", h="SaaS", x="rood"), element("b", h="op zolder")]), AS_OF)
    assert landscape["applications"]["hosting"].to_list() == ["SaaS", None]
    assert {"archimate.properties-not-carried", "cell.choice"} <= {finding.rule for finding in findings}


def test_two_elements_with_one_object_id_are_both_kept():
    """The second is kept as id#2, with a finding."""
    twice = [element(key, t="Referentiecomponent", o="obj") for key in ("a", "b")]
    landscape, findings = to_landscape(model(twice), AS_OF)
    assert landscape["components"]["id"].to_list() == ["cmp:gedeeld:obj", "cmp:gedeeld:obj#2"]
    assert findings.count("archimate.duplicate") == 1


def test_gemma_becomes_reference_lists(gemma):
    """171 components with scores, standards with their versions, 746 obligations; no application, one finding."""
    landscape, findings = to_reference(gemma, date(2026, 6, 30))
    assert landscape.summary() == {"components": 171, "standards": 523, "component_standards": 746}
    assert landscape["component_standards"]["level"].null_count() == 1
    assert landscape["components"]["availability"].null_count() == 1
    assert len(landscape.check()) == 0
    assert [finding.rule for finding in findings] == ["archimate.level-missing"]


def test_a_new_export_with_other_identifiers_gives_the_same_components(gemma):
    """Keys of components are Object IDs, so ties to them survive a release in which identifiers change."""
    renamed = replace(
        gemma, elements=tuple(replace(one, identifier=f"x{one.identifier}") for one in gemma.elements), relationships=()
    )
    before, after = (to_reference(each, date(2026, 6, 30))[0]["components"] for each in (gemma, renamed))
    assert before.equals(after)

import pytest
from lxml import etree
from tests.oracles.archimate_multisets import bare, multisets, without_bends

from wiel.errors import InputRefused
from wiel.exchange.archimate import read, write
from wiel.exchange.archimate.comparison import diff
from wiel.exchange.archimate.counting import count
from wiel.exchange.archimate.gemma import obligations, without_level

READABLE = [
    "amsterdam-domein-sport-020.ameff.xml",
    "amsterdam-domein-sport-020.archimate",
    "archi-bendpoint-test.xml",
    "archi-sample1.xml",
    "archisurance-2016-ns.xml",
    "archisurance.archimate",
    "noorwegen-kommunal-sektor-KS.ameff.xml",
    "noorwegen-kommunal-sektor-KS.archimate",
    "over-gemma-export.ameff.xml",
    "vng-swc-GEMMA_test.xml",
]


def assert_survives(source, target, schema):
    model, _ = read(source)
    write(model, target)
    schema.assertValid(etree.parse(target))
    before, after = multisets(source), multisets(target)
    if source.suffix == ".archimate":
        before["connections"], after["connections"] = (without_bends(each["connections"]) for each in (before, after))
    assert after == before


@pytest.mark.parametrize("name", READABLE)
def test_a_model_of_another_tool_survives_the_round_trip(name, real_data, schema, tmp_path):
    """Read and written, a file holds the same elements, relationships, properties, nodes and connections, and is valid."""
    assert_survives(real_data(f"archimate/{name}"), tmp_path / "written.xml", schema)


def test_gemma_survives_the_round_trip(gemma_file, schema, tmp_path):
    """GEMMA itself comes back with everything it holds."""
    assert_survives(gemma_file, tmp_path / "written.xml", schema)


def test_the_broken_file_of_vng_is_refused_with_its_line(real_data):
    """The one file that is not well-formed is refused: line, reason and remedy are told."""
    with pytest.raises(InputRefused) as caught:
        read(real_data("archimate/vng-swc-GEMMA-klein.xml"))
    assert caught.value.place.row == 54
    assert "line 28" in caught.value.sentence.message("nl")
    assert caught.value.sentence.remedy("nl").startswith("Herstel deze regel")


def test_undeclared_properties_are_findings(real_data):
    """Eight definitions that a published file uses and does not declare are eight findings, each with a line."""
    findings = read(real_data("archimate/vng-swc-GEMMA_test.xml"))[1]
    assert [finding.rule for finding in findings] == ["archimate.undeclared-property"] * 8
    assert all(finding.place.row for finding in findings)


@pytest.mark.parametrize("name", ["amsterdam-domein-sport-020", "noorwegen-kommunal-sektor-KS"])
def test_both_forms_of_a_model_give_the_same(name, real_data):
    """Archi's file and the exchange file made from it hold the same elements, relationships and places of boxes."""
    native, exchange = (read(real_data(f"archimate/{name}{form}"))[0] for form in (".archimate", ".ameff.xml"))
    for part in ("elements", "relationships"):
        told = [
            {(bare(one.identifier), one.type, one.name.strip(), one.description.strip()) for one in getattr(model, part)}
            for model in (native, exchange)
        ]
        assert told[0] == told[1]
    boxes = [
        {(bare(n.identifier), bare(n.element), n.kind, n.x, n.y, n.width, n.height) for view in model.views for n in view.walk()}
        for model in (native, exchange)
    ]
    assert boxes[0] == boxes[1]


def test_sketch_and_canvas_of_archisurance_are_not_carried(real_data):
    """The sketch and the canvas in the sample of Archi are two findings."""
    assert read(real_data("archimate/archisurance.archimate"))[1].count("archimate.view-not-carried") == 2


def test_gemma_is_counted(gemma):
    """The numbers of GEMMA of 30 June 2026."""
    numbers = count(gemma).as_json()
    assert numbers == {
        "version": "3.1",
        "elements": 3006,
        "relationships": 6257,
        "views": 357,
        "view_nodes": 15175,
        "view_connections": 5799,
        "property_definitions": 84,
        "reference_components": 171,
        "standards": 200,
        "standard_versions": 323,
    }


def test_one_obligation_in_gemma_has_no_level(gemma):
    """745 components must or should follow a standard; of one relationship the level is unknown, and that is a finding."""
    levels = [obligation.level for obligation in obligations(gemma)]
    assert (len(levels), levels.count(None)) == (746, 1)
    assert set(levels) == {"Verplicht", "Aanbevolen", None}
    finding = without_level(gemma).items[0]
    assert finding.sentence.values == {"component": "Documentbeheercomponent", "standard": "Documenten API-standaard"}


def keyed(path):
    """Each concept by Object ID, with what may change in it; by the parser of the standard library."""
    root = etree.parse(path).getroot()
    space = {"a": "http://www.opengroup.org/xsd/archimate/3.0/"}
    names = {d.get("identifier"): d.findtext("a:name", namespaces=space) for d in root.iterfind(".//a:propertyDefinition", space)}
    kinds = {"elements": "a:elements/a:element", "relationships": "a:relationships/a:relationship", "views": ".//a:view"}
    found = {}
    for kind, where in kinds.items():
        found[kind] = {}
        for one in root.iterfind(where, space):
            held = sorted(
                (names[p.get("propertyDefinitionRef")], p.findtext("a:value", namespaces=space) or "")
                for p in one.iterfind("a:properties/a:property", space)
            )
            key = one.get("identifier") if kind == "relationships" else dict(held)["Object ID"]
            words = [one.findtext(f"a:{part}", namespaces=space) for part in ("name", "documentation")]
            found[kind][key] = (sorted(one.attrib.items())[1:] if kind != "views" else [], words, held)
    return found


def test_two_releases_of_gemma_differ_as_an_independent_computation_says(gemma, gemma_before, gemma_file, gemma_before_file):
    """Elements 12 new, 32 gone, 145 changed; relationships +261 −88; views +16 −14; and exactly the same keys."""
    told = diff(gemma_before, gemma).as_json()
    assert [len(told["elements"][part]) for part in ("added", "removed", "changed")] == [12, 32, 145]
    assert [len(told["relationships"][part]) for part in ("added", "removed")] == [261, 88]
    assert [len(told["views"][part]) for part in ("added", "removed")] == [16, 14]
    before, after = keyed(gemma_before_file), keyed(gemma_file)
    for kind in told:
        old, new = before[kind], after[kind]
        assert set(told[kind]["added"]) == set(new) - set(old)
        assert set(told[kind]["removed"]) == set(old) - set(new)
        assert set(told[kind]["changed"]) == {key for key in set(old) & set(new) if old[key] != new[key]}


def test_a_packed_release_is_read_as_it_lies(real_data, gemma):
    """The xz file of a release needs no unpacking."""
    path = real_data("gemma/GEMMA-2026-06-30.ameff.xml.xz")
    assert read(path)[0] == gemma

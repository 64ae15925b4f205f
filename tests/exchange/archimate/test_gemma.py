from wiel.exchange.archimate import read
from wiel.exchange.archimate.counting import count
from wiel.exchange.archimate.gemma import object_id, obligations, without_level


def test_components_standards_and_versions_are_counted_by_gemma_type(small):
    """GEMMA type tells what is a reference component, a standard and a version of a standard."""
    numbers = count(read(small)[0])
    assert (numbers.reference_components, numbers.standards, numbers.standard_versions) == (1, 1, 1)


def test_an_obligation_has_the_level_of_its_relationship(small):
    """Verbindingsrol of the relationship between component and standard is the level."""
    (obligation,) = obligations(read(small)[0])
    assert (obligation.component.identifier, obligation.standard.identifier, obligation.level) == ("e-zaak", "e-api", "Verplicht")
    assert len(without_level(read(small)[0])) == 0


def test_an_empty_level_is_unknown_and_a_finding(small):
    """A level that is not filled in is not guessed from anything else."""
    text = small.read_text(encoding="utf-8").replace("<value>Verplicht</value>", "<value/>")
    model = read(text.encode())[0]
    assert next(obligations(model)).level is None
    assert [finding.rule for finding in without_level(model, "klein.xml")] == ["archimate.level-missing"]


def test_a_concept_without_object_id_goes_by_its_identifier(small):
    """Object ID where it is filled in, else the identifier."""
    model = read(small)[0]
    assert [object_id(model, model.element[key]) for key in ("e-zaak", "e-spil")] == ["obj-zaak", "e-spil"]

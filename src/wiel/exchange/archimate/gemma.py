"""The words of GEMMA, the reference architecture of Dutch municipalities, as properties in an ArchiMate model."""

from collections.abc import Iterator
from dataclasses import dataclass

from wiel.errors import Place
from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import ArchimateModel, Element, Named, Relationship
from wiel.findings import Findings

TYPE = "GEMMA type"
OBJECT_ID = "Object ID"
LEVEL = "Verbindingsrol"
COMPONENT = "Referentiecomponent"
STANDARD = "Standaard"
STANDARD_VERSION = "Standaardversie"


@dataclass(frozen=True, slots=True)
class Obligation:
    """A reference component that realises a standard; `level` is Verplicht, Aanbevolen or None for unknown."""

    component: Element
    standard: Element
    relationship: Relationship
    level: str | None


def object_id(model: ArchimateModel, concept: Named) -> str:
    """The key under which the national software catalogue knows a concept; its identifier where it has no Object ID."""
    return model.value(concept, OBJECT_ID).strip() or concept.identifier


def of_type(model: ArchimateModel, word: str) -> tuple[Element, ...]:
    """The elements whose property GEMMA type has a value."""
    return tuple(element for element in model.elements if model.value(element, TYPE).strip() == word)


def obligations(model: ArchimateModel) -> Iterator[Obligation]:
    """Which standards must or should each reference component follow?

    The level is the first filled value of the property Verbindingsrol of the relationship; its name is no source, because
    GEMMA uses names for other things as well. Source: GEMMA 2026-06-30, view Standaarden.
    """
    kind = {element.identifier: model.value(element, TYPE).strip() for element in model.elements}
    for relationship in model.relationships:
        if kind.get(relationship.source) == COMPONENT and kind.get(relationship.target) == STANDARD:
            level = model.value(relationship, LEVEL).strip() or None
            ends = model.element[relationship.source], model.element[relationship.target]
            yield Obligation(*ends, relationship, level)


def without_level(model: ArchimateModel, file: str | None = None) -> Findings:
    """A finding for each obligation whose level is unknown."""
    return Findings.of(
        rules.LEVEL_MISSING.broken(Place(file=file), component=obligation.component.name, standard=obligation.standard.name)
        for obligation in obligations(model)
        if obligation.level is None
    )


def release(model: ArchimateModel) -> str | None:
    """The date of a GEMMA release, from the property Release of the model; None where it does not say."""
    return model.value(model, "Release").strip() or None

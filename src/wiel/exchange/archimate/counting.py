"""What a model holds, in numbers."""

from dataclasses import asdict, dataclass

from wiel.exchange.archimate import gemma
from wiel.exchange.archimate.model import ArchimateModel


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers that ``wiel archimate check`` prints."""

    version: str
    elements: int
    relationships: int
    views: int
    view_nodes: int
    view_connections: int
    property_definitions: int
    reference_components: int
    standards: int
    standard_versions: int

    def as_json(self) -> dict[str, str | int]:
        """The numbers by name."""
        return asdict(self)


def count(model: ArchimateModel) -> Counts:
    """How many of everything does this model hold?

    >>> count(ArchimateModel("m")).elements
    0
    """
    return Counts(
        model.version,
        len(model.elements),
        len(model.relationships),
        len(model.views),
        sum(1 for view in model.views for _ in view.walk()),
        sum(len(view.connections) for view in model.views),
        len(model.definitions),
        len(gemma.of_type(model, gemma.COMPONENT)),
        len(gemma.of_type(model, gemma.STANDARD)),
        len(gemma.of_type(model, gemma.STANDARD_VERSION)),
    )

"""The ends and the dash of each relationship type, as the ArchiMate notation draws them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from types import MappingProxyType

from wiel.exchange.archimate.drawing.routes import Place


@dataclass(frozen=True, slots=True)
class Notation:
    """How a relationship is drawn: what stands at its source, at its target, and the dash of its line."""

    source: str = ""
    target: str = ""
    dash: str = ""


NOTATION: Mapping[str, Notation] = MappingProxyType(
    {
        "Composition": Notation(source="diamond"),
        "Aggregation": Notation(source="open-diamond"),
        "Assignment": Notation(source="dot", target="arrow"),
        "Realization": Notation(target="triangle", dash="2 3"),
        "Serving": Notation(target="chevron"),
        "Access": Notation(dash="2 3"),
        "AccessRead": Notation(source="chevron", dash="2 3"),
        "AccessWrite": Notation(target="chevron", dash="2 3"),
        "AccessReadWrite": Notation(source="chevron", target="chevron", dash="2 3"),
        "Influence": Notation(target="chevron", dash="6 3"),
        "Triggering": Notation(target="arrow"),
        "Flow": Notation(target="arrow", dash="6 3"),
        "Specialization": Notation(target="triangle"),
        "Association": Notation(),
        "AssociationDirected": Notation(target="half"),
        "Line": Notation(dash="1 3"),
    }
)

LONG, WIDE = 9.0, 4.0


def head(form: str, tip: Place, back: Place) -> tuple[str, bool]:
    """The path of an arrow head at `tip` of a line that comes from `back`, and whether it is filled with the line's colour.

    >>> head("chevron", (10, 0), (0, 0))
    ('M1 4L10 0L1 -4', False)
    """
    length = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    along = ((tip[0] - back[0]) / length, (tip[1] - back[1]) / length)

    def at(behind: float, beside: float) -> str:
        """A point that lies so far behind the tip and beside the line."""
        x = tip[0] - along[0] * behind - along[1] * beside
        y = tip[1] - along[1] * behind + along[0] * beside
        return f"{x:.1f} {y:.1f}".replace(".0", "")

    match form:
        case "diamond" | "open-diamond":
            path = f"M{at(0, 0)}L{at(6, WIDE)}L{at(12, 0)}L{at(6, -WIDE)}Z"
        case "dot":
            path = f"M{at(0, 0)}A2.5 2.5 0 1 1 {at(5, 0)}A2.5 2.5 0 1 1 {at(0, 0)}Z"
        case "half":
            path = f"M{at(0, 0)}L{at(LONG, WIDE)}"
        case "chevron":
            path = f"M{at(LONG, WIDE)}L{at(0, 0)}L{at(LONG, -WIDE)}"
        case _:
            path = f"M{at(0, 0)}L{at(LONG, WIDE)}L{at(LONG, -WIDE)}Z"
    return path, form in ("diamond", "dot", "arrow")

"""The outline of a box: straight for structure, round for behaviour, cut corners for motivation, a fold for a note."""

from wiel.exchange.archimate.vocabulary import MOTIVATION

ROUND = 9.0
STADIUM = 24.0
CUT = 8.0
FOLD = 10.0
TAB = 18.0
"""Height of the tab of a group, as Archi draws it."""

BEHAVIOUR = ("Function", "Process", "Interaction", "Event")
STRATEGIC = ("Capability", "CourseOfAction", "ValueStream", "WorkPackage", "ImplementationEvent")


def corner(kind: str) -> str:
    """The form of the corners: straight, cut, round or stadium.

    >>> corner("BusinessService"), corner("Goal"), corner("Node")
    ('stadium', 'cut', 'straight')
    """
    if kind in MOTIVATION:
        return "cut"
    if kind.endswith("Service"):
        return "stadium"
    return "round" if kind.endswith(BEHAVIOUR) or kind in STRATEGIC else "straight"


def outline(kind: str, x: float, y: float, width: float, height: float, tab: tuple[float, float] = (0.0, TAB)) -> str:
    """The path of a box of an element type, or of Container or Label.

    >>> outline("BusinessActor", 0, 0, 10, 5)
    'M0 0H10V5H0Z'
    """
    if kind == "Container":
        across, down = tab
        edge = f"M{x:g} {y + down:g}V{y:g}H{x + across:g}V{y + down:g}"
        return f"{edge}M{x:g} {y + down:g}H{x + width:g}V{y + height:g}H{x:g}Z"
    if kind == "Label":
        fold = min(FOLD, width / 3, height / 3)
        return f"M{x:g} {y:g}H{x + width:g}V{y + height - fold:g}L{x + width - fold:g} {y + height:g}H{x:g}Z"
    match corner(kind):
        case "cut":
            return _cut(x, y, width, height, min(CUT, width / 4, height / 4))
        case "stadium":
            return _round(x, y, width, height, min(STADIUM, height / 2, width / 3))
        case "round":
            return _round(x, y, width, height, min(ROUND, height / 3, width / 4))
    return f"M{x:g} {y:g}H{x + width:g}V{y + height:g}H{x:g}Z"


def inset(kind: str, height: float) -> float:
    """How far letters must stay from the sides, so that round corners do not touch them."""
    if corner(kind) == "stadium":
        return min(STADIUM, height / 2) / 3
    return 4.0 if corner(kind) == "cut" else 3.0


def _cut(x: float, y: float, width: float, height: float, cut: float) -> str:
    right, foot = x + width, y + height
    return (
        f"M{x + cut:g} {y:g}H{right - cut:g}L{right:g} {y + cut:g}V{foot - cut:g}L{right - cut:g} {foot:g}"
        f"H{x + cut:g}L{x:g} {foot - cut:g}V{y + cut:g}Z"
    )


def _round(x: float, y: float, width: float, height: float, arc: float) -> str:
    right, foot, turn = x + width, y + height, f"A{arc:g} {arc:g} 0 0 1"
    return (
        f"M{x + arc:g} {y:g}H{right - arc:g}{turn} {right:g} {y + arc:g}V{foot - arc:g}{turn} {right - arc:g} {foot:g}"
        f"H{x + arc:g}{turn} {x:g} {foot - arc:g}V{y + arc:g}{turn} {x + arc:g} {y:g}Z"
    )

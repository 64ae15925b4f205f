"""What a new release of the reference architecture changes in one's own landscape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wiel.exchange.archimate import gemma
from wiel.exchange.archimate.comparison import Difference, diff
from wiel.exchange.archimate.model import ArchimateModel, Element
from wiel.landscape import Landscape


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a release changes for a component in use.

    `what` is removed, changed, obligation-added, obligation-removed or obligation-changed; `parts` names what changed, or the
    level before and after; `applications` are the keys of the applications that serve the component.
    """

    component: str
    name: str
    what: str
    subject: str
    parts: tuple[str, ...]
    applications: tuple[str, ...]


def impact(before: ArchimateModel, after: ArchimateModel, landscape: Landscape) -> tuple[Effect, ...]:
    """What does the step from one release to the next change in this landscape?

    Only components that the landscape has, found by Object ID, and that at least one application serves.

    >>> from datetime import date
    >>> impact(ArchimateModel("m"), ArchimateModel("m"), Landscape.of(date(2026, 11, 1)))
    ()
    """
    served: dict[str, list[str]] = {}
    for component, application in landscape["application_components"].select("component", "application").iter_rows():
        served.setdefault(component, []).append(application)
    mine = {
        reference: (key, tuple(served[key]))
        for key, reference in landscape["components"].select("id", "reference").iter_rows()
        if reference and key in served
    }
    difference = diff(before, after)
    found = [*_concepts(difference, mine), *_obligations(before, after, mine)]
    return tuple(sorted(found, key=lambda effect: (effect.name, effect.what, effect.subject)))


def _concepts(difference: Difference, mine: Mapping[str, tuple[str, tuple[str, ...]]]) -> Iterator[Effect]:
    for key, element in difference.elements.removed.items():
        if key in mine:
            yield Effect(mine[key][0], element.name, "removed", element.name, (), mine[key][1])
    for key, change in difference.elements.changed.items():
        if key in mine:
            yield Effect(mine[key][0], change.after.name, "changed", change.after.name, change.parts, mine[key][1])


def _levels(model: ArchimateModel) -> dict[tuple[str, str], tuple[Element, Element, str]]:
    """Level of each obligation by the Object IDs of component and standard."""
    return {
        (gemma.object_id(model, one.component), gemma.object_id(model, one.standard)): (
            one.component,
            one.standard,
            one.level or "",
        )
        for one in gemma.obligations(model)
    }


def _obligations(
    before: ArchimateModel, after: ArchimateModel, mine: Mapping[str, tuple[str, tuple[str, ...]]]
) -> Iterator[Effect]:
    old, new = _levels(before), _levels(after)
    for pair in {**old, **new}:
        if pair[0] not in mine:
            continue
        component, standard, _ = new.get(pair) or old[pair]
        key, applications = mine[pair[0]]
        if pair not in old:
            yield Effect(key, component.name, "obligation-added", standard.name, (new[pair][2],), applications)
        elif pair not in new:
            yield Effect(key, component.name, "obligation-removed", standard.name, (old[pair][2],), applications)
        elif old[pair][2] != new[pair][2]:
            levels = (old[pair][2], new[pair][2])
            yield Effect(key, component.name, "obligation-changed", standard.name, levels, applications)

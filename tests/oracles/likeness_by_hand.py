"""Weighted Jaccard once more, in plain Python over sets, and every way to fill in open cells."""

from collections.abc import Iterator, Mapping
from itertools import product as every
from statistics import median

from tests.oracles.overlap_by_hand import COMMON, FRESH

# Component → value → cost (None where unknown), of one member.
Landscape = Mapping[str, Mapping[str, float | None]]


def usual_weights(members: list[Landscape], domains: Mapping[str, str | None]) -> dict[str, float]:
    """Per component the median of the known costs in its domain, else of all known costs, else 1."""
    costs = [(domains[c], cost) for have in members for c, values in have.items() for cost in values.values() if cost is not None]
    overall = median([cost for _, cost in costs]) if costs else 1.0
    return {c: median(own) if (own := [cost for d, cost in costs if d == domain]) else overall for c, domain in domains.items()}


def jaccard(a: Landscape, b: Landscape, usual: Mapping[str, float]) -> tuple[float | None, float | None]:
    """The similarity of two members, and the part of the weight that is cost; None where nothing has a weight."""
    both = every_one = known = 0.0
    for component in usual:
        here, there = a.get(component, {}), b.get(component, {})
        for value in {**here, **there}:
            costs = [side[value] for side in (here, there) if value in side]
            sure = [cost for cost in costs if cost is not None]
            weight = sum(sure) / len(sure) if len(sure) == len(costs) else usual[component]
            every_one += weight
            both += weight if value in here and value in there else 0.0
            known += weight if len(sure) == len(costs) else 0.0
    return (both / every_one, known / every_one) if every_one > 0 else (None, None)


def jaccard_range(
    a: Landscape, b: Landscape, usual: Mapping[str, float], open_a: set[str], open_b: set[str]
) -> tuple[float | None, float | None]:
    """The least and most similarity over every filling of the open cells with one new element or with what the other has."""
    found = [
        similarity
        for mine, yours in every(_filled(a, b, open_a, open_b, "a"), _filled(b, a, open_b, open_a, "b"))
        if (similarity := jaccard(mine, yours, usual)[0]) is not None
    ]
    return (min(found), max(found)) if found else (None, None)


def _filled(own: Landscape, other: Landscape, is_open: set[str], other_open: set[str], side: str) -> Iterator[Landscape]:
    """Every way to fill in the open cells of one member."""
    cells = sorted(is_open)
    choices = []
    for cell in cells:
        copied = dict.fromkeys(other.get(cell, {}))
        options = [{}, {FRESH + side: None}, copied]
        choices.append(options + ([{COMMON: None}, {**copied, COMMON: None}] if cell in other_open else []))
    for pick in every(*choices):
        yield {**own, **{cell: {**extra, **own.get(cell, {})} for cell, extra in zip(cells, pick, strict=True)}}

"""Money over years for several payers, in every draw at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from wiel.errors import InvalidProblem
from wiel.methods.simulation.distributions import Floats
from wiel.texts import Sentence


@dataclass(frozen=True, eq=False)
class Stream:
    """An amount per payer that flows in one rhythm over the years.

    In draw d payer m pays `amounts[m] · weight[d, m] · rhythm[d, y]` in year y. Shapes: amounts (M,), rhythm (D, Y), weight (D, M) or None
    for ones. One kind of money is told in few streams, so that no array of draws by payers by years is ever made.
    """

    kind: str
    amounts: Floats
    rhythm: Floats
    weight: Floats | None = None

    def __post_init__(self) -> None:
        draws, payers = self.rhythm.shape[0], self.amounts.shape[0]
        if self.weight is not None and self.weight.shape != (draws, payers):
            raise InvalidProblem(Sentence("simulation.shape", {"kind": self.kind}))
        if not (np.isfinite(self.amounts).all() and np.isfinite(self.rhythm).all()):
            raise InvalidProblem(Sentence("simulation.stream-not-finite", {"kind": self.kind}))


def present_value(streams: Iterable[Stream], discount: Floats) -> Floats:
    """What is each payer's money worth today, in every draw? Shape (D, M).

    Σ over streams and years of amounts[m] · weight[d, m] · rhythm[d, y] · discount[y]; `discount` has shape (Y,), or (D, Y) where it is
    uncertain itself; streams with the same array of weights are added before they are weighed. `InvalidProblem` when there is no stream.

    >>> rent = Stream("rent", np.array([100.0, 50.0]), np.array([[1.0, 1.0]]))
    >>> present_value([rent], np.array([1.0, 0.5])).tolist()
    [[150.0, 75.0]]
    """
    alike: dict[int, list[Stream]] = {}
    for stream in streams:
        alike.setdefault(id(stream.weight), []).append(stream)
    total: Floats | None = None
    for group in alike.values():
        worth = np.column_stack([_worth(stream.rhythm, discount) for stream in group]) @ np.stack([s.amounts for s in group])
        weight = group[0].weight
        worth = worth if weight is None else worth * weight
        total = worth if total is None else total + worth
    if total is None:
        raise InvalidProblem(Sentence("simulation.no-streams"))
    return total


def _worth(rhythm: Floats, discount: Floats) -> Floats:
    """Σ rhythm · discount over the years, (D,)."""
    if discount.ndim == 1 or len(discount) == 1:
        value: Floats = rhythm @ discount.ravel()
        return value
    return np.asarray(np.einsum("dy,dy->d", rhythm, discount))


def expected_flows(streams: Iterable[Stream]) -> dict[str, Floats]:
    """What does each payer pay each year on average, per kind of money? One array (M, Y) per kind, in order of first appearance.

    >>> rent = Stream("rent", np.array([100.0]), np.array([[1.0, 0.0], [1.0, 1.0]]))
    >>> expected_flows([rent])["rent"].tolist()
    [[100.0, 50.0]]
    """
    found: dict[str, Floats] = {}
    for stream in streams:
        draws = stream.rhythm.shape[0]
        if stream.weight is None:
            mean = np.broadcast_to(stream.rhythm.mean(axis=0), (len(stream.amounts), stream.rhythm.shape[1]))
        else:
            mean = stream.weight.T @ stream.rhythm / draws
        flow = stream.amounts[:, None] * mean
        found[stream.kind] = found[stream.kind] + flow if stream.kind in found else flow
    return found


def yearly_totals(streams: Iterable[Stream]) -> Floats:
    """What do all payers pay together each year, in every draw? Shape (D, Y). `InvalidProblem` when there is no stream.

    >>> rent = Stream("rent", np.array([100.0, 50.0]), np.array([[1.0, 2.0]]))
    >>> yearly_totals([rent]).tolist()
    [[150.0, 300.0]]
    """
    total: Floats | None = None
    for stream in streams:
        paid = stream.amounts.sum() if stream.weight is None else (stream.weight @ stream.amounts)[:, None]
        total = stream.rhythm * paid if total is None else total + stream.rhythm * paid
    if total is None:
        raise InvalidProblem(Sentence("simulation.no-streams"))
    return total

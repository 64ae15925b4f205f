"""Direct, step-down and reciprocal allocation on sparse arrays: thousands of services in a fraction of a second."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, diags_array, hstack

from wiel.methods.allocation.exact import refuse_duplicates, refused
from wiel.methods.allocation.loops import NAMED, components, loop_in, refuse_closed_loops
from wiel.methods.allocation.simultaneous import Floats, Shares, solved, triangular
from wiel.methods.allocation.support import check_order

CENT, PRECISION = 0.01, 1e-12


@dataclass(frozen=True)
class Flows:
    """Who serves whom, as arrays. Build it with `of`, which checks it.

    `cost` in cents, shape (services,); `inner` the shares that go to services, (services, services), without own use; `outer`
    those that go to members, (services, members); rows of both together add up to 1.
    """

    cost: Floats
    inner: Shares
    outer: Shares
    names: Sequence[str]

    @classmethod
    def of(
        cls,
        cost: ArrayLike,
        giver: ArrayLike,
        receiver: ArrayLike,
        driver: ArrayLike,
        members: int,
        names: Sequence[str] | None = None,
    ) -> "Flows":
        """Flows from one row per (giver, receiver, driver).

        Receivers below the number of services are services, from there on members; drivers are counted in any unit per giver,
        not negative; own use is taken out; several rows of one pair add up. `names` of the services, or of services and
        members, for errors (their numbers if None).

        >>> Flows.of([100.0, 50.0], [0, 0, 1], [1, 2, 2], [1, 3, 7], members=1).outer.toarray().tolist()
        [[0.75], [1.0]]
        """
        own = np.asarray(cost, dtype=np.float64)
        count = len(own)
        labels = [str(number) for number in range(count + members)] if names is None else list(names)
        refuse_duplicates(labels, "services")
        labels += [str(number) for number in range(len(labels), count + members)]
        giver, receiver = np.asarray(giver, dtype=np.int64), np.asarray(receiver, dtype=np.int64)
        driver = np.asarray(driver, dtype=np.float64)
        _check(own, giver, receiver, driver, members, labels)
        keep = (giver != receiver) & (driver > 0)
        _check_self(giver, receiver, driver, keep, labels, count)
        counted = csr_array((driver[keep], (giver[keep], receiver[keep])), shape=(count, count + members))
        shares = _rows_to_one(counted)
        return cls(own, shares[:, :count].tocsr(), shares[:, count:].tocsr(), labels[:count])


def _check(
    cost: Floats, giver: NDArray[np.int64], receiver: NDArray[np.int64], driver: Floats, members: int, names: Sequence[str]
) -> None:
    for place in np.flatnonzero(~np.isfinite(cost))[:1]:
        raise refused("not-a-number", where=f"{names[place]}, cost", value=str(cost[place]))
    if not (len(giver) == len(receiver) == len(driver)):
        raise refused("wrong-shape", where="flows", shape="giver, receiver, driver")
    beyond = (giver < 0) | (giver >= len(cost)) | (receiver < 0) | (receiver >= len(cost) + members)
    for row in np.flatnonzero(beyond)[:1]:
        raise refused("unknown-receiver", receiver=f"{giver[row]} → {receiver[row]}", known=[f"0 … {len(cost) + members - 1}"])
    for row in np.flatnonzero(~np.isfinite(driver))[:1]:
        raise refused("not-a-number", where=f"{names[giver[row]]}, {names[receiver[row]]}", value=str(driver[row]))
    for row in np.flatnonzero(driver < 0)[:1]:
        raise refused("negative-weight", where=f"{names[giver[row]]}, {names[receiver[row]]}", value=str(driver[row]))


def _check_self(
    giver: NDArray[np.int64],
    receiver: NDArray[np.int64],
    driver: Floats,
    keep: NDArray[np.bool_],
    names: Sequence[str],
    services: int,
) -> None:
    given = np.bincount(giver[keep], minlength=services) > 0
    for service in np.flatnonzero(~given)[:1]:
        own = driver[(giver == service) & (receiver == service)].sum()
        raise refused("feeds-only-itself", service=names[service]) if own else refused("key-sums-to-zero", where=names[service])


def _rows_to_one(matrix: Shares) -> Shares:
    whole = np.asarray(matrix.sum(axis=1), dtype=np.float64)
    return csr_array(diags_array(np.divide(1.0, whole, out=np.zeros_like(whole), where=whole > 0)) @ matrix)


def _through(shares: Shares, gross: Floats) -> Floats:
    """What each receiver gets when every giver passes its gross cost on by these shares."""
    return np.asarray(shares.T @ gross, dtype=np.float64)


@dataclass(frozen=True)
class FlowAllocation:
    """What passes through each service (`gross`) and what each member receives, in cents.

    `residual` is the largest equation error in cents, `rounds` the refinements that it took.
    """

    algorithm: str
    gross: Floats
    received: Floats
    residual: float
    rounds: int


def direct_flows(flows: Flows) -> FlowAllocation:
    """``alloc.direct`` on arrays: x = transpose(P_SM with rows made 1) b.

    >>> direct_flows(Flows.of([100.0], [0, 0], [1, 2], [1, 3], members=2)).received.tolist()
    [25.0, 75.0]
    """
    unserved = np.flatnonzero(np.diff(flows.outer.indptr) == 0)
    if len(unserved):
        first = unserved[0]
        receivers = flows.inner.indices[flows.inner.indptr[first] : flows.inner.indptr[first + 1]][:20]
        raise refused("no-member-served", service=flows.names[first], receivers=[flows.names[r] for r in receivers])
    return FlowAllocation("alloc.direct", flows.cost, _through(_rows_to_one(flows.outer), flows.cost), 0.0, 0)


def step_down_flows(flows: Flows, order: ArrayLike) -> FlowAllocation:
    """``alloc.step-down`` on arrays: one triangular solve of the services in `order` (their numbers, each once).

    >>> flows = Flows.of([100.0, 50.0], [0, 0, 1, 1], [1, 2, 0, 2], [2, 8, 5, 5], members=1)
    >>> step_down_flows(flows, [0, 1]).gross.tolist()
    [100.0, 70.0]
    """
    turns = np.asarray(order, dtype=np.int64)
    if not np.array_equal(np.sort(turns), np.arange(len(flows.cost))):
        check_order([str(number) for number in range(len(flows.cost))], [str(turn) for turn in turns])
    later = _later_only(flows, turns)
    empty = np.flatnonzero(np.diff(later.indptr) == 0)
    if len(empty):
        raise refused("no-receiver-left", service=flows.names[empty[0]], order=[flows.names[turn] for turn in turns[:20]])
    shares = _rows_to_one(later)
    count = len(turns)
    gross = triangular(shares[:, :count].tocsr(), turns, flows.cost)
    return FlowAllocation("alloc.step-down", gross, _through(shares[:, count:].tocsr(), gross), 0.0, 1)


def _later_only(flows: Flows, turns: NDArray[np.int64]) -> Shares:
    turn = np.empty_like(turns)
    turn[turns] = np.arange(len(turns))
    inner = flows.inner.tocoo()
    later = turn[inner.col] > turn[inner.row]
    kept = csr_array((inner.data[later], (inner.row[later], inner.col[later])), shape=inner.shape)
    return csr_array(hstack([kept, flows.outer]))


def reciprocal_flows(flows: Flows) -> FlowAllocation:
    """What does each member pay when thousands of services serve one another all at once? ``alloc.reciprocal`` on arrays.

    g = b + transpose(P_SS) g; x = transpose(P_SM) g. The equations hold within 0.01 cent (`residual` says how well) and what
    leaves equals what came in; circles that keep all, or nearly all, of their output are refused and named.

    >>> flows = Flows.of([100.0, 50.0], [0, 0, 1, 1], [1, 2, 0, 2], [2, 8, 5, 5], members=1)
    >>> reciprocal_flows(flows).received.round(6).tolist()
    [150.0]
    """
    inner, outer = flows.inner.tocoo(), flows.outer.tocoo()
    giver = np.concatenate([inner.row, outer.row]).astype(np.int64)
    receiver = np.concatenate([inner.col, outer.col + len(flows.cost)]).astype(np.int64)
    refuse_closed_loops(giver, receiver, flows.names)
    found = solved(flows.inner, flows.cost)
    received = _through(flows.outer, found.values)
    gap = float(flows.cost.sum() - received.sum())
    if not (found.accepted and abs(gap) <= max(CENT, PRECISION * float(np.abs(flows.cost).sum()))):
        raise refused("nearly-closed", loop=_tightest_loop(flows, giver, receiver))
    sizes = np.abs(received)
    # The last digits that floating point lost are spread over all, so that the parts can be rounded to the exact total.
    closed = received + gap * sizes / (sizes.sum() or 1.0)
    return FlowAllocation("alloc.reciprocal", found.values, closed, found.residual, found.rounds)


def _tightest_loop(flows: Flows, giver: NDArray[np.int64], receiver: NDArray[np.int64]) -> str:
    """The loop in the component that lets the smallest share out."""
    inner = flows.inner.tocoo()
    label = components(inner.row.astype(np.int64), inner.col.astype(np.int64), len(flows.cost))
    leak = np.asarray(flows.outer.sum(axis=1), dtype=np.float64)
    crossing = label[inner.row] != label[inner.col]
    np.add.at(leak, inner.row[crossing], inner.data[crossing])
    widest = np.zeros(len(leak))
    np.maximum.at(widest, label, leak)
    loop = loop_in(np.flatnonzero(label == np.argmin(widest[: label.max() + 1])), giver, receiver)
    return " → ".join(flows.names[place] for place in [*loop[:NAMED], loop[0]])

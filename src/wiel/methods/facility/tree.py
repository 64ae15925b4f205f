"""Branch and bound on the Lagrangean relaxation: a proof that no plan is cheaper, or a better bound when the work runs out."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.certificate import Certificate, Decision, Leaf
from wiel.methods.facility.problem import Floats, Ints
from wiel.methods.facility.relaxation import Point, Relaxation

Fix = NDArray[np.int8]
Round = Callable[[Floats], float]

TRIED, TRIAL_STEPS, NODE_STEPS = 8, 60, 250
MOST_CUTS = 3000
# Where the cost of no plan is known, parts are raised to at most this share above the weakest.
ABOVE = 0.02
_INTEGRAL = 1e-3


@dataclass(order=True)
class Node:
    """A part of the plans: the columns fixed there and where the ascent stands."""

    bound: float
    number: int
    point: Point = field(compare=False)
    decided: tuple[tuple[int, int], ...] = field(compare=False)
    fix: Fix | None = field(compare=False, default=None)


class Tree:
    """Best-first search. `upper` is the cost of the best plan known; `tolerance` the difference that counts as none."""

    def __init__(self, relaxation: Relaxation, root: Point, upper: float, tolerance: float, rounding: Round) -> None:
        self.relaxation, self.upper, self.tolerance, self.rounding = relaxation, upper, tolerance, rounding
        self.closed: list[Node] = []
        self.open: list[Node] = [Node(root.bound, 0, root, ())]
        self.made = 1

    @property
    def target(self) -> float:
        """The bound from which a part needs no further look."""
        return self.upper - self.tolerance

    @property
    def bound(self) -> float:
        """No plan is cheaper than this, or than the best plan known."""
        return min([node.bound for node in self.open] + [node.bound for node in self.closed], default=np.inf)

    def restart(self, root: Point) -> None:
        """Begin again from a better root."""
        self.closed, self.open = [], [Node(root.bound, 0, root, ())]

    def grow(self, enough: Callable[[], bool]) -> None:
        """Split the weakest part until every part is proven or there has been enough."""
        while self.open and not enough():
            node = heapq.heappop(self.open)
            if node.bound >= self.target:
                self.closed.append(node)
                continue
            self._improve(node)
            if node.bound >= self.target:
                self.closed.append(node)
                continue
            column = self._choose(node)
            if column is None:
                self._settle(node)
                continue
            for value in (1, 0):
                self._child(node, column, value)

    def _fixed(self, node: Node) -> Fix:
        """The columns fixed in a part, kept with it."""
        if node.fix is None:
            node.fix = self._fix(node.decided)
        return node.fix

    def revalue(self) -> None:
        """Count every part anew, after costs have changed."""
        self.open, self.closed = self.open + self.closed, []
        for node in self.open:
            node.point.bound = node.bound = self.relaxation.value(node.point.price, self._fixed(node))[0]
        heapq.heapify(self.open)

    def raise_near(self, margin: float, steps: int) -> None:
        """Raise the prices of the parts whose bound lies within `margin` of the weakest."""
        aim = self.bound + margin
        for node in self.open:
            if node.bound < aim:
                self.relaxation.raise_bound(node.point, aim, steps, step=0.1, blend=0.02, fix=self._fixed(node))
                node.bound = node.point.bound
        heapq.heapify(self.open)

    def usage(self, heat: float) -> Floats:
        """How much packages and pairs are used, averaged over the parts; weights fall off by e per `heat` above the weakest."""
        above = np.array([node.bound for node in self.open]) - self.bound
        weight = np.exp(-above / heat)
        weight /= weight.sum()
        columns = np.stack([node.point.average[: self.relaxation.first_arc] for node in self.open])
        used: Floats = weight @ columns
        return used

    def split(self, times: int) -> None:
        """Split the weakest parts, as long as they leave something undecided, after costs have changed: no plan's cost is known then."""
        self.upper = self.bound + ABOVE * abs(self.bound)
        for _ in range(times):
            node = heapq.heappop(self.open)
            column = self._choose(node)
            if column is None:
                heapq.heappush(self.open, node)
                return
            for value in (1, 0):
                self._child(node, column, value)

    def _fix(self, decided: tuple[tuple[int, int], ...]) -> Fix:
        """The columns fixed by decisions and by what they entail: who serves is joined, what is joined is open."""
        net = self.relaxation.net
        fix = net.fix.copy()
        for column, value in decided:
            fix[column] = value
            if value == 1 and column >= self.relaxation.first_arc:
                self._alone(fix, column)
                column = net.packages + int(net.arc_pair[column - self.relaxation.first_arc])
                fix[column] = 1
            if value == 1 and column >= net.packages:
                fix[net.pair_package[column - net.packages]] = 1
        return self._agreed(fix) if len(net.agreement_arcs) else fix

    def _alone(self, fix: Fix, column: int) -> None:
        """The arc decided on serves its demand, so no other arc does."""
        net, first = self.relaxation.net, self.relaxation.first_arc
        d = net.demand[column - first]
        fix[first + net.demand_arc[net.demand_ptr[d] : net.demand_ptr[d + 1]]] = 0
        fix[column] = 1

    def _agreed(self, fix: Fix) -> Fix:
        """Agreements where a side cannot be served so are ruled out; where both sides are, they hold."""
        net, first = self.relaxation.net, self.relaxation.first_arc
        served = np.where(self._reachable(fix, first, first + net.arcs), fix[first : first + net.arcs], 0)[net.agreement_arcs]
        agreements = fix[first + net.arcs :]
        agreements[(served == 0).any(axis=1)] = 0
        agreements[(served == 1).all(axis=1)] = 1
        return fix

    def _improve(self, node: Node) -> None:
        fix = self._fix(node.decided)
        self.relaxation.raise_bound(node.point, self.target, NODE_STEPS, step=0.1, blend=0.02, fix=fix)
        self.upper = min(self.upper, self.rounding(node.point.average))
        if node.number % 8 == 0 and len(self.relaxation.sets) < MOST_CUTS and self.relaxation.separate(node.point.average, 0.05):
            self.relaxation.raise_bound(node.point, self.target, NODE_STEPS, step=0.1, blend=0.02, fix=fix)
        node.bound = max(node.bound, node.point.bound)

    def _choose(self, node: Node) -> int | None:
        """The column whose fixing raises the weaker child most, tried on the most undecided packages, pairs, then arcs."""
        net, fix = self.relaxation.net, self._fix(node.decided)
        spans = (
            (0, net.packages),
            (net.packages, self.relaxation.first_arc),
            (self.relaxation.first_arc, self.relaxation.first_arc + net.arcs),
        )
        for first, last in spans:
            share = node.point.average[first:last]
            undecided = np.minimum(share, 1.0 - share) * (fix[first:last] < 0) * self._reachable(fix, first, last)
            if undecided.max(initial=0.0) > _INTEGRAL:
                order = first + np.argsort(-undecided * np.sqrt(self._weight(first, last)), kind="stable")[:TRIED]
                return self._try(node, [int(c) for c in order if undecided[c - first] > _INTEGRAL])
        free = np.flatnonzero(
            (fix[: self.relaxation.first_arc + net.arcs] < 0) & self._reachable(fix, 0, self.relaxation.first_arc + net.arcs)
        )
        return int(free[0]) if len(free) else None

    def _reachable(self, fix: Fix, first: int, last: int) -> NDArray[np.bool_]:
        """Columns that are not ruled out by a closed package or a pair that is not joined."""
        net = self.relaxation.net
        pair = (fix[net.packages : self.relaxation.first_arc] != 0) & (fix[net.pair_package] != 0)
        return np.concatenate([np.ones(net.packages, bool), fix[net.pair_package] != 0, pair[net.arc_pair]])[first:last]

    def _weight(self, first: int, last: int) -> Floats:
        """What a column and everything under it costs, so that heavy ones are tried first."""
        net = self.relaxation.net
        if first == 0:
            return (
                net.cost[: net.packages]
                + np.bincount(net.pair_package, net.cost[net.packages : self.relaxation.first_arc], net.packages)
                + 1.0
            )
        return net.cost[first:last] + 1.0

    def _try(self, node: Node, candidates: list[int]) -> int:
        """Make short ascents on both sides of every candidate; return the one with the best product of gains."""
        best, most = candidates[0], -1.0
        for column in candidates if len(candidates) > 1 else []:
            gains = []
            for value in (0, 1):
                trial = node.point.copy()
                fix = self._fix((*node.decided, (column, value)))
                self.relaxation.raise_bound(trial, self.target, TRIAL_STEPS, step=0.1, blend=0.05, fix=fix)
                gains.append(max(min(trial.bound, self.target) - node.bound, 1e-6 * abs(self.upper)))
            if gains[0] * gains[1] > most:
                best, most = column, gains[0] * gains[1]
        return best

    def _child(self, node: Node, column: int, value: int) -> None:
        decided = (*node.decided, (column, value))
        child = Node(node.bound, self.made, node.point.copy(), decided)
        self.made += 1
        self.relaxation.raise_bound(child.point, self.target, NODE_STEPS, step=0.1, blend=0.02, fix=self._fix(decided))
        child.bound = child.point.bound
        heapq.heappush(self.open, child)

    def _settle(self, node: Node) -> None:
        """Everything is decided: the ascent converges to the cost of the one plan left, or beyond every bound when it breaks a rule."""
        fix = self._fix(node.decided)
        self.upper = min(self.upper, self.rounding((fix == 1).astype(float)))
        self.relaxation.raise_bound(node.point, self.target, 40 * NODE_STEPS, step=1.0, blend=0.1, fix=fix)
        node.bound = node.point.bound
        self.closed.append(node)

    def certificate(self, bound: float) -> Certificate:
        """The proof of `bound`: every part with its prices."""
        nodes = self.closed + self.open
        return Certificate(
            bound,
            self.relaxation.cuts(),
            tuple(self.relaxation.prices(node.point.price) for node in nodes),
            tuple(Leaf(tuple(self._decision(c, v) for c, v in node.decided), i) for i, node in enumerate(nodes)),
        )

    def _decision(self, column: int, value: int) -> Decision:
        net = self.relaxation.net
        if column < net.packages:
            return "open", (column,), value == 1
        if column < self.relaxation.first_arc:
            p = column - net.packages
            return "join", (int(net.pair_member[p]), int(net.pair_package[p])), value == 1
        arc = column - self.relaxation.first_arc
        d, p = net.demand[arc], net.arc_pair[arc]
        return "serve", (int(net.demand_member[d]), int(net.demand_function[d]), int(net.pair_package[p])), value == 1


def undecided_plan(average: Floats, arcs_of: tuple[Ints, Ints], first_arc: int) -> Ints:
    """For each demand the arc with the greatest share in a fractional solution."""
    start, arc = arcs_of
    order = np.lexsort((-average[first_arc + arc], np.repeat(np.arange(len(start) - 1), np.diff(start))))
    return arc[order][start[:-1]]

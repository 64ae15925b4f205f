"""How what opening and joining a shared package costs is divided over the blocks that it serves, and moved to where it is used.

The bounds of the blocks add up to a bound of the whole for every division. The sum is greatest where all blocks agree on what is open and
joined: as long as they do not, a block that uses a package more than the others bears more of it in the next step. Every block keeps the
parts into which its plans were split, with their prices, so that after a step only prices are raised and hardly anything is proven anew.

Source: M. Guignard, S. Kim, "Lagrangean decomposition", Mathematical Programming 39 (1987); F. Barahona, R. Anbil, "The volume
algorithm", Mathematical Programming 87 (2000).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from wiel.methods.facility.blocks import SubProblem
from wiel.methods.facility.layout import Layout
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.tree import Tree

# Slightly less than all is divided, so that rounding never makes the blocks bear more than there is.
WHOLE = 1.0 - 1e-12
# The step starts at this share of what reaches the aim, grows and shrinks by these factors, the latter after so many steps without gain.
FIRST_STEP, LONGER, SHORTER, PATIENCE = 0.06, 1.05, 0.7, 4
# The bound is aimed at this share of the cost of the best plan; usage is smoothed over about three steps.
AIM, SMOOTH = 0.995, 0.7
# Parts within so many euro of the weakest, relative to the least of a block, are raised; the weights of parts fall off by a share of that.
NEAR, HEAT = 0.004, 0.2
STEPS, SPLIT_EVERY, SPLITS = 30, 10, 3


@dataclass(frozen=True, eq=False)
class Shared:
    """What several blocks use: entry e is column `column[e]` of block `block[e]` and bears part of item `item[e]`, of `total[item]` euro."""

    item: Ints
    block: Ints
    column: Ints
    total: Floats

    def level(self, values: Floats) -> Floats:
        """Per entry the mean of its item."""
        count = np.bincount(self.item, minlength=len(self.total))
        mean: Floats = (np.bincount(self.item, values, len(self.total)) / count)[self.item]
        return mean

    def divided(self, amounts: Floats) -> Floats:
        """The nearest amounts of zero or more that add up to the total of each item, but for a trifle.

        Source: C. Michelot, "A finite algorithm for finding the projection of a point onto the canonical simplex of R^n", *Journal of
        Optimization Theory and Applications* 50 (1986).
        """
        bears = np.ones(len(amounts), bool)
        while True:
            asked = np.bincount(self.item, np.where(bears, amounts, 0.0), len(self.total))
            lacking = (self.total - asked) / np.bincount(self.item, bears, len(self.total))
            found = np.where(bears, amounts + lacking[self.item], 0.0)
            if found.min(initial=0.0) >= 0.0:
                return found * WHOLE
            bears &= found > 0.0


def shared_by(problem: FacilityProblem, parts: Sequence[SubProblem], nets: Sequence[Layout]) -> Shared:
    """The packages, and pairs of member and package, that more than one block can use."""
    item, block, column = [], [], []
    for number, (sub, net) in enumerate(zip(parts, nets, strict=True)):
        package = sub.packages[net.pair_package]
        item += [sub.packages, problem.packages * (1 + net.pair_member) + package]
        block.append(np.full(net.packages + net.pairs, number))
        column.append(np.arange(net.packages + net.pairs))
    every = np.concatenate(item)
    several = np.bincount(every)[every] > 1
    items, place = np.unique(every[several], return_inverse=True)
    total = np.concatenate([problem.open_cost, problem.join_cost.ravel()])[items]
    return Shared(place, np.concatenate(block)[several], np.concatenate(column)[several], total)


class Division:
    """The amounts that blocks bear, with the parts of their plans; `run` moves the amounts and splits parts until there has been enough."""

    def __init__(self, shared: Shared, nets: Sequence[Layout], trees: Sequence[Tree], pool: Executor) -> None:
        self.shared, self.nets, self.trees, self.pool = shared, nets, trees, pool
        self.own = [np.flatnonzero(shared.block == number) for number in range(len(trees))]
        self.amounts = np.empty(len(shared.item))
        for net, own in zip(nets, self.own, strict=True):
            self.amounts[own] = net.cost[shared.column[own]]
        self.bound = sum(tree.bound for tree in trees)
        self.best = self.amounts

    def run(self, upper: float, enough: Callable[[], bool]) -> None:
        """Raise the sum of the bounds; the blocks stay at the best amounts."""
        step, weak, turn, usage = FIRST_STEP, 0, 0, np.zeros(0)
        while len(self.amounts) and not enough():
            bound, fresh = self._turn()
            weak = 0 if bound > self.bound else weak + 1
            if not weak:
                self.bound, self.best = bound, self.amounts
            step *= LONGER if not weak else SHORTER if weak % PATIENCE == 0 else 1.0
            usage = SMOOTH * usage + (1 - SMOOTH) * fresh if len(usage) else fresh
            apart = usage - self.shared.level(usage)
            length = step * (AIM * upper - self.bound) / max(float(apart @ apart), 1e-9)
            start = self.best if weak and weak % (2 * PATIENCE) == 0 else self.amounts
            self._bear(self.shared.divided(start + length * apart))
            turn += 1
            if turn % SPLIT_EVERY == 0:
                list(self.pool.map(lambda tree: tree.split(SPLITS), self.trees))
        self._bear(self.best)
        list(self.pool.map(Tree.revalue, self.trees))

    def _bear(self, amounts: Floats) -> None:
        """Write what each block bears into its costs."""
        self.amounts = amounts
        for net, own in zip(self.nets, self.own, strict=True):
            net.cost[self.shared.column[own]] = amounts[own]

    def _turn(self) -> tuple[float, Floats]:
        """The sum of the bounds at the amounts as they are, and how much each entry is used."""

        def raised(tree: Tree) -> Floats:
            """One block."""
            tree.revalue()
            tree.raise_near(NEAR * abs(tree.bound), STEPS)
            return tree.usage(HEAT * NEAR * abs(tree.bound))

        usage = np.empty(len(self.amounts))
        for own, columns in zip(self.own, self.pool.map(raised, self.trees), strict=True):
            usage[own] = columns[self.shared.column[own]]
        return sum(tree.bound for tree in self.trees), usage

"""Solves a landscape block by block: a bound that is the sum of the blocks' bounds, and plans improved one block at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np

from wiel.methods.facility.annealing import Annealing, Best
from wiel.methods.facility.blocks import SubProblem, anew, own_plan, part, replaced, shares
from wiel.methods.facility.budget import Budget, Meter, SliceBudget, WorkBudget
from wiel.methods.facility.certificate import Block, Certificate
from wiel.methods.facility.division import Division, shared_by
from wiel.methods.facility.layout import Layout
from wiel.methods.facility.plan import plan_of
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.relaxation import Relaxation
from wiel.methods.facility.solution import Solution
from wiel.methods.facility.tree import Tree, undecided_plan

Solver = Callable[[FacilityProblem, int, Budget, Ints | None], Solution]

SIDE_BY_SIDE = 2
# At most this share of the work goes into solving the blocks once; the rest moves what they share to where it is used.
FIRST = 0.6
# Work for solving one block anew, in units per demand.
ANEW = 1000.0


class Proof(Protocol):
    """A block that was solved: its best plan, and the parts into which its plans were split with their bounds."""

    net: Layout
    tree: Tree
    best: Best
    relaxation: Relaxation


Prover = Callable[[FacilityProblem, int, Budget], Proof]


def bound_by_blocks(
    net: Layout, blocks: list[Ints], red: Floats, seed: int, budget: SliceBudget, upper: float, prover: Prover
) -> tuple[Certificate, Ints]:
    """The certificate that adds up the blocks, and the plan that joins the blocks' plans. `red` gives a first division of what blocks
    share, `upper` is the cost of a plan of the whole."""
    parts = [part(net, functions, *costs) for functions, costs in zip(blocks, shares(net, blocks, red), strict=True)]
    waves = -(-len(parts) // SIDE_BY_SIDE)

    def solved(number: int) -> Proof:
        """One block."""
        wave = number // SIDE_BY_SIDE
        return prover(parts[number].problem, seed, SliceBudget(budget, FIRST * wave / waves, FIRST * (wave + 1) / waves))

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        proofs = list(pool.map(solved, range(len(parts))))
        nets = [proof.net for proof in proofs]
        division = Division(shared_by(net.problem, parts, nets), nets, [proof.tree for proof in proofs], pool)
        division.run(upper, _enough(budget.meter(0.0, 1.0), proofs))
    arcs = net.demand_arc[net.demand_ptr[:-1]].copy()
    for sub, proof in zip(parts, proofs, strict=True):
        average = min(proof.tree.open).point.average
        own = undecided_plan(average, (proof.net.demand_ptr, proof.net.demand_arc), proof.relaxation.first_arc)
        arcs = replaced(net, sub, plan_of(own, proof.net).served_by, arcs)
    return Certificate(division.bound, blocks=tuple(_block(sub, proof) for sub, proof in zip(parts, proofs, strict=True))), arcs


def _enough(meter: Meter, proofs: Sequence[Proof]) -> Callable[[], bool]:
    """Whether the meter is full; spends what the relaxations of the blocks have done since it was last asked."""
    spent = [0.0]

    def enough() -> bool:
        """Whether there has been enough."""
        total = sum(proof.relaxation.spent for proof in proofs)
        meter.spend((total - spent[0]) / SIDE_BY_SIDE)
        spent[0] = total
        return meter.share() >= 1.0

    return enough


def _block(sub: SubProblem, proof: Proof) -> Block:
    """The block with the costs that it bears now."""
    net = proof.net
    functions, packages = (tuple(int(i) for i in numbers) for numbers in (sub.functions, sub.packages))
    join = np.zeros_like(sub.problem.join_cost)
    join[net.pair_member, net.pair_package] = net.cost[net.packages : net.packages + net.pairs]
    return Block(functions, packages, net.cost[: net.packages].copy(), join, proof.tree.certificate(proof.tree.bound))


def improve_by_blocks(net: Layout, blocks: list[Ints], best: Best, seed: int, meter: Meter, solver: Solver) -> None:
    """Solve blocks anew in turn, two at a time, until a whole pass gains nothing or the meter is full; `best` is improved in place."""
    annealing = Annealing(net, seed)
    order, gained, turn = [int(b) for b in np.random.default_rng(seed).permutation(len(blocks))], True, 0
    while gained and meter.share() < 1.0:
        gained = False
        for first in range(0, len(order), SIDE_BY_SIDE):
            if meter.share() >= 1.0:
                return
            turn += 1
            chosen = [blocks[b] for b in order[first : first + SIDE_BY_SIDE]]
            gained = _step(net, chosen, best, annealing, seed + turn, meter, solver) or gained


def _step(net: Layout, chosen: list[Ints], best: Best, annealing: Annealing, seed: int, meter: Meter, solver: Solver) -> bool:
    """Solve some blocks anew side by side, then take over what is cheaper one after another."""
    subs = [anew(net, functions, best.arcs) for functions in chosen]

    def solved(sub: SubProblem) -> Solution:
        """One block anew."""
        return solver(
            sub.problem,
            seed,
            WorkBudget(ANEW * len(sub.demands), stopped=lambda: meter.share() >= 1.0),
            own_plan(net, sub, best.arcs),
        )

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        answers = list(pool.map(solved, subs))
    gained = False
    for sub, answer in zip(subs, answers, strict=True):
        meter.spend(ANEW * len(sub.demands) / SIDE_BY_SIDE)
        arcs = replaced(net, sub, answer.plan.served_by, best.arcs)
        cost = annealing.cost(arcs)
        if cost < best.cost - 1e-7 * abs(best.cost):
            best.arcs, best.cost, gained = arcs, cost, True
    return gained

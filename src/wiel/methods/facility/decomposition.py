"""Solves a landscape block by block: a bound that is the sum of the blocks' bounds, and plans improved one block at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from wiel.methods.facility.annealing import Annealing, Best
from wiel.methods.facility.blocks import SubProblem, anew, own_plan, part, replaced, shares
from wiel.methods.facility.budget import Budget, Meter, SliceBudget, WorkBudget
from wiel.methods.facility.certificate import Block, Certificate
from wiel.methods.facility.layout import Layout
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.solution import Solution

Solver = Callable[[FacilityProblem, int, Budget, Ints | None], Solution]

SIDE_BY_SIDE = 2
# Work for solving one block anew, in units per demand.
ANEW = 1000.0


def bound_by_blocks(
    net: Layout, blocks: list[Ints], red: Floats, seed: int, budget: SliceBudget, solver: Solver
) -> tuple[Certificate, Ints]:
    """The certificate that adds up the blocks, and the plan that joins the blocks' plans. `red` divides what blocks share."""
    parts = [part(net, functions, *costs) for functions, costs in zip(blocks, shares(net, blocks, red), strict=True)]
    waves = -(-len(parts) // SIDE_BY_SIDE)

    def solved(number: int) -> Solution:
        """One block."""
        wave = number // SIDE_BY_SIDE
        return solver(parts[number].problem, seed, SliceBudget(budget, wave / waves, (wave + 1) / waves), None)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        answers = list(pool.map(solved, range(len(parts))))
    arcs = net.demand_arc[net.demand_ptr[:-1]].copy()
    for sub, answer in zip(parts, answers, strict=True):
        arcs = replaced(net, sub, answer.plan.served_by, arcs)
    proof = tuple(_block(sub, answer) for sub, answer in zip(parts, answers, strict=True))
    return Certificate(sum(answer.bound for answer in answers), blocks=proof), arcs


def _block(sub: SubProblem, answer: Solution) -> Block:
    functions, packages = (tuple(int(i) for i in numbers) for numbers in (sub.functions, sub.packages))
    return Block(functions, packages, sub.problem.open_cost, sub.problem.join_cost, answer.certificate)


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

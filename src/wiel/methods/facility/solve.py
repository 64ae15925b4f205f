"""The target landscape: the best plan found, a proven lower bound and the proof."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from wiel.methods.facility.annealing import Annealing, Best
from wiel.methods.facility.blocks import LARGEST_BLOCK, WITHIN, blocks_of, within
from wiel.methods.facility.budget import Budget, Meter, News, SliceBudget, WorkBudget
from wiel.methods.facility.certificate import Certificate
from wiel.methods.facility.conflicts import feasible_arcs
from wiel.methods.facility.decomposition import bound_by_blocks, improve_by_blocks
from wiel.methods.facility.layout import Layout, layout
from wiel.methods.facility.plan import arcs_of, plan_of
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.relaxation import Relaxation, RootAscent
from wiel.methods.facility.solution import Solution
from wiel.methods.facility.tree import Tree, undecided_plan

TOLERANCE = 1e-7
DEFAULT_WORK = 2_000_000.0
FIRST_MOVES = 60
POLISH_CHUNKS = 2
MANY_ARCS = 20_000
MANY_CONSTRAINED = 3_000
# The last temperature is the first divided by this; arcs dearer than WIDE times the first by their prices are not picked.
COLD, WIDE = 12.0, 4.0
# The long search cools from HOT to WARM times that temperature, the polish of the last part of the work from WARM to COLDEST.
HOT, WARM, COLDEST, POLISH_FROM = 1.4, 0.25, 0.025, 0.92


def solve(problem: FacilityProblem, seed: int = 0, budget: Budget | None = None) -> Solution:
    """Which plan is cheapest, and how far can it be from the best?

    Runs two strands side by side in three rounds: annealing for good plans, and cuts, prices and splitting for the bound; they
    exchange what they know only between rounds, so that with a `WorkBudget` the answer depends on problem, seed and work alone.

    Raises `Infeasible` with an irreducible set of constraint names when no plan obeys all constraints.
    """
    budget = WorkBudget(DEFAULT_WORK) if budget is None else budget
    net = layout(problem)
    run = _Run(net, seed, budget, _first_plan(problem, net))
    run.first_round(budget.meter(0.0, 0.1), budget.meter(0.0, 0.15))
    blocks = blocks_of(net) if _may_split(net) and not run.proven else []
    if len(blocks) > 1 and within(net, blocks) >= WITHIN:
        run.by_blocks(blocks)
        return run.solution()
    run.more_rounds()
    return run.solution()


def warm_up() -> None:
    """Have the kernels compiled or loaded, so that a time limit measures work; the first time on a machine this takes some time."""
    k = np.arange(2)
    tiny = FacilityProblem(
        np.ones(2), np.ones((1, 2)), 3, np.zeros(6, np.int64), np.repeat(np.arange(3), 2), np.tile(k, 3), np.ones(6)
    )
    _solve_whole(tiny, 0, WorkBudget(1000.0))
    relaxation = Relaxation(layout(tiny))
    relaxation.separate(np.full(len(relaxation.net.cost), 0.5))


def _first_plan(problem: FacilityProblem, net: Layout) -> Ints:
    """A plan that obeys every constraint: in large problems by annealing if that finds one, else as `conflicts` does."""
    if problem.constrained and net.arcs > MANY_CONSTRAINED and (np.diff(net.demand_ptr) > 0).all():
        annealing, heat = Annealing(net, 0), _heat(net)
        start = annealing.first()
        found = Best(start)

        def share() -> float:
            """How far the attempt is."""
            return annealing.moves / (FIRST_MOVES * net.demands)

        annealing.run(found, start, heat, heat / COLD, share)
        if found.cost < np.inf:
            return found.arcs
    return feasible_arcs(problem, net)


def _solve_whole(problem: FacilityProblem, seed: int, budget: Budget, served_by: Ints | None = None) -> Solution:
    """As `solve`, for a part of a landscape without side constraints, from a plan where there is one; proving goes before searching."""
    return _proven(problem, seed, budget, served_by).solution()


def _proven(problem: FacilityProblem, seed: int, budget: Budget, served_by: Ints | None = None) -> "_Run":
    net = layout(problem)
    run = _Run(net, seed, budget, net.demand_arc[net.demand_ptr[:-1]])
    if served_by is not None:
        arcs = arcs_of(served_by, net)
        run.best = Best(arcs, run.annealing.cost(arcs))
    run.first_round(budget.meter(0.0, 0.1), budget.meter(0.0, 0.3))
    run.prove_only(budget.meter(0.3, 1.0))
    return run


def _may_split(net: Layout) -> bool:
    """Side constraints and couplings tie functions together; small problems need no splitting."""
    return not len(net.sides) and net.problem.functions > 2 * LARGEST_BLOCK


class _Run:
    """The state of one solve."""

    def __init__(self, net: Layout, seed: int, budget: Budget, start: Ints) -> None:
        self.net, self.budget, self.seed = net, budget, seed
        self.annealing, self.rounding = Annealing(net, 2 * seed), Annealing(net, 2 * seed + 1)
        start = self.annealing.first() if not net.problem.constrained else start
        self.best = Best(start, self.annealing.cost(start))
        self.heat = _heat(net)
        self.relaxation = Relaxation(net)
        self.root = RootAscent(self.relaxation, 600 if net.arcs < MANY_ARCS else 1500)
        self.tree: Tree
        self.proof: Certificate | None = None
        self.done = False

    @property
    def proven(self) -> bool:
        """Whether the best plan is proven to be optimal."""
        return self.best.cost - min(self.tree.bound, self.best.cost) <= 2 * self.tree.tolerance

    def first_round(self, moving: Meter, pricing: Meter) -> None:
        """A first good plan, and the bound of the root with cuts."""
        fresh = Best(self.best.arcs, self.best.cost)
        most = FIRST_MOVES * self.net.demands

        def share() -> float:
            """How far the search is."""
            moving.spend(self.annealing.chunk)
            return max(moving.share(), (self.annealing.moves + self.annealing.chunk) / most)

        with ThreadPoolExecutor(1) as pool:
            search = pool.submit(self.annealing.run, fresh, self.best.arcs, self.heat, self.heat / COLD, share)
            self.root.run(self.best.cost, self._enough(pricing))
            search.result()
        self.best = fresh
        self.tree = Tree(self.relaxation, self.root.point, self.best.cost, self._tolerance(), self._round)
        self._guide()
        self._report(moving.share())

    def _enough(self, meter: Meter) -> Callable[[], bool]:
        """Whether the strand of the bound has done its work; spends what the relaxation has done since it was last asked."""
        spent = [self.relaxation.spent]

        def enough() -> bool:
            """Whether the meter is full."""
            meter.spend(self.relaxation.spent - spent[0])
            spent[0] = self.relaxation.spent
            return meter.share() >= 1.0

        return enough

    def _tolerance(self) -> float:
        return TOLERANCE * max(self.best.cost, 1e-6)

    def _guide(self) -> None:
        """Let the search pick from arcs that the prices do not rule out in practice."""
        net = self.net
        _, red, _ = self.relaxation.value(self.root.point.price, net.fix)
        first = net.packages + net.pairs
        arc = red[first : first + net.arcs]
        pair = red[net.packages : first] + np.bincount(net.arc_pair, np.minimum(arc, 0.0), net.pairs)
        package = red[: net.packages] + np.bincount(net.pair_package, np.minimum(pair, 0.0), net.packages)
        forced = (
            np.maximum(arc, 0.0) + np.maximum(pair, 0.0)[net.arc_pair] + np.maximum(package, 0.0)[net.pair_package[net.arc_pair]]
        )
        self.annealing.limit(forced, WIDE * self.heat)

    def _round(self, average: Floats) -> float:
        """Turn a fractional solution into a plan, improve it a little, and return the cost of the best such plan so far."""
        arcs = self._rounded(average)
        # A plan that costs what the bound says needs no polish.
        left = [1 if self.rounding.cost(arcs) - self.tree.bound <= self._tolerance() else POLISH_CHUNKS + 1]

        def share() -> float:
            """One chunk more."""
            left[0] -= 1
            return 1.0 - left[0] / POLISH_CHUNKS

        self.rounding.run(self.rounded, arcs, self.heat / 5.0, self.heat / 40.0, share)
        return self.rounded.cost

    def _rounded(self, average: Floats) -> Ints:
        net = self.net
        return undecided_plan(average, (net.demand_ptr, net.demand_arc), net.packages + net.pairs)

    def more_rounds(self) -> None:
        """The second and third round, unless the plan is proven before: a long search, then a polish of the best plan."""
        for turn, (first, last) in enumerate(((0.1, POLISH_FROM), (POLISH_FROM, 1.0))):
            if not self.proven:
                self.round(turn, self.budget.meter(first, last), self.budget.meter(max(0.15, first), last))

    def prove_only(self, pricing: Meter) -> None:
        """Finish the root and split, with the plans that rounding gives."""
        if not self.proven:
            self.rounded = Best(self.best.arcs, self.best.cost)
            self._round(self.root.point.average)
            self.best = Best(self.rounded.arcs, self.rounded.cost)
            self._prove(self._enough(pricing))
            self.best = self.rounded

    def round(self, turn: int, moving: Meter, pricing: Meter) -> None:
        """Anneal beside raising the bound; both start from what is known now."""
        fresh, self.rounded, self.done = Best(self.best.arcs, self.best.cost), Best(self.best.arcs, self.best.cost), False

        def share() -> float:
            """How far the search is; done as soon as the plan is proven."""
            moving.spend(self.annealing.chunk)
            return 1.0 if self.done else moving.share()

        start = self._rounded(self.root.point.average) if turn == 0 else self.best.arcs
        hot, cold = ((HOT, WARM), (WARM, COLDEST))[turn]
        with ThreadPoolExecutor(1) as pool:
            search = pool.submit(self.annealing.run, fresh, start, self.heat * hot, self.heat * cold, share)
            self._prove(self._enough(pricing))
            self.done = not self.tree.open
            search.result()
        self.best = self.rounded if self.done or self.rounded.cost <= fresh.cost else fresh
        self._report(moving.share())

    def by_blocks(self, blocks: list[Ints]) -> None:
        """Bound and plan block by block, then blocks anew within the plan, then a last polish."""
        red = self.relaxation.value(self.root.point.price, self.net.fix)[1]
        slice_ = SliceBudget(self.budget, 0.1, 0.7)
        proof, arcs = bound_by_blocks(self.net, blocks, red, self.seed, slice_, self.best.cost, _proven)
        if proof.bound > self.tree.bound:
            self.proof = proof
        joined = Best(self.best.arcs, self.best.cost)
        meter = self.budget.meter(0.7, 0.75)

        def share() -> float:
            """How far the polish is."""
            meter.spend(self.annealing.chunk)
            return meter.share()

        self.annealing.run(joined, arcs, self.heat / 20.0, self.heat / 200.0, share)
        improve_by_blocks(self.net, blocks, joined, self.seed, self.budget.meter(0.75, 1.0), _solve_whole)
        self.best = joined
        self._report(1.0)

    def _prove(self, enough: Callable[[], bool]) -> None:
        """Finish the root, then split."""
        self.tree.upper = self.best.cost
        if not self.root.converged:
            self.root.run(self.best.cost, enough)
            self.tree.restart(self.root.point)
        if self.root.converged:
            self.tree.grow(enough)

    def _report(self, share: float) -> None:
        self.budget.report(
            News(min(1.0, share), self.best.cost, min(self.tree.bound if self.proof is None else self.proof.bound, self.best.cost))
        )

    def solution(self) -> Solution:
        """The best plan with the bound and its proof."""
        plan = plan_of(self.best.arcs, self.net)
        if self.proof is not None:
            return Solution(plan, min(self.proof.bound, plan.cost), self.proof)
        bound = min(self.tree.bound, plan.cost)
        return Solution(plan, bound, self.tree.certificate(bound))


def _heat(net: Layout) -> float:
    """The first temperature: about two thirds of a typical cost of joining, or of opening where joining is free."""
    joins = net.cost[net.packages : net.packages + net.pairs]
    typical = float(joins.mean()) if joins.any() else float(net.cost[: net.packages].mean())
    return max(typical * 0.66, 1e-3)

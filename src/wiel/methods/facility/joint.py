"""The target landscape part by part: exact where parts are small, with whatever ties them together kept by prices.

Without ties the best plans of the parts are the best plan. With ties, plans of parts are columns of a linear program whose duals price
the rows; parts are solved at those prices until no new plan helps, which gives a proven bound (Lagrange); a whole choice among the
columns gives the plan. Where nobody may pay more than today, what others pay for a package depends on who joins, so that only plans
that were found are weighed; the bound holds all the same.

Source: G. B. Dantzig, P. Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960); A. M. Geoffrion,
"Lagrangean relaxation for integer programming", Mathematical Programming Study 2 (1974).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from wiel.errors import Infeasible
from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.columns import Column, Pool
from wiel.methods.facility.conflicts import feasible_arcs
from wiel.methods.facility.enumeration import Choice, Exact
from wiel.methods.facility.layout import layout
from wiel.methods.facility.parts import Part, parts_of, small, usable_arcs
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.searched import Searched
from wiel.methods.facility.solve import solve
from wiel.methods.facility.ties import Fairness, Prices, Ties, paid, pairs_of, plan_cost, within_limits
from wiel.texts import Sentence

Table = Exact | Searched

MOST_ROUNDS = 40
# Parts with at most so many plans are weighed in full where only plans that were found count.
EVERY_PLAN = 1000
NEW_COLUMN = 1e-9
WORSE_OFF = "nobody_worse_off"


def _never() -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Joint:
    """The plan, part by part, and what is needed to ask how it changes.

    `arcs[p]` are the arcs of part p, `cost` is in euro, `bound` a proven lower bound on the cost of any plan. `tables[p]` answers
    questions about part p at the prices of the rows, `least[p]` is its bound there, and `priced_bound` the bound of the whole there.
    `limit` is what all parts together may use of every row, `apart` what couplings between parts cost in any plan.
    """

    problem: FacilityProblem
    parts: Sequence[Part]
    tables: Sequence[Table]
    least: Floats
    ties: Ties
    limit: Floats
    prices: Prices
    arcs: Sequence[Ints]
    cost: float
    bound: float
    priced_bound: float
    apart: float
    stopped: bool

    @property
    def gap(self) -> float:
        """(cost - bound) / cost."""
        return max(0.0, self.cost - self.bound) / self.cost if self.cost > 0 else 0.0

    def served_by(self) -> Ints:
        """The package that serves each (member, function), -1 where nothing is needed."""
        served = np.full((self.problem.members, self.problem.functions), -1, np.int64)
        arcs = np.concatenate(self.arcs)
        served[self.problem.arc_member[arcs], self.problem.arc_function[arcs]] = self.problem.arc_package[arcs]
        return served

    def complete(self, p: int, arcs: Ints) -> bool:
        """Whether arcs are a plan of part p."""
        return complete(self.problem, self.parts[p], arcs)

    def obeyed(self, use: Floats) -> bool:
        """Whether so much of every row is allowed."""
        return within_limits(use, self.limit)

    def use(self) -> Floats:
        """How much the plan uses of every row."""
        total: Floats = np.sum([self.ties.use(arcs) for arcs in self.arcs], axis=0)
        return total


def solve_jointly(
    problem: FacilityProblem,
    fairness: Fairness | None = None,
    seed: int = 0,
    work: float = 2_000_000.0,
    known: Sequence[Ints] = (),
    stopped: Callable[[], bool] = _never,
) -> Joint:
    """Which plan is cheapest, and how far can it be from the best?

    `known` are plans to start from, as arcs; they need not obey the rows. Raises `Infeasible` with the names of an irreducible set of
    constraints when no plan obeys all of them; with `fairness` the set ends in "nobody_worse_off" and says only that none was found.
    """
    if _impossible(problem):
        feasible_arcs(problem, layout(problem))
    ties, parts = Ties(problem, fairness), parts_of(problem)
    parts, whole = _divided(problem, ties, parts)
    tables = _tables(problem, parts, whole, seed, work, stopped)
    search = _Search(problem, ties, parts, tables, seed, work, stopped)
    return search.run(known, own_rows=not (whole and fairness is None))


def _impossible(problem: FacilityProblem) -> bool:
    """Whether some needed function, or some package that must be kept, has no arc left."""
    arcs = usable_arcs(problem)
    m, f, k = problem.arc_member[arcs], problem.arc_function[arcs], problem.arc_package[arcs]
    covered = np.zeros_like(problem.demands)
    covered[m, f] = True
    pairs = set(zip(m.tolist(), k.tolist(), strict=True))
    return bool((problem.demands & ~covered).any()) or not pairs.issuperset(problem.must_keep)


def _divided(problem: FacilityProblem, ties: Ties, parts: list[Part]) -> tuple[list[Part], bool]:
    """The parts, or all in one where some part is too large and rows of the problem itself tie them."""
    if not len(ties) or (problem.supplier_cap is None and problem.max_moves is None):
        return parts, False
    if all(small(problem, part) for part in parts):
        return parts, False
    functions = np.sort(np.concatenate([part.functions for part in parts]))
    return [Part(functions, np.sort(np.concatenate([part.arcs for part in parts])))], True


def _tables(
    problem: FacilityProblem, parts: Sequence[Part], whole: bool, seed: int, work: float, stopped: Callable[[], bool]
) -> list[Table]:
    """Every part with the means to solve it: large parts share the work by their size."""
    large = [not small(problem, part) for part in parts]
    size = sum(len(part.arcs) for part, is_large in zip(parts, large, strict=True) if is_large)
    return [
        Searched(problem, part, seed, whole, Prices.none(problem), WorkBudget(work * len(part.arcs) / size, stopped=stopped))
        if is_large
        else Exact(problem, part)
        for part, is_large in zip(parts, large, strict=True)
    ]


class _Search:
    """Columns, duals and the best bound so far."""

    def __init__(
        self,
        problem: FacilityProblem,
        ties: Ties,
        parts: Sequence[Part],
        tables: Sequence[Table],
        seed: int,
        work: float,
        stopped: Callable[[], bool],
    ) -> None:
        self.problem, self.ties, self.parts, self.tables = problem, ties, parts, tables
        self.seed, self.work, self.stopped = seed, work, stopped
        self.own_rows, self.halted, self.bound = True, False, -np.inf

    def run(self, known: Sequence[Ints], own_rows: bool) -> Joint:
        """Solve the parts, and price the rows when their plans together overrun one."""
        self.own_rows = own_rows
        first = [table.best() for table in self.tables]
        if any(not np.isfinite(choice.value) for choice in first):
            feasible_arcs(self.problem, layout(self.problem))
            raise _none_found(self.ties)
        everything = np.concatenate([choice.arcs for choice in first])
        self.apart = plan_cost(self.problem, everything) - sum(plan_cost(self.problem, choice.arcs) for choice in first)
        self.limit = self._limit(everything, [choice.arcs for choice in first])
        self._remember(Prices.none(self.problem), self.tables, first, 0.0)
        if self._obeyed([choice.arcs for choice in first]):
            return self._answer([choice.arcs for choice in first])
        self.pool = Pool(len(self.parts), self.limit)
        self._start(known, first)
        self._price_rows()
        return self._answer(self._whole(known))

    def _limit(self, everything: Ints, apart: Sequence[Ints]) -> Floats:
        """The limits of the rows, less what couplings between parts cost each member in any plan."""
        limit: Floats = self.ties.limit.copy()
        if self.ties.fairness is not None:
            weights = self.ties.fairness.weights
            rest = paid(self.problem, everything, weights) - np.sum([paid(self.problem, arcs, weights) for arcs in apart], axis=0)
            limit[-self.problem.members :] -= rest
        return limit

    def _obeyed(self, arcs: Sequence[Ints]) -> bool:
        if not len(self.ties) or not self.own_rows:
            return True
        use = np.sum([self.ties.use(part) for part in arcs], axis=0)
        return within_limits(use, self.limit)

    def _remember(self, prices: Prices, tables: Sequence[Table], found: Sequence[Choice], credit: float) -> None:
        """Keep the prices with the best bound; `credit` is what the rows earn at those prices."""
        least = np.array([choice.bound for choice in found])
        bound = float(least.sum()) - credit + self.apart
        if bound > self.bound:
            self.bound, self.prices, self.priced, self.least = bound, prices, tables, least

    def _start(self, known: Sequence[Ints], first: Sequence[Choice]) -> None:
        for p, choice in enumerate(first):
            self._add(p, choice.arcs)
        for arcs in known:
            for p, part in enumerate(self.parts):
                own = np.sort(arcs[np.isin(arcs, part.arcs)])
                if complete(self.problem, part, own):
                    self._add(p, own)
        for p, table in enumerate(self.tables):
            if isinstance(table, Exact) and prod(table.counts) <= EVERY_PLAN:
                for arcs in table.every_plan():
                    self._add(p, arcs)

    def _add(self, part: int, arcs: Ints) -> bool:
        return self.pool.add(Column(part, arcs, plan_cost(self.problem, arcs), self.ties.use(arcs)))

    def _price_rows(self) -> None:
        """Raise the prices of overrun rows until no plan of a part would lower the cost of the mixture."""
        for _ in range(MOST_ROUNDS):
            value, dual, _ = self.pool.relaxed()
            prices = self.ties.prices(dual)
            tables = [table.priced(prices) for table in self.tables]
            found = [table.best() for table in tables]
            self._remember(prices, tables, found, float(dual @ self.limit))
            gained = [
                self._add(p, choice.arcs)
                for p, choice in enumerate(found)
                if choice.value < value[p] - NEW_COLUMN * max(1.0, abs(value[p]))
            ]
            if self.ties.fairness is not None:
                openly = self.ties.prices(dual, openly=True)
                gained += [self._add(p, table.priced(openly).best().arcs) for p, table in enumerate(self.tables)]
            self.halted = self.stopped()
            if not any(gained) or self.halted:
                return

    def _whole(self, known: Sequence[Ints]) -> list[Ints]:
        """A whole choice among the columns; where there is none, a plan from the search that knows all constraints but fairness."""
        chosen = self.pool.chosen()
        if chosen is None and self.problem.constrained:
            served = solve(self.problem, self.seed, WorkBudget(self.work, stopped=self.stopped)).plan.served_by
            problem = self.problem
            arcs = np.flatnonzero(served[problem.arc_member, problem.arc_function] == problem.arc_package)
            for p, part in enumerate(self.parts):
                self._add(p, np.sort(arcs[np.isin(arcs, part.arcs)]))
            chosen = self.pool.chosen()
        if chosen is None:
            raise _none_found(self.ties)
        return [column.arcs for column in sorted(chosen, key=lambda column: column.part)]

    def _answer(self, arcs: list[Ints]) -> Joint:
        cost = sum(plan_cost(self.problem, part) for part in arcs) + self.apart
        return Joint(
            self.problem, self.parts, self.priced, self.least, self.ties, self.limit, self.prices, arcs, cost, min(self.bound, cost),
            self.bound, self.apart, self.halted,
        )  # fmt: skip


def complete(problem: FacilityProblem, part: Part, arcs: Ints) -> bool:
    """Whether arcs serve everything that a part asks, with what must be kept in use."""
    pairs = set(zip(*(side.tolist() for side in pairs_of(problem, arcs)), strict=True))
    inside = set(problem.arc_package[part.arcs].tolist())
    kept = all(pair in pairs for pair in problem.must_keep if pair[1] in inside)
    return kept and len(arcs) == int(problem.demands[:, part.functions].sum())


def _none_found(ties: Ties) -> Infeasible:
    """No plan was found that leaves nobody worse off."""
    names = tuple([WORSE_OFF] if ties.fairness is not None else [])
    return Infeasible(Sentence("facility.infeasible", {"conflict": ", ".join(names), "n": len(names)}), names)

"""Is this plan allowed, does it cost what it says, and is the bound really a bound?

Written from the statement of the problem alone: it shares no code with the search, the relaxation or the tree. A bound is accepted
when (1) the leaves of its certificate split all plans by fixing one thing at a time, (2) every cut holds for every choice of packages,
tried out over all subsets of its functions, and (3) in every leaf the prices prove the bound. For any prices the cost of a plan is at
least

    sum of prices + sum over packages of min(0, open + sum over members of min(0, join + sum over functions of min(0, serve - price))),

where prices of side constraints and cuts, zero or more, are first taken off the costs they touch and earn their right-hand side.

Source: A. M. Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study 2 (1974).
"""

from collections.abc import Sequence

import numpy as np

from wiel.methods.facility.certificate import Block, Certificate, Cut, Decision, Leaf, Prices
from wiel.methods.facility.plan import Plan
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints

NEAR = 1e-6


def broken_rules(problem: FacilityProblem, plan: Plan) -> list[str]:
    """Which constraints does a plan break, and does it state its cost rightly? An empty list when all is well."""
    said = plan.served_by
    cost, broken = 0.0, []
    rows = zip(problem.arc_member, problem.arc_function, problem.arc_package, problem.arc_cost, strict=True)
    price = {(int(m), int(f), int(k)): float(c) for m, f, k, c in rows}
    used: set[tuple[int, int]] = set()
    load: dict[str, int] = {}
    for m, f in np.argwhere(problem.demands).tolist():
        k = int(said[m, f])
        if (m, f, k) not in price:
            broken.append(f"serve[{m},{f}]")
            continue
        cost += price[m, f, k]
        used.add((m, k))
        if problem.supplier:
            load[problem.supplier[k]] = load.get(problem.supplier[k], 0) + 1
    cost += sum(float(problem.join_cost[m, k]) for m, k in used)
    cost += sum(float(problem.open_cost[k]) for k in {k for _, k in used})
    for f, g, apart in problem.couplings:
        for m in range(problem.members):
            if problem.demands[m, f] and problem.demands[m, g] and said[m, f] != said[m, g]:
                cost += apart
    broken += [f"must_keep[{m},{k}]" for m, k in problem.must_keep if (m, k) not in used]
    broken += [f"must_go[{m},{k}]" for m, k in problem.must_go if (m, k) in used]
    broken += _moved_too_much(problem, used)
    if problem.supplier_cap is not None:
        most = problem.supplier_cap * int(problem.demands.sum()) + 1e-9
        broken += [f"supplier_cap[{name}]" for name, count in load.items() if count > most]
    if tuple(sorted({k for _, k in used})) != plan.open:
        broken.append("open")
    if abs(cost - plan.cost) > NEAR * max(1.0, abs(cost)):
        broken.append(f"cost: {plan.cost} is stated, {cost} is counted")
    return broken


def _moved_too_much(problem: FacilityProblem, used: set[tuple[int, int]]) -> list[str]:
    if problem.max_moves is None:
        return []
    new = used - set(problem.in_use)
    return [f"max_moves[{m}]" for m, cap in enumerate(problem.max_moves) if sum(1 for pair in new if pair[0] == m) > cap]


def proven_bound(problem: FacilityProblem, certificate: Certificate) -> float:
    """What lower bound does a certificate prove? Minus infinity when its leaves leave plans out or a cut does not hold."""
    if certificate.blocks:
        return _sum_of_blocks(problem, certificate.blocks)
    if not certificate.leaves or not _covers([leaf.decisions for leaf in certificate.leaves]):
        return -np.inf
    if not all(_holds(problem, cut) for cut in certificate.cuts):
        return -np.inf
    columns = _Columns(problem, certificate.cuts)
    return min(columns.bound(leaf, certificate.prices[leaf.prices]) for leaf in certificate.leaves)


def _sum_of_blocks(problem: FacilityProblem, blocks: tuple[Block, ...]) -> float:
    """Blocks hold every needed function once and together bear no more than what opening and joining cost."""
    opened, joined = np.zeros(problem.packages), np.zeros_like(problem.join_cost)
    times, total = np.zeros(problem.functions, int), 0.0
    for block in blocks:
        functions, packages = np.array(block.functions), np.array(block.packages)
        if min(block.open_cost.min(), block.join_cost.min()) < 0 or len(set(block.packages)) < len(packages):
            return -np.inf
        times[functions] += 1
        opened[packages] += block.open_cost
        joined[:, packages] += block.join_cost
        total += proven_bound(_alone(problem, functions, packages, block), block.proof)
    once = (times[problem.demands.any(axis=0)] == 1).all() and times.max() <= 1
    borne = (opened <= problem.open_cost + 1e-9).all() and (joined <= problem.join_cost + 1e-9).all()
    return total if once and borne else -np.inf


def _alone(problem: FacilityProblem, functions: Ints, packages: Ints, block: Block) -> FacilityProblem:
    """The problem of a block, without side constraints: those only make plans dearer."""
    place = np.full(problem.functions, -1)
    place[functions] = np.arange(len(functions))
    number = np.full(problem.packages, -1)
    number[packages] = np.arange(len(packages))
    arcs = np.flatnonzero(place[problem.arc_function] >= 0)
    if (number[problem.arc_package[arcs]] < 0).any():
        arcs = arcs[:0]
    return FacilityProblem(
        block.open_cost, block.join_cost, len(functions), problem.arc_member[arcs], place[problem.arc_function[arcs]],
        number[problem.arc_package[arcs]], problem.arc_cost[arcs], problem.demands[:, functions],
    )  # fmt: skip


def _covers(parts: Sequence[Sequence[Decision]], depth: int = 0) -> bool:
    """Whether parts split everything: one part without further decisions, or both sides of one decision split in turn."""
    waiting = [(list(parts), depth)]
    while waiting:
        group, level = waiting.pop()
        if any(len(part) == level for part in group):
            continue
        sides: dict[tuple[str, tuple[int, ...]], dict[bool, list[Sequence[Decision]]]] = {}
        for part in group:
            kind, what, yes = part[level]
            sides.setdefault((kind, what), {}).setdefault(yes, []).append(part)
        whole = [side for side in sides.values() if len(side) == 2]
        if not whole:
            return False
        waiting += [(side, level + 1) for side in whole[0].values()]
    return True


def _holds(problem: FacilityProblem, cut: Cut) -> bool:
    """Whether every way to serve the functions of a cut gives it at least its right-hand side: least total over all subsets served."""
    place = {f: i for i, f in enumerate(cut.functions)}
    numbers = [*cut.joins.values(), *cut.serves.values()]
    if len(place) != len(cut.functions) or any(number < 0 for number in numbers):
        return False
    if not all(problem.demands[cut.member, f] for f in cut.functions):
        return False
    gone = [k for m, k in problem.must_go if m == cut.member]
    inside = (problem.arc_member == cut.member) & np.isin(problem.arc_function, cut.functions) & ~np.isin(problem.arc_package, gone)
    states = np.arange(1 << len(place))
    least = np.where(states == 0, 0.0, np.inf)
    for k in np.unique(problem.arc_package[inside]).tolist():
        served = problem.arc_function[inside & (problem.arc_package == k)].tolist()
        after = least.copy()
        for choice in range(1, 1 << len(served)):
            chosen = [f for i, f in enumerate(served) if choice >> i & 1]
            mask = sum(1 << place[f] for f in chosen)
            total = cut.joins.get(k, 0.0) + sum(cut.serves.get((k, f), 0.0) for f in chosen)
            after = np.minimum(after, total + least[states & ~mask])
        least = after
    return bool(least[-1] >= cut.least - 1e-9)


class _Columns:
    """Costs of opening, joining and serving, from which prices take their share."""

    def __init__(self, problem: FacilityProblem, cuts: tuple[Cut, ...]) -> None:
        self.problem, self.cuts = problem, cuts
        self.m, self.f, self.k = problem.arc_member, problem.arc_function, problem.arc_package
        rows = zip(self.m.tolist(), self.f.tolist(), self.k.tolist(), strict=True)
        self.arc: dict[tuple[int, ...], int] = {arc: i for i, arc in enumerate(rows)}
        self.gone = np.zeros((problem.members, problem.packages), bool)
        self.kept = np.zeros((problem.members, problem.packages), bool)
        for pair in problem.must_go:
            self.gone[pair] = True
        for pair in problem.must_keep:
            self.kept[pair] = True

    def bound(self, leaf: Leaf, prices: Prices) -> float:
        """What the prices prove for the plans of a leaf."""
        if any(price < 0 for price in prices.rows.values()):
            return -np.inf
        demand = np.where(self.problem.demands, prices.demand, 0.0)
        if demand.min() < 0:
            return -np.inf
        join, serve = self.problem.join_cost.copy(), self.problem.arc_cost - demand[self.m, self.f]
        opened, joined, served = self._fixed(leaf)
        out = (opened[self.k] == 0) | (joined[self.m, self.k] == 0)
        earned = float(demand.sum()) + self._take_off(prices, join, serve)
        earned += self._agreements(prices, serve, np.where(out, 0.0, served))
        return earned + self._least(opened, joined, served, join, serve)

    def _take_off(self, prices: Prices, join: Floats, serve: Floats) -> float:
        """Take the prices of rows off the costs they touch, in place; return what they earn by themselves."""
        earned = 0.0
        for key, price in prices.rows.items():
            if key[0] == "cut":
                cut = self.cuts[int(str(key[1]))]
                for k, value in cut.joins.items():
                    join[cut.member, k] -= price * value
                for (k, f), value in cut.serves.items():
                    serve[self.arc[cut.member, f, k]] -= price * value
                earned += price * cut.least
            elif key[0] != "coupling":
                earned += self._side(key, price, join, serve)
        return earned

    def _side(self, key: tuple[object, ...], price: float, join: Floats, serve: Floats) -> float:
        problem = self.problem
        if key[0] == "must_keep":
            m, k = int(str(key[1])), int(str(key[2]))
            serve[(self.m == m) & (self.k == k)] -= price
            return price if self.kept[m, k] else -np.inf
        if key[0] == "max_moves" and problem.max_moves is not None:
            m = int(str(key[1]))
            new = np.ones(problem.packages, bool)
            new[[k for member, k in problem.in_use if member == m]] = False
            join[m, new] += price
            return -price * problem.max_moves[m]
        if key[0] == "supplier_cap" and problem.supplier_cap is not None:
            serve[np.array(problem.supplier)[self.k] == key[1]] += price
            return -price * float(np.floor(problem.supplier_cap * int(problem.demands.sum()) + 1e-9))
        return -np.inf

    def _agreements(self, prices: Prices, serve: Floats, served: Floats) -> float:
        """Couplings: all are paid, and earned back where one package serves both, at what both sides are charged for it."""
        problem, total = self.problem, 0.0
        for number, (f, g, cost) in enumerate(problem.couplings):
            for m in range(problem.members):
                if not (problem.demands[m, f] and problem.demands[m, g]):
                    continue
                total += cost
                for k in range(problem.packages):
                    left, right = self.arc.get((m, f, k)), self.arc.get((m, g, k))
                    if left is not None and right is not None and not self.gone[m, k]:
                        charged = [prices.rows.get(("coupling", number, m, k, side), 0.0) for side in (0, 1)]
                        serve[left] -= charged[0]
                        serve[right] -= charged[1]
                        both = {float(served[left]), float(served[right])}
                        left_over = sum(charged) - cost
                        total += 0.0 if 0.0 in both else left_over if both == {1.0} else min(0.0, left_over)
        return total

    def _least(self, opened: Floats, joined: Floats, served: Floats, join: Floats, serve: Floats) -> float:
        """The least total of what is left over plans of the leaf, package by package."""
        take = (serve < 0) & (served != 0) | (served == 1)
        take &= self.problem.demands[self.m, self.f] & ~self.gone[self.m, self.k]
        np.add.at(join, (self.m[take], self.k[take]), serve[take])
        join_in = (join < 0) & (joined != 0) | (joined == 1)
        total = self.problem.open_cost + np.where(join_in, join, 0.0).sum(axis=0)
        return float(np.where((total < 0) & (opened != 0) | (opened == 1), total, 0.0).sum())

    def _fixed(self, leaf: Leaf) -> tuple[Floats, Floats, Floats]:
        """What the leaf fixes: 1 yes, 0 no, -1 free; serving asks joining, joining asks opening."""
        opened, joined = np.full(self.problem.packages, -1.0), np.where(self.gone, 0.0, np.where(self.kept, 1.0, -1.0))
        served = np.full(len(self.m), -1.0)
        for kind, what, yes in leaf.decisions:
            if kind == "open":
                opened[what] = float(yes)
            elif kind == "join":
                joined[what] = float(yes)
            else:
                if yes:
                    served[(self.m == what[0]) & (self.f == what[1])] = 0.0
                    joined[what[0], what[2]] = 1.0
        for kind, what, yes in leaf.decisions:
            if kind == "serve":
                served[self.arc[what]] = float(yes)
            if kind == "join" and not yes:
                joined[what] = 0.0
        opened[(joined == 1).any(axis=0) & (opened < 0)] = 1.0
        return opened, joined, served

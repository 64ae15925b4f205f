"""Small open / join / serve problems, and their best plan by trying every assignment."""

from itertools import product

import numpy as np

from wiel.methods.facility.problem import FacilityProblem

KINDS = ("couplings", "supplier", "keep", "go", "moves", "needed")


def small_problem(seed: int, kinds: set[str]) -> FacilityProblem:
    """A random problem of up to two members and five functions with the given kinds of constraints."""
    rng = np.random.default_rng(seed)
    members = int(rng.integers(1, 3))
    functions = int(rng.integers(2, 4)) if members == 2 else int(rng.integers(2, 6))
    packages = int(rng.integers(2, 6))
    covers = rng.random((functions, packages)) < 0.6
    for f in range(functions):
        covers[f, rng.integers(packages)] |= not covers[f].any()
    arcs = np.array([(m, f, k) for m in range(members) for f in range(functions) for k in range(packages) if covers[f, k]])
    return FacilityProblem(
        np.round(rng.uniform(0, 100, packages), 2),
        np.round(rng.uniform(0, 60, (members, packages)), 2),
        functions,
        *arcs.T,
        np.round(rng.uniform(0, 30, len(arcs)), 2),
        **_sides(rng, kinds, members, functions, packages),
    )


def _sides(rng, kinds, members, functions, packages):
    """Random side constraints of the given kinds."""

    def pairs(count):
        return tuple({(int(rng.integers(members)), int(rng.integers(packages))) for _ in range(count)})

    sides = {}
    if "couplings" in kinds:
        ends = [sorted(rng.choice(functions, 2, replace=False).tolist()) for _ in range(2)]
        sides["couplings"] = tuple((f, g, float(rng.integers(0, 40))) for f, g in ends)
    if "supplier" in kinds:
        sides |= {
            "supplier": tuple("ABC"[i] for i in rng.integers(0, 3, packages)),
            "supplier_cap": float(rng.choice([0.3, 0.4, 0.5, 0.7, 0.8])),
        }
    if "keep" in kinds:
        sides["must_keep"] = pairs(int(rng.integers(1, 3)))
    if "go" in kinds:
        sides["must_go"] = pairs(int(rng.integers(1, 3)))
    if "moves" in kinds:
        sides |= {"max_moves": tuple(int(cap) for cap in rng.integers(0, 3, members)), "in_use": pairs(3)}
    if "needed" in kinds:
        sides["needed"] = rng.random((members, functions)) < 0.8
        sides["needed"][0, 0] = True
    return sides


def least_cost(problem: FacilityProblem, asked: set[str] | None = None) -> float:
    """The cost of the best assignment that breaks none of the constraints `asked` (by default all); infinite when there is none."""
    needed = [tuple(demand) for demand in np.argwhere(problem.demands).tolist()]
    choices: dict[tuple[int, int], list[tuple[int, float]]] = {demand: [] for demand in needed}
    for m, f, k, cost in zip(problem.arc_member, problem.arc_function, problem.arc_package, problem.arc_cost, strict=True):
        if (int(m), int(f)) in choices:
            choices[int(m), int(f)].append((int(k), float(cost)))
    plans = product(*choices.values())
    return min((_cost(problem, needed, plan) for plan in plans if not _broken(problem, needed, plan, asked)), default=np.inf)


def _broken(problem, needed, plan, asked):
    """The names of the constraints that an assignment breaks, among those asked."""
    used = {(m, k) for (m, _), (k, _) in zip(needed, plan, strict=True)}
    new = [m for m, k in used - set(problem.in_use)]
    suppliers = [problem.supplier[k] for k, _ in plan] if problem.supplier else []
    names = {f"must_keep[{m},{k}]" for m, k in set(problem.must_keep) - used}
    names |= {f"must_go[{m},{k}]" for m, k in set(problem.must_go) & used}
    names |= {f"max_moves[{m}]" for m, cap in enumerate(problem.max_moves or ()) if new.count(m) > cap}
    if problem.supplier_cap is not None:
        most = problem.supplier_cap * len(needed) + 1e-9
        names |= {f"supplier_cap[{name}]" for name in suppliers if suppliers.count(name) > most}
    return names if asked is None else names & asked


def _cost(problem, needed, plan):
    by = {demand: k for demand, (k, _) in zip(needed, plan, strict=True)}
    used = {(m, k) for (m, _), k in by.items()}
    apart = sum(
        cost
        for f, g, cost in problem.couplings
        for m in range(problem.members)
        if (m, f) in by and (m, g) in by and by[m, f] != by[m, g]
    )
    opened = sum(problem.open_cost[k] for k in {k for _, k in used})
    return float(apart + opened + sum(problem.join_cost[pair] for pair in used) + sum(cost for _, cost in plan))

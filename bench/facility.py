"""Target landscapes: plan, proven bound and gap of Wiel beside HiGHS, CP-SAT and a greedy.

`python -m bench.facility [--seconds-share X] [--seed N …] [--without-peers] [NAME …]`.

Reference instances come from the generator that WIEL_DATA has beside it (../bench/reference_landscape.py), warehouses from its
benchmarks/orlib. Names: orlib, a6x50, a6x150, a10x400, b10x400. Peers are tried on the first seed of large instances, on all of small
ones. HiGHS gets the strong formulation with only `open` integer and the same
seconds; of large instances the interior-point relaxation is shown too. CP-SAT is shown when ortools is installed. Bounds of Wiel are
those that the independent checker proves. `cpu` are processor seconds: on a busy machine they say more than the clock.
"""

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from wiel.cli.solve_assign import TimeBudget
from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.capacitated import solve_capacitated
from wiel.methods.facility.checker import broken_rules, proven_bound
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.reading import problem_from_json, uncapacitated, warehouses_from_text
from wiel.methods.facility.solve import solve, warm_up

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("WIEL_DATA", ROOT.parent / "shared" / "data"))
GENERATOR = DATA.parent / "bench" / "reference_landscape.py"
# Name: members, functions, packages, family, seeds, seconds.
INSTANCES = {
    "a6x50": (6, 50, 150, "A", (0, 1, 2, 3, 4), 10.0),
    "a6x150": (6, 150, 450, "A", (0, 1, 2, 3, 4), 60.0),
    "a10x400": (10, 400, 1300, "A", (0, 1, 2, 3, 4), 120.0),
    "b10x400": (10, 400, 1300, "B", (0,), 120.0),
}
RELAXATION_FROM = 10_000


@dataclass(frozen=True)
class Row:
    """One solver on one instance; costs in euro, None where it gives none."""

    instance: str
    solver: str
    cost: float | None
    bound: float | None
    seconds: float
    cpu: float
    note: str = ""

    def __str__(self) -> str:
        cost, bound = ("" if v is None or not np.isfinite(v) else f"{v:,.2f}" for v in (self.cost, self.bound))
        gap = (
            f"{(self.cost - self.bound) / self.cost:.3%}" if self.cost and self.bound is not None and np.isfinite(self.cost) else ""
        )
        return f"{self.instance:<14}{self.solver:<16}{cost:>17}{bound:>17}{gap:>9}{self.seconds:>8.1f}{self.cpu:>8.1f}  {self.note}"


class Arguments(argparse.Namespace):
    """What is asked on the command line."""

    names: list[str]
    seconds_share: float
    seed: list[int]
    without_peers: bool


class Watch:
    """Seconds and processor seconds since it was made."""

    def __init__(self) -> None:
        self.clock, self.cpu = time.monotonic(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Both."""
        return time.monotonic() - self.clock, time.process_time() - self.cpu


def generator() -> Any:
    """The module that makes the reference instances."""
    spec = spec_from_file_location("reference_landscape", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wiel_row(name: str, problem: FacilityProblem, seconds: float) -> Row:
    """Wiel with a time limit; the bound is what the checker proves."""
    watch = Watch()
    solution = solve(problem, 0, TimeBudget(seconds, lambda news: None))
    spent = watch.read()
    faults = broken_rules(problem, solution.plan)
    bound = min(proven_bound(problem, solution.certificate), solution.plan.cost)
    note = f"{solution.status}, {len(solution.certificate.leaves)} leaves, {len(solution.certificate.blocks)} blocks"
    return Row(name, "Wiel", solution.plan.cost, bound, *spent, note if not faults else f"BROKEN {faults}")


def greedy_row(name: str, problem: FacilityProblem) -> Row:
    """Again and again the package at a member that serves what is left at the least cost per function."""
    watch = Watch()
    arcs: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for m, f, k, c in zip(
        *(a.tolist() for a in (problem.arc_member, problem.arc_function, problem.arc_package, problem.arc_cost)), strict=True
    ):
        arcs.setdefault((m, k), []).append((f, c))
    left = {m: set(np.flatnonzero(problem.demands[m]).tolist()) for m in range(problem.members)}
    opened: set[int] = set()
    cost = 0.0
    while any(left.values()):
        rates = {}
        for (m, k), served in arcs.items():
            new = [c for f, c in served if f in left[m]]
            if new:
                fresh = 0.0 if k in opened else float(problem.open_cost[k]) / problem.members
                rates[m, k] = (fresh + float(problem.join_cost[m, k]) + sum(new)) / len(new)
        for m in range(problem.members):
            mine = {pair: rate for pair, rate in rates.items() if pair[0] == m}
            if mine:
                m, k = min(mine, key=lambda pair: mine[pair])
                cost += float(problem.join_cost[m, k]) + sum(c for f, c in arcs[m, k] if f in left[m])
                cost += 0.0 if k in opened else float(problem.open_cost[k])
                opened.add(k)
                left[m] -= {f for f, _ in arcs[m, k]}
    return Row(name, "greedy", cost, None, *watch.read())


def strong_model(problem: FacilityProblem) -> highspy.HighsLp:
    """x_mfk <= z_mk <= y_k; columns y, z, x."""
    pair, arc_pair = np.unique(problem.arc_member * problem.packages + problem.arc_package, return_inverse=True)
    ys, zs, xs = problem.packages, len(pair), len(problem.arc_cost)
    demand = problem.arc_member * problem.functions + problem.arc_function
    where = np.flatnonzero(problem.demands.ravel())
    rows = [ys + zs + np.flatnonzero(demand == d) for d in where]
    rows += [np.array([ys + p, ys + zs + a]) for a, p in enumerate(arc_pair)]
    rows += [np.array([k, ys + p]) for p, k in enumerate(pair % problem.packages)]
    values = [np.ones(len(r)) for r in rows[: len(where)]] + [np.array([1.0, -1.0])] * (xs + zs)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = ys + zs + xs, len(rows)
    join = problem.join_cost[pair // problem.packages, pair % problem.packages]
    model.col_cost_ = np.concatenate([problem.open_cost, join, problem.arc_cost])
    model.col_lower_, model.col_upper_ = np.zeros(ys + zs + xs), np.ones(ys + zs + xs)
    model.row_lower_ = np.concatenate([np.ones(len(where)), np.zeros(xs + zs)])
    model.row_upper_ = np.full(len(rows), np.inf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    model.a_matrix_.index_, model.a_matrix_.value_ = np.concatenate(rows), np.concatenate(values)
    return model


def highs_rows(name: str, problem: FacilityProblem, seconds: float) -> Iterator[Row]:
    """HiGHS: the relaxation by interior point for large instances, and branch and bound."""
    for integer in (False, True) if len(problem.arc_cost) > RELAXATION_FROM else (True,):
        model = strong_model(problem)
        if integer:
            kinds = [highspy.HighsVarType.kInteger] * problem.packages
            model.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (model.num_col_ - problem.packages)
        solver = highspy.Highs()
        solver.resetGlobalScheduler(True)
        for option, value in {"output_flag": False, "time_limit": seconds, "threads": 2}.items():
            solver.setOptionValue(option, value)
        if not integer:
            solver.setOptionValue("solver", "ipm")
        solver.passModel(model)
        watch = Watch()
        solver.run()
        info, spent = solver.getInfo(), watch.read()
        if integer:
            yield Row(
                name,
                "HiGHS",
                info.objective_function_value,
                info.mip_dual_bound,
                *spent,
                solver.modelStatusToString(solver.getModelStatus()),
            )
        else:
            yield Row(name, "HiGHS ip root", None, info.objective_function_value, *spent, "linear relaxation")


def cp_sat_row(name: str, problem: FacilityProblem, seconds: float) -> Row:
    """CP-SAT on the same model, when it is installed."""
    if find_spec("ortools") is None:
        return Row(name, "CP-SAT", None, None, 0.0, 0.0, "skipped: ortools is not installed")
    cp_model: Any = __import__("ortools.sat.python.cp_model", fromlist=["CpModel"])
    lp, model, solver, watch = strong_model(problem), cp_model.CpModel(), cp_model.CpSolver(), Watch()
    columns = [model.NewBoolVar("") for _ in range(lp.num_col_)]
    start, index, value = (list(v) for v in (lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_))
    for row, least in enumerate(lp.row_lower_):
        part = range(start[row], start[row + 1])
        model.Add(sum(int(value[e]) * columns[index[e]] for e in part) >= int(least))
    model.Minimize(sum(round(100 * c) * column for c, column in zip(lp.col_cost_, columns, strict=True)))
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    solver.Solve(model)
    return Row(name, "CP-SAT", solver.ObjectiveValue() / 100, solver.BestObjectiveBound() / 100, *watch.read())


def warehouses() -> Iterator[Row]:
    """All warehouse problems of the OR-Library that are there, with and without capacities."""
    for file in sorted((DATA / "benchmarks" / "orlib").glob("cap[0-9a-c]*.txt")):
        problem = warehouses_from_text(file.read_text(), capacity=None)
        watch = Watch()
        limited = solve_capacitated(problem)
        yield Row(file.stem, "Wiel, capacity", limited.cost, limited.bound, *watch.read(), limited.status)
        plain = uncapacitated(problem)
        watch = Watch()
        free = solve(plain, 0, WorkBudget(100_000.0))
        yield Row(
            file.stem,
            "Wiel, none",
            free.plan.cost,
            min(proven_bound(plain, free.certificate), free.plan.cost),
            *watch.read(),
            free.status,
        )
        yield from highs_rows(file.stem, plain, 60.0)


def landscapes(name: str, chosen: Arguments) -> Iterator[Row]:
    """One size of the reference instances, all solvers."""
    members, functions, packages, family, seeds, seconds = INSTANCES[name]
    seeds, factor = tuple(chosen.seed) or seeds, chosen.seconds_share
    for seed in seeds:
        problem = problem_from_json(generator().instance(members, functions, packages, seed, family))
        label = f"{name} s{seed}"
        yield wiel_row(label, problem, seconds * factor)
        if chosen.without_peers or (len(problem.arc_cost) > RELAXATION_FROM and seed != seeds[0]):
            continue
        yield greedy_row(label, problem)
        yield from highs_rows(label, problem, seconds * factor)
        yield cp_sat_row(label, problem, seconds * factor)


def total(rows: list[Row]) -> Iterator[str]:
    """The seconds of every solver over all its rows, when there is more than one."""
    for solver in dict.fromkeys(row.solver for row in rows):
        own = [row for row in rows if row.solver == solver]
        if len(own) > 1:
            yield f"{'sum of ' + str(len(own)):<14}{solver:<16}{'':>43}{sum(r.seconds for r in own):>8.1f}{sum(r.cpu for r in own):>8.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["orlib", *INSTANCES])
    parser.add_argument("--seconds-share", type=float, default=1.0, help="multiply every time limit")
    parser.add_argument(
        "--seed", type=int, action="append", default=[], help="only this seed of the reference instances; may be repeated"
    )
    parser.add_argument("--without-peers", action="store_true", help="Wiel only")
    arguments = parser.parse_args(namespace=Arguments())
    print(f"{'':<14}{'':<16}{'cost':>17}{'bound':>17}{'gap':>9}{'s':>8}{'cpu':>8}")
    warm_up()
    for name in arguments.names:
        if name != "orlib" and not GENERATOR.exists():
            print(f"{name}: skipped, the generator of reference instances is not on this machine (set WIEL_DATA)")
            continue
        rows = []
        for row in warehouses() if name == "orlib" else landscapes(name, arguments):
            rows.append(row)
            print(row, flush=True)
        print("\n".join(total(rows)), flush=True)


if __name__ == "__main__":
    main()

"""The plan of the sample region: cost, bound and processor seconds under each demand, beside HiGHS on the same problem.

`python -m bench.rationalisation [SECONDS]`: HiGHS gets so many seconds (default 30) on the strong formulation with only
`open` integer, without couplings because its formulation has none.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.facility import highs_rows
from wiel.costing import cost_table
from wiel.intake import read_region
from wiel.methods.facility.joint import Joint, solve_jointly
from wiel.methods.facility.nearby import alternatives
from wiel.methods.facility.regret import Regrets
from wiel.methods.facility.ties import Fairness, paid
from wiel.parameters import Parameters
from wiel.samples import write_streek

WITHIN = 0.02


def main(seconds: float = 30.0) -> None:
    """Print one line per question."""
    with tempfile.TemporaryDirectory() as folder:
        intake = read_region(write_streek(Path(folder)))
    table = cost_table(intake.landscape, intake.region.members, Parameters.load())[0]
    problem = table.facility()
    now = np.array([table.arc_of[m, f, int(table.primary[m, f])] for m, f in np.argwhere(table.needed).tolist()])
    joint = _timed("plan", lambda: solve_jointly(problem))
    demands = {
        "supplier cap 9%": lambda: solve_jointly(replace(problem, supplier_cap=0.09)),
        "20 changes per member": lambda: solve_jointly(replace(problem, max_moves=(20,) * problem.members), known=[now]),
        "nobody worse off": lambda: solve_jointly(
            problem, Fairness(table.inhabitants, paid(problem, now, table.inhabitants)), known=[now]
        ),
    }
    for name, ask in demands.items():
        _timed(name, ask)
    start = time.process_time()
    found = alternatives(joint, 3, WITHIN * joint.cost)
    print(f"{'three alternatives':24} {[one.different for one in found]} different, {time.process_time() - start:.1f} s")
    start, regrets = time.process_time(), Regrets(joint)
    arcs = np.concatenate(joint.arcs)
    for arc in arcs:
        regrets.avoiding(int(arc))
    print(f"{'regret of each decision':24} {len(arcs)} decisions, {time.process_time() - start:.1f} s")
    alone = replace(problem, couplings=())
    _timed("without couplings", lambda: solve_jointly(alone))
    for row in highs_rows("streek", alone, seconds):
        print(f"{row.solver:24} {_money(row.cost)} {_money(row.bound)} {row.cpu:6.1f} s")


def _money(euros: float | None) -> str:
    return f"{'' if euros is None else format(euros, ',.0f'):>16}"


def _timed(name: str, ask: Callable[[], Joint]) -> Joint:
    start = time.process_time()
    joint = ask()
    print(f"{name:24} {joint.cost:16,.0f} {joint.bound:16,.0f} {time.process_time() - start:6.1f} s")
    return joint


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))

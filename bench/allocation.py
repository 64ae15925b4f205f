"""Speed and exactness of cost allocation against named peers: ``python -m bench.allocation [--full]``.

Instance by formula and seed: service i gives `per_service` flows to services drawn uniformly from the others, weights uniform on
0-1 and together 1 - leak; the share `leak` goes to one of 50 members drawn uniformly; own costs are uniform on EUR 10,000 to
10 million, whole cents. Times are the best of three in this process; a peer stands as its time over ours.
"""

import argparse
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import gmres, splu

from wiel.methods.allocation import Flows, direct_flows, divide_cents, divide_lines, reciprocal_flows, step_down_flows

Floats = NDArray[np.float64]
MEMBERS, SEED = 50, 20261121
DENSE_LIMIT = 3000
LIMIT_SECONDS, LIMIT_RESIDUAL = 0.3, 0.01


def instance(services: int, per_service: int, leak: float, seed: int = SEED) -> tuple[Floats, ...]:
    """Own costs in cents, and givers, receivers and drivers of all flows."""
    random = np.random.default_rng(seed)
    giver = np.repeat(np.arange(services), per_service)
    receiver = (giver + random.integers(1, services, len(giver))) % services
    weight = random.uniform(0, 1, len(giver))
    weight *= (1 - leak) / np.bincount(giver, weight, services)[giver]
    member = services + random.integers(0, MEMBERS, services)
    cost = np.round(random.uniform(1e6, 1e9, services))
    everyone = np.arange(services)
    driver = np.concatenate([weight, np.full(services, leak)])
    return cost, np.concatenate([giver, everyone]), np.concatenate([receiver, member]), driver


def best(call: Callable[[], object], times: int = 3) -> tuple[float, object]:
    """Seconds of the quickest of some calls, and the answer."""
    seconds, answer = np.inf, None
    for _ in range(times):
        start = perf_counter()
        answer = call()
        seconds = min(seconds, perf_counter() - start)
    return seconds, answer


def dense(flows: Flows) -> Floats:
    """numpy.linalg.solve on the full matrix."""
    return np.linalg.solve(np.eye(len(flows.cost)) - flows.inner.toarray().T, flows.cost)


def sparse_lu(flows: Flows) -> Floats:
    """scipy.sparse.linalg.splu with its default column order."""
    return splu(csc_array(eye_array(len(flows.cost)) - flows.inner.T)).solve(flows.cost)


def plain_gmres(flows: Flows) -> Floats:
    """scipy.sparse.linalg.gmres as it comes, to a relative 1e-13."""
    matrix = (eye_array(len(flows.cost)) - flows.inner.T).tocsr()
    return gmres(matrix, flows.cost, rtol=1e-13, atol=0.0, maxiter=200)[0]


def repeated_distribution(flows: Flows) -> Floats:
    """All services emptied again and again until less than 0.0001 cent moves."""
    turned, held, gross = flows.inner.T.tocsr(), flows.cost.copy(), np.zeros_like(flows.cost)
    while held.max() > 1e-4:
        gross += held
        held = turned @ held
    return gross


PEERS = {"scipy splu": sparse_lu, "numpy dense": dense, "scipy gmres": plain_gmres, "repeated": repeated_distribution}
HEAVY = {"scipy splu", "numpy dense"}


def residual(flows: Flows, gross: Floats) -> float:
    """The largest equation error in cents."""
    return float(np.abs(flows.cost - (gross - flows.inner.T @ gross)).max())


def reciprocal_row(services: int, leak: float, full: bool) -> str:
    """One line: ours in seconds, its residual, and each peer as a ratio with its own residual."""
    cost, giver, receiver, driver = instance(services, 10, leak)
    build, flows = best(lambda: Flows.of(cost, giver, receiver, driver, MEMBERS))
    assert isinstance(flows, Flows)
    ours, answer = best(lambda: reciprocal_flows(flows))
    cells = [f"{services:>8,} {services * 10:>8,} {leak:>6} {build:>8.3f} {ours:>8.3f} {residual(flows, answer.gross):>9.1e}"]
    for name, peer in PEERS.items():
        if name in HEAVY and services > DENSE_LIMIT and not full:
            cells.append(f"{'(--full)':>22}")
            continue
        seconds, gross = best(lambda peer=peer: peer(flows), 1 if name in HEAVY else 2)
        cells.append(f"{seconds / ours:>9.1f}x ({residual(flows, gross):>8.1e})")
    good = build + ours <= LIMIT_SECONDS and residual(flows, answer.gross) < LIMIT_RESIDUAL
    return " ".join([*cells, "  ok" if good else "  MISSED"])


def other_rows() -> list[str]:
    """Direct, step-down and the rounding of many lines."""
    cost, giver, receiver, driver = instance(10_000, 10, 0.1)
    flows = Flows.of(cost, giver, receiver, driver, MEMBERS)
    random = np.random.default_rng(SEED)
    amounts, weights = random.integers(-(10**8), 10**8, 20_000), random.integers(0, 1000, (20_000, MEMBERS)) + 1
    ours, cents = best(lambda: divide_lines(amounts, weights))
    few = 200
    peer, exact = best(lambda: [divide_cents(int(a), w.tolist()) for a, w in zip(amounts[:few], weights[:few], strict=True)], 1)
    same = bool((np.array(exact) == cents[:few]).all() and (cents.sum(axis=1) == amounts).all())
    return [
        f"direct, 10,000 services             {best(lambda: direct_flows(flows))[0]:.3f} s",
        f"step-down, 10,000 services          {best(lambda: step_down_flows(flows, np.arange(10_000)))[0]:.3f} s",
        f"largest remainders, 20,000 lines x {MEMBERS} members  {ours:.3f} s; "
        f"by fractions.Fraction {peer / few * 20_000 / ours:.0f}x; same cents and sums: {same}",
    ]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="also the slow peers on 10,000 services (minutes, 2 GB)")
    full = parser.parse_args().full
    print("reciprocal: seconds of ours; peers as time over ours (residual in cents)")
    heading = f"{'services':>8} {'flows':>8} {'leak':>6} {'build':>8} {'solve':>8} {'residual':>9} "
    print(heading + " ".join(f"{name:>22}" for name in PEERS))
    for services, leak in [(300, 0.1), (1000, 0.1), (3000, 0.1), (10_000, 0.3), (10_000, 0.1), (10_000, 0.01)]:
        print(reciprocal_row(services, leak, full), flush=True)
    print(f"limit at 10,000 services and 100,000 flows: build + solve <= {LIMIT_SECONDS} s, residual < {LIMIT_RESIDUAL} cent\n")
    print("\n".join(other_rows()))


if __name__ == "__main__":
    main()

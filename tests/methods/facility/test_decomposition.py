"""Landscapes that fall into domains."""

from dataclasses import replace

import numpy as np
import pytest

from wiel.methods.facility.blocks import anew, blocks_of, own_plan, replaced, shares, within
from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.checker import broken_rules, proven_bound
from wiel.methods.facility.division import Shared
from wiel.methods.facility.layout import layout
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.solve import solve

DOMAINS, FUNCTIONS, PACKAGES = 4, 52, 72


@pytest.fixture(scope="module")
def domains() -> FacilityProblem:
    """Two members, four domains of thirteen functions; one package in twelve reaches into another domain."""
    rng = np.random.default_rng(4)
    arcs = []
    for k in range(PACKAGES):
        own = np.flatnonzero(np.arange(FUNCTIONS) % DOMAINS == k % DOMAINS)
        covers = set(rng.choice(own, 4, replace=False).tolist()) | ({int(rng.integers(FUNCTIONS))} if k % 12 == 0 else set())
        arcs += [(m, f, k) for m in range(2) for f in sorted(covers)]
    bare = set(range(FUNCTIONS)) - {f for _, f, _ in arcs}
    arcs += [(m, f, f % DOMAINS) for m in range(2) for f in sorted(bare)]
    costs = np.round(rng.uniform(20, 90, PACKAGES), 2), np.round(rng.uniform(5, 40, (2, PACKAGES)), 2)
    return FacilityProblem(*costs, FUNCTIONS, *np.array(arcs).T, np.round(rng.uniform(0, 3, len(arcs)), 2))


@pytest.fixture(scope="module")
def solved(domains):
    """The solution of that landscape."""
    return solve(domains, budget=WorkBudget(120_000.0))


def test_domains_are_found(domains):
    """Functions of one domain come together, and most packages lie within one block."""
    net = layout(domains)
    blocks = blocks_of(net)

    assert sorted(f for block in blocks for f in block.tolist()) == list(range(FUNCTIONS))
    assert within(net, blocks) > 0.75
    assert all(len(set((block % DOMAINS).tolist())) == 1 for block in blocks if len(block) >= 10)


def test_the_sum_of_blocks_is_a_bound(domains, solved):
    """The plan is allowed, close to the bound, and the checker accepts the sum of the blocks."""
    assert (broken_rules(domains, solved.plan), len(solved.certificate.blocks) > 1) == ([], True)
    assert proven_bound(domains, solved.certificate) == pytest.approx(solved.bound)
    assert solved.gap < 0.05


def test_blocks_that_bear_too_much_prove_nothing(domains, solved):
    """When blocks together bear more than opening costs, or a block is left out, nothing is proven."""
    first, *rest = solved.certificate.blocks
    dear = replace(first, open_cost=first.open_cost + 1.0)

    assert proven_bound(domains, replace(solved.certificate, blocks=(dear, *rest))) == -np.inf
    assert proven_bound(domains, replace(solved.certificate, blocks=tuple(rest))) == -np.inf


def test_shares_add_up(domains):
    """What the blocks bear of each package is what it costs."""
    net = layout(domains)
    parts = shares(net, blocks_of(net), net.cost - 20.0)

    assert sum(opened for opened, _ in parts) == pytest.approx(domains.open_cost)
    assert sum(joined for _, joined in parts)[net.pair_member, net.pair_package] == pytest.approx(
        domains.join_cost[net.pair_member, net.pair_package]
    )


def test_a_part_put_back_is_the_same_plan(domains):
    """Taking a part out of a plan and putting it back changes nothing."""
    net = layout(domains)
    arcs = net.demand_arc[net.demand_ptr[:-1]]
    sub = anew(net, blocks_of(net)[0], arcs)

    assert replaced(net, sub, own_plan(net, sub, arcs), arcs).tolist() == arcs.tolist()


def test_moving_what_blocks_share_raises_the_bound(monkeypatch, domains, solved):
    """The sum after moving is more than without it, and the blocks together bear all but a trifle of every shared cost."""
    monkeypatch.setattr("wiel.methods.facility.decomposition._enough", lambda meter, proofs: lambda: True)
    still = solve(domains, budget=WorkBudget(120_000.0))
    opened = np.zeros(PACKAGES)
    for block in solved.certificate.blocks:
        opened[list(block.packages)] += block.open_cost

    assert still.bound < solved.bound <= still.plan.cost
    assert opened == pytest.approx(domains.open_cost)


@pytest.mark.parametrize("seed", range(20))
def test_amounts_divided_are_the_nearest_that_add_up(seed):
    """Zero or more, adding up to the totals, and no nearer division among many tried."""
    rng = np.random.default_rng(seed)
    item = np.array([0, 0, 1, 1, 1])
    shared = Shared(item, item, item, rng.uniform(1, 9, 2))
    asked = rng.normal(2, 4, 5)
    found = shared.divided(asked)
    tried = [np.concatenate([rng.dirichlet([1, 1]), rng.dirichlet([1, 1, 1])]) * shared.total[item] for _ in range(2000)]

    assert found.min() >= 0
    assert np.bincount(item, found) == pytest.approx(shared.total)
    assert ((found - asked) ** 2).sum() <= min(((one - asked) ** 2).sum() for one in tried) + 1e-9

"""Annealing of a problem: builds the board, runs schedules in chunks, keeps the best plan."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.layout import Layout
from wiel.methods.facility.problem import Floats, Ints
from wiel.methods.facility.search import ARC, BROKEN, CAP, DEMAND, PACKAGE, PAIR, STEP, TIE, TRAIL, Board, anneal

# Shares of the moves: empty a pair, take over, close everywhere, spread everywhere, replace everywhere; the rest are single.
MIX = np.cumsum([0.2, 0.5, 0.05, 0.02, 0.01])
# Moves between two looks at the clock: fewer in small problems, which are proven in the time of a few hundred moves.
CHUNK, CHUNK_PER_DEMAND = 2000, 8
_NO_CAP = 1 << 40


@dataclass
class Best:
    """The cheapest plan found so far: one arc per demand; infinite cost when none obeys the rules yet."""

    arcs: Ints
    cost: float = np.inf


class Annealing:
    """Searches plans of one layout. `choices` limits the arcs that moves pick from (all of them when absent)."""

    def __init__(self, net: Layout, seed: int) -> None:
        self.net, self.seed, self.runs, self.moves = net, seed, 0, 0
        self.chunk = min(CHUNK, CHUNK_PER_DEMAND * net.demands)
        self.owner, self.names = _owners(net)
        self.ties = _ties(net)
        today = set(net.problem.in_use)
        counted = net.problem.max_moves is not None
        self.novel = np.array([counted and pair not in today for pair in net.pair_number], bool)
        self.keep = np.zeros(net.pairs, bool)
        for pair in net.problem.must_keep:
            if pair in net.pair_number:
                self.keep[net.pair_number[pair]] = True
        self.choices, self.choice_ptr = net.demand_arc, net.demand_ptr
        self.penalty = float(net.problem.open_cost.mean() + net.cost[net.packages : net.packages + net.pairs].mean() + 1.0)

    def first(self) -> Ints:
        """Every demand by its cheapest arc, join cost counted in half."""
        net = self.net
        score = net.cost[net.packages + net.pairs :][: net.arcs] + net.cost[net.packages + net.arc_pair] / 2
        return net.demand_arc[np.lexsort((score[net.demand_arc], net.demand[net.demand_arc]))][net.demand_ptr[:-1]]

    def limit(self, score: Floats, most: float, least_arcs: int = 3) -> None:
        """Let moves pick only arcs with a score up to `most`, and at least the best few of every demand."""
        order = np.lexsort((score, self.net.demand))
        rank = np.arange(len(order)) - self.net.demand_ptr[self.net.demand[order]]
        chosen = order[(score[order] <= most) | (rank < least_arcs)]
        self.choices = chosen.astype(np.int64)
        self.choice_ptr = np.searchsorted(self.net.demand[chosen], np.arange(self.net.demands + 1)).astype(np.int64)

    def board(self, arcs: Ints) -> Board:
        """The plan of `arcs` with its tallies."""
        net, problem = self.net, self.net.problem
        used = np.bincount(net.arc_pair[arcs], minlength=net.pairs)
        joined = used > 0
        live = np.bincount(net.pair_package[joined], minlength=net.packages)
        load = np.bincount(self.owner[net.pair_package[net.arc_pair[arcs]]], minlength=len(self.names))
        moves = np.bincount(net.pair_member[joined & self.novel], minlength=problem.members)
        limit = problem.supplier_limit
        caps = np.full(problem.members, _NO_CAP) if problem.max_moves is None else np.array(problem.max_moves)
        ties, tie_ptr = self.ties
        board = Board(
            _records(
                PACKAGE, open_cost=problem.open_cost, first=net.package_ptr[:-1], last=net.package_ptr[1:],
                supplier=self.owner, live=live,
            ),
            _records(
                PAIR, join_cost=net.cost[net.packages : net.packages + net.pairs], package=net.pair_package, member=net.pair_member,
                first=net.pair_ptr[:-1], last=net.pair_ptr[1:], used=used, novel=self.novel, keep=self.keep,
            ),
            _records(ARC, cost=net.cost[net.packages + net.pairs :][: net.arcs], pair=net.arc_pair, demand=net.demand),
            _records(DEMAND, at=arcs, first=self.choice_ptr[:-1], last=self.choice_ptr[1:], tie_first=tie_ptr[:-1], tie_last=tie_ptr[1:]),
            self.choices,
            ties,
            _records(CAP, now=load, cap=np.full(len(self.names), _NO_CAP if limit is None else limit)),
            _records(CAP, now=moves, cap=caps),
            np.zeros(64 * net.demands + 4096, STEP),
            np.zeros(2, np.int64),
        )  # fmt: skip
        over = np.maximum(load - board.suppliers["cap"], 0).sum() + np.maximum(moves - caps, 0).sum()
        board.tally[BROKEN] = int(over) + int((self.keep & ~joined).sum())
        board.tally[TRAIL] = 0
        return board

    def cost(self, arcs: Ints) -> float:
        """The cost of a plan in euro, without penalties."""
        net = self.net
        pairs = np.unique(net.arc_pair[arcs])
        total = net.cost[net.packages + net.pairs + arcs].sum() + net.cost[net.packages + pairs].sum()
        total += net.cost[np.unique(net.pair_package[pairs])].sum()
        ties, tie_ptr = self.ties
        left = np.repeat(np.arange(net.demands), np.diff(tie_ptr))
        apart = net.arc_pair[arcs[left]] != net.arc_pair[arcs[ties["demand"]]]
        return float(total + ties["cost"][apart].sum() / 2)

    def run(self, best: Best, start: Ints, hot: float, cold: float, share: Callable[[], float]) -> None:
        """Anneal from a plan while `share` of the schedule grows from 0 to 1; keeps what is better in `best`."""
        board, arcs = self.board(start), best.arcs.copy()
        cost = self.cost(start) + self.penalty * int(board.tally[BROKEN])
        least = best.cost
        if board.tally[BROKEN] == 0 and cost < least:
            least, arcs[:] = cost, start
        while (done := share()) < 1.0:
            heat = hot * (cold / hot) ** done
            self.runs += 1
            cost, least = anneal(
                (self.seed * 1_000_003 + self.runs) % 2**32, self.chunk, heat, self.penalty, cost, least, arcs, MIX, board
            )
            self.moves += self.chunk
        if least < best.cost:
            best.arcs, best.cost = arcs, self.cost(arcs)


def _records(kind: np.dtype, **fields: NDArray) -> NDArray:  # type: ignore[type-arg]
    table = np.zeros(len(next(iter(fields.values()))), kind)
    for name, values in fields.items():
        table[name] = values
    return table


def _owners(net: Layout) -> tuple[Ints, list[str]]:
    names = sorted(set(net.problem.supplier)) or [""]
    return np.array([names.index(s) for s in net.problem.supplier] or [0] * net.packages, np.int64), names


def _ties(net: Layout) -> tuple[NDArray, Ints]:  # type: ignore[type-arg]
    """Per demand the demands that it is coupled with and what it costs to be apart; both directions."""
    number = np.full((net.problem.members, net.problem.functions), -1, np.int64)
    number[net.demand_member, net.demand_function] = np.arange(net.demands)
    rows = [
        (int(number[m, a]), int(number[m, b]), cost)
        for f, g, cost in net.problem.couplings
        for m in range(net.problem.members)
        for a, b in ((f, g), (g, f))
        if number[m, f] >= 0 and number[m, g] >= 0
    ]
    rows.sort()
    ties = np.zeros(len(rows), TIE)
    ties["demand"], ties["cost"] = [r[1] for r in rows], [r[2] for r in rows]
    return ties, np.searchsorted([r[0] for r in rows], np.arange(net.demands + 1)).astype(np.int64)

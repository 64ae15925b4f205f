"""The linear program behind the least core and the nucleolus: minimise t with x(S) + weight·t ≥ v(S), rows made when needed."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import incidence
from wiel.texts import Sentence

# A dual price above this settles a row; prices sum to one (over weights), and a basic price is a ratio of small determinants.
PRICE = 1e-7
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Optimum:
    """The smallest t, an allocation that reaches it, and which coalitions and stand-alone limits hold it up."""

    level: float
    shares: NDArray[np.float64]
    tight: tuple[int, ...]
    tight_limits: tuple[int, ...]


class ExcessProgram:
    """Minimise t over allocations x (gains) subject to x(S) + weights[|S|]·t ≥ v(S) for the coalitions added so far.

    `limits`, when given, are what each player gets at least. HiGHS keeps its basis between solves, so each costs a few pivots.
    """

    def __init__(self, players: int, weights: NDArray[np.float64], limits: NDArray[np.float64] | None) -> None:
        self.players = players
        self.weights = weights
        self.limits = limits
        self.coalitions: list[int] = []
        self._place: dict[int, int] = {}
        self._open: set[int] = set()
        self._open_limits = set() if limits is None else set(range(players))
        self._solver = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "presolve": "off",
            "threads": 1,
            "primal_feasibility_tolerance": TOLERANCE,
            "dual_feasibility_tolerance": TOLERANCE,
        }.items():
            self._solver.setOptionValue(option, value)
        low = np.full(players + 1, -highspy.kHighsInf)
        if limits is not None:
            low[:players] = limits
        self._solver.addVars(players + 1, low, np.full(players + 1, highspy.kHighsInf))
        self._solver.changeColCost(players, 1.0)

    def __contains__(self, coalition: int) -> bool:
        return coalition in self._place

    @property
    def unsettled(self) -> tuple[int, ...]:
        """Coalitions in the program whose excess is not fixed yet."""
        return tuple(self.coalitions[place] for place in sorted(self._open))

    def add(self, coalitions: Sequence[int], values: Sequence[float]) -> None:
        """Add rows for coalitions that are not in the program yet."""
        rows = np.column_stack([incidence(coalitions, self.players), np.zeros(len(coalitions))])
        rows[:, -1] = self.weights[rows.sum(axis=1).astype(np.int64)]
        held = rows != 0
        starts = np.concatenate([[0], held.sum(axis=1).cumsum()[:-1]]).astype(np.int32)
        above = np.full(len(coalitions), highspy.kHighsInf)
        columns = np.nonzero(held)[1].astype(np.int32)
        low = np.asarray(values, dtype=np.float64)
        self._solver.addRows(len(coalitions), low, above, columns.size, starts, columns, rows[held])
        for coalition in coalitions:
            self._place[coalition] = len(self.coalitions)
            self._open.add(len(self.coalitions))
            self.coalitions.append(coalition)

    def settle(self, coalition: int, amount: float) -> None:
        """From now on the coalition gets exactly this amount; it no longer bounds t."""
        if coalition not in self:
            self.add([coalition], [amount])
        place = self._place[coalition]
        self._solver.changeCoeff(place, self.players, 0.0)
        self._solver.changeRowBounds(place, amount, amount)
        self._open.discard(place)

    def release(self, coalition: int) -> None:
        """The row no longer binds: what it says follows from the settled ones."""
        place = self._place[coalition]
        self._solver.changeRowBounds(place, -highspy.kHighsInf, highspy.kHighsInf)
        self._open.discard(place)

    def settle_limit(self, player: int) -> None:
        """From now on the player gets exactly the stand-alone limit."""
        assert self.limits is not None
        self._solver.changeColBounds(player, self.limits[player], self.limits[player])
        self._open_limits.discard(player)

    def solve(self) -> Optimum:
        """The smallest t now."""
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()
            self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise InvalidProblem(Sentence("games.solver", {"status": self._solver.modelStatusToString(status)}))
        solution = self._solver.getSolution()
        columns = np.array(solution.col_value)
        prices, reduced = solution.row_dual, solution.col_dual
        return Optimum(
            float(columns[-1]),
            columns[:-1],
            tuple(self.coalitions[place] for place in sorted(self._open) if prices[place] > PRICE),
            tuple(player for player in sorted(self._open_limits) if reduced[player] > PRICE),
        )

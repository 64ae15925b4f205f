"""Nucleolus, prenucleolus, per-capita nucleolus and least core by linear programs whose rows are made when needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import incidence, members
from wiel.methods.games.excess import Complaint, Scan, divisors_per_member
from wiel.methods.games.folding import maxima_with_each_player
from wiel.methods.games.game import NOISE, Game, Shares
from wiel.methods.games.marginal import partition_of, shapley
from wiel.methods.games.program import ExcessProgram, Optimum
from wiel.methods.games.span import Span
from wiel.texts import Sentence

# Coalitions taken into the program after one scan: more make it slower to solve, fewer ask for more scans.
TAKEN = 48


class Search(Protocol):
    """Finds coalitions outside a span whose divided excess at an allocation exceeds a threshold, worst first."""

    def __call__(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """At most `limit` complaints."""
        ...


@dataclass(frozen=True, slots=True)
class Level:
    """One step: the excess (divided, in the unit of the game) and the coalitions that have it in every best allocation."""

    excess: float
    coalitions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nucleolus:
    """The allocation, its levels of excess from the greatest down, and how much work it took."""

    shares: Shares
    levels: tuple[Level, ...]
    programs: int
    coalitions: int


@dataclass(frozen=True, slots=True)
class LeastCore:
    """The smallest greatest excess ε, one allocation that has it, and the coalitions that hold it up. Empty core: ε > 0."""

    epsilon: float
    shares: Shares
    coalitions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sequence of programs works on: gains shifted by `shift` and divided by `scale`.

    `value(S)` is the gain of a coalition before shifting; `blocks` divide their own value; `limits` bound shares from below.
    """

    players: int
    sign: float
    value: Callable[[int], float]
    search: Search
    shift: Shares
    scale: float
    weights: NDArray[np.float64]
    blocks: tuple[int, ...]
    limits: Shares | None

    def scaled(self, coalition: int) -> float:
        """The shifted and scaled value of a coalition."""
        return (self.value(coalition) - float(self.shift[list(members(coalition))].sum())) / self.scale

    def restored(self, shares: Shares) -> Shares:
        """Shifted and scaled gains as shares in the unit and sign of the game."""
        return self.sign * (self.shift + self.scale * shares)


def nucleolus(game: Game, *, per_capita: bool = False, blocks: Sequence[Sequence[int]] | None = None) -> Nucleolus:
    """Which allocation, with nobody worse off than alone, makes the greatest complaint smallest, then the next, and so on?

    Minimises lexicographically the excesses v(S) − x(S) (cost: x(S) − c(S)), divided by |S| with `per_capita`. With `blocks` each
    block divides its own value. Algorithms `game.nucleolus`, `game.nucleolus.per-capita`, `game.nucleolus.structured`.
    Raises `InvalidProblem` when in every allocation somebody is worse off than alone. Schmeidler (1969); Young e.a. (1982).

    >>> nucleolus(Game(np.array([0, 0, 0, 0, 0, 0, 10, 2.0]))).shares.round(9).tolist()
    [0.0, 1.0, 1.0]
    """
    setting = _setting(game, per_capita, blocks, limited=True)
    assert setting.limits is not None
    for block in setting.blocks:
        alone = float(setting.limits[list(members(block))].sum())
        if alone > setting.scaled(block) + NOISE:
            raise InvalidProblem(Sentence("games.no-imputation", {"total": str(game.values[block])}))
    return sequence(setting)


def prenucleolus(game: Game, *, per_capita: bool = False, blocks: Sequence[Sequence[int]] | None = None) -> Nucleolus:
    """The same as `nucleolus`, over all allocations: some player may be worse off than alone. Algorithm `game.prenucleolus`.

    >>> prenucleolus(Game(np.array([0, 0, 0, 0, 0, 0, 10, 2.0]))).shares.round(9).tolist()
    [-4.0, 3.0, 3.0]
    """
    return sequence(_setting(game, per_capita, blocks, limited=False))


def least_core(game: Game) -> LeastCore | None:
    """How large is the smallest greatest excess? None for one player, where no coalition can complain.

    Algorithm `game.least-core`; the program of the first level of the prenucleolus.

    >>> least_core(Game(np.array([0.0, 60, 50, 95, 40, 88, 70, 120]), "cost")).epsilon.__round__(4)
    -4.3333
    """
    if game.players == 1:
        return None
    setting = _setting(game, False, None, limited=False)
    program, span = _program(setting)
    best, _ = _level(setting, program, span)
    return LeastCore(best.level * setting.scale, setting.restored(best.shares), best.tight)


def _setting(game: Game, per_capita: bool, blocks: Sequence[Sequence[int]] | None, limited: bool) -> Setting:
    divisors = divisors_per_member(game.players) if per_capita else None
    shift = game.sign * shapley(game)
    rest = max(float(maxima_with_each_player(game.values, way * game.sign, way * shift).max()) for way in (1.0, -1.0))
    scale = rest if rest > 1e-14 * game.scale else max(game.scale, 1.0)
    return Setting(
        game.players,
        game.sign,
        lambda coalition: game.sign * float(game.values[coalition]),
        Scan(game, divisors),
        shift,
        scale,
        np.ones(game.players + 1) if divisors is None else divisors,
        (game.everybody,) if blocks is None else partition_of(blocks, game.players),
        (game.sign * game.singles - shift) / scale if limited else None,
    )


def _program(setting: Setting) -> tuple[ExcessProgram, Span]:
    """The program with only single players and everybody-but-one, which already bounds t from below."""
    program, span = ExcessProgram(setting.players, setting.weights, setting.limits), Span(setting.players)
    for block in setting.blocks:
        span.add(block)
        program.settle(block, setting.scaled(block))
    everybody = (1 << setting.players) - 1
    first = [1 << player for player in range(setting.players)]
    first += [everybody ^ single for single in first]
    outside = [coalition for coalition in dict.fromkeys(first) if coalition not in span]
    program.add(outside, [setting.scaled(coalition) for coalition in outside])
    return program, span


def _level(setting: Setting, program: ExcessProgram, span: Span) -> tuple[Optimum, int]:
    """Solve and scan in turn until no coalition exceeds t; the optimum and the number of programs solved."""
    best, solved = program.solve(), 1
    while True:
        above = (best.level + NOISE) * setting.scale
        found = setting.search(setting.restored(best.shares), span, above, TAKEN)
        fresh = [complaint.coalition for complaint in found if complaint.coalition not in program]
        if not fresh:
            return best, solved
        program.add(fresh, [setting.scaled(coalition) for coalition in fresh])
        best, solved = program.solve(), solved + 1


def sequence(setting: Setting) -> Nucleolus:
    """Level after level until the settled coalitions leave no freedom; then x from all settled equalities at once."""
    program, span = _program(setting)
    levels: list[Optimum] = []
    programs = 0
    while not span.full:
        best, solved = _level(setting, program, span)
        programs += solved
        for coalition in best.tight:
            if span.add(coalition):
                weight = setting.weights[coalition.bit_count()]
                program.settle(coalition, setting.scaled(coalition) - float(weight) * best.level)
        for player in best.tight_limits:
            span.add(1 << player)
            program.settle_limit(player)
        for coalition in program.unsettled:
            if coalition in span:
                program.release(coalition)
        levels.append(best)
    return Nucleolus(
        _without_noise(setting.restored(_solved(setting, levels))),
        tuple(Level(best.level * setting.scale, best.tight) for best in levels),
        programs,
        len(program.coalitions),
    )


def _without_noise(shares: Shares) -> Shares:
    """A share that is only rounding becomes a plain zero."""
    return np.where(np.abs(shares) <= 1e-14 * np.abs(shares).max(), 0.0, shares)


def _solved(setting: Setting, levels: Sequence[Optimum]) -> Shares:
    """The allocation from all settled equalities by least squares; unknown are the shares and the level of every step."""
    equalities: list[tuple[int, float, int | None]] = [(block, setting.scaled(block), None) for block in setting.blocks]
    for step, best in enumerate(levels):
        equalities += [(coalition, setting.scaled(coalition), step) for coalition in best.tight]
        if setting.limits is not None:
            equalities += [(1 << player, float(setting.limits[player]), None) for player in best.tight_limits]
    inside = incidence([coalition for coalition, _, _ in equalities], setting.players)
    reached = np.zeros((len(equalities), len(levels)))
    for row, (coalition, _, at) in enumerate(equalities):
        if at is not None:
            reached[row, at] = setting.weights[coalition.bit_count()]
    amounts = np.array([amount for _, amount, _ in equalities])
    solution: Shares = np.linalg.lstsq(np.hstack([inside, reached]), amounts)[0][: setting.players]
    return solution

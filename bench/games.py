"""Cooperative games: speed of Wiel beside coopgame-py, and how far the answers are apart. `python -m bench.games [--largest N]`.

Instances by formula and seed. Economies of scale: c(S) = Σ aᵢ + b·√Σ wᵢ, a uniform on 1…3, w on 1…10, b = 10. Random: v(S) uniform on 0…|S|.
Both take the values as an array that is there already; time to hand it over to the other library is not counted.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import coopgame
import numpy as np

from wiel.methods.games import Game, certify, prenucleolus, sampled_shapley, shapley
from wiel.methods.games.coalitions import sizes, subset_sums

SEED = 1
RIVAL_UP_TO = 20
SIZES = (12, 16, 18, 20, 22, 24)


@dataclass(frozen=True)
class Row:
    """One measurement: seconds here and there, and the greatest difference as a part of |v(N)|."""

    what: str
    players: int
    seconds: float
    rival: float | None
    difference: float | None
    note: str = ""

    def __str__(self) -> str:
        rival = "" if self.rival is None else f"{self.rival:.4f}"
        ratio = "" if self.rival is None else f"{self.rival / self.seconds:.1f}"
        apart = "" if self.difference is None else f"{self.difference:.0e}"
        return f"{self.what:<34}{self.players:>4}{self.seconds:>11.4f}{rival:>11}{ratio:>8}{apart:>9}  {self.note}"


def economies_of_scale(players: int) -> Game:
    """Costs with a fixed part per player and a joint part that grows with the root of what is carried."""
    random = np.random.default_rng(SEED)
    own, weight = random.uniform(1, 3, players), random.uniform(1, 10, players)
    return Game(subset_sums(own) + 10 * np.sqrt(subset_sums(weight)), "cost")


def uniform(players: int) -> Game:
    """Values without any structure; the core is empty."""
    return Game(np.random.default_rng(SEED).uniform(0, 1, 1 << players) * sizes(players))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and answer of one call."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def best(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The least of a few calls."""
    return min((timed(work) for _ in range(times)), key=lambda pair: pair[0])


def measured(name: str, game: Game) -> Iterator[Row]:
    """Shapley value, prenucleolus and certificate of one game, beside the rival where that is not too large."""
    gains = (game.sign * game.values)[1:].tolist() if game.players <= RIVAL_UP_TO else None
    other = None if gains is None else coopgame.Game(gains)
    rival = difference = None
    seconds, shares = best(lambda: shapley(game))
    if other is not None:
        rival, theirs = best(lambda: coopgame.shapley(other))
        difference = float(np.abs(game.sign * shares - theirs).max()) / abs(game.total)
    yield Row(f"Shapley value, {name}", game.players, seconds, rival, difference)
    seconds, found = best(lambda: prenucleolus(game))
    if other is not None:
        rival, answer = best(lambda: coopgame.prenucleolus(other))
        difference = float(np.abs(game.sign * found.shares - answer["allocation"]).max()) / abs(game.total)
    note = f"{len(found.levels)} levels, {found.programs} programs, {found.coalitions} coalitions"
    yield Row(f"prenucleolus, {name}", game.players, seconds, rival, difference, note)
    seconds, verdict = timed(lambda: certify(game, found.shares, limited=False))
    yield Row(f"certificate, {name}", game.players, seconds, None, None, "accepted" if verdict.accepted else verdict.reason)


def sampled(players: int, pairs: int) -> Row:
    """Sampled Shapley value of a game given as a function."""
    weights = np.random.default_rng(SEED).uniform(1, 10, players).tolist()

    def cost(coalition: int) -> float:
        return float(sum(weight for place, weight in enumerate(weights) if coalition >> place & 1) ** 0.5)

    seconds, sample = timed(lambda: sampled_shapley(players, cost, pairs=pairs, seed=SEED))
    error = float((sample.standard_error / sample.shares).max())
    return Row(f"sampled Shapley, {pairs} pairs", players, seconds, None, None, f"standard error at most {error:.1%} of a share")


def rows(largest: int = max(SIZES)) -> Iterator[Row]:
    """All measurements; kernels are compiled and warm before the first."""
    for game in (economies_of_scale(12), uniform(12)):
        shapley(game)
        certify(game, prenucleolus(game).shares, limited=False)
    for players in (size for size in SIZES if size <= largest):
        yield from measured("economies of scale", economies_of_scale(players))
        yield from measured("random", uniform(players))
    yield sampled(40, 500)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=max(SIZES), help="the greatest number of players")
    print(f"{'':<34}{'n':>4}{'Wiel s':>11}{'coopgame s':>11}{'times':>8}{'apart':>9}")
    for row in rows(parser.parse_args().largest):
        print(row, flush=True)


if __name__ == "__main__":
    main()

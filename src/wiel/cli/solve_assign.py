"""`wiel solve assign INSTANCE`: facility location and target landscapes, solved with a proven bound."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import print_json, with_json, with_language
from wiel.errors import Infeasible, InvalidProblem, Place
from wiel.exchange.files import read_bytes
from wiel.exchange.limits import MEGABYTE
from wiel.methods.facility.budget import Budget, Meter, News, WorkBudget
from wiel.methods.facility.capacitated import solve_capacitated
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.reading import problem_from_json, uncapacitated, warehouses_from_text
from wiel.methods.facility.solve import solve, warm_up
from wiel.texts import Sentence, say
from wiel.texts.numbers import number
from wiel.texts.plain_yaml import from_yaml

DEFAULT_SECONDS = 60.0
DIGITS = 6
MOST_BYTES = 32 * MEGABYTE
STRUCTURED = (".json", ".yaml", ".yml")


@dataclass
class TimeMeter:
    """A strand that runs from one moment to another."""

    first: float
    last: float

    def spend(self, work: float) -> None:
        """Time passes by itself."""

    def share(self) -> float:
        """The share of the time that is over."""
        return (time.monotonic() - self.first) / max(self.last - self.first, 1e-9)


@dataclass(frozen=True)
class TimeBudget:
    """So many seconds from now."""

    seconds: float
    progress: Callable[[News], None]
    start: float = field(default_factory=time.monotonic)

    def meter(self, first: float, last: float) -> Meter:
        """The meter of a strand."""
        return TimeMeter(self.start + first * self.seconds, self.start + last * self.seconds)

    def report(self, news: News) -> None:
        """Hand the news on."""
        self.progress(news)


@click.command("assign")
@click.argument("instance", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--capacitated/--uncapacitated", default=True, help="For warehouse text: with capacities (default) or without.")
@click.option("--capacity", type=click.FloatRange(min=0), help="Capacity of every warehouse where the file leaves it open.")
@click.option("--time-limit", type=click.FloatRange(min=0), help=f"Seconds; {DEFAULT_SECONDS:g} when no --work is given.")
@click.option("--work", type=click.FloatRange(min=1), help="Units of work; the same work and seed give the same plan.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the search.")
@click.option("--plan", "with_plan", is_flag=True, help="Also give who is served by what.")
@with_language
@with_json
def assign(
    instance: Path,
    capacitated: bool,
    capacity: float | None,
    time_limit: float | None,
    work: float | None,
    seed: int,
    with_plan: bool,
    language: str,
    as_json: bool,
) -> None:
    """Solve INSTANCE: warehouse text of the OR-Library, or open, join and serve as .json or .yaml.

    Gives the cost of the best plan, a proven lower bound and their gap. Unusable input ends with status 2 and a remedy; so do demands
    that cannot hold together, with the names of a smallest set of them.
    """
    begin = time.monotonic()
    if instance.suffix.lower() in STRUCTURED or not capacitated:
        warm_up()
    budget = _budget(time_limit, work, language)
    try:
        answer = _solved(instance, capacitated, capacity, budget, seed, with_plan)
    except Infeasible as error:
        if as_json:
            print_json({"status": "infeasible", "conflict": list(error.conflict)})
        raise
    answer["seconds"] = round(time.monotonic() - begin, 3)
    if as_json:
        print_json(answer)
    else:
        click.echo(_page(answer, language))


def _budget(time_limit: float | None, work: float | None, language: str) -> Budget:
    deadline = None if time_limit is None else time.monotonic() + time_limit
    if work is not None:
        return WorkBudget(work, _shown(language), lambda: deadline is not None and time.monotonic() >= deadline)
    return TimeBudget(DEFAULT_SECONDS if time_limit is None else time_limit, _shown(language))


def _shown(language: str) -> Callable[[News], None]:
    """Prints where the search stands on a terminal; in a pipe nothing is shown."""

    def show(news: News) -> None:
        """One line per news."""
        if sys.stderr.isatty():
            cost, bound = (number(value, language, 2) for value in (news.cost, news.bound))
            click.echo(say("assign.progress", language, cost=cost, bound=bound), err=True)

    return show


def _solved(
    instance: Path, capacitated: bool, capacity: float | None, budget: Budget, seed: int, with_plan: bool
) -> dict[str, Any]:
    if instance.suffix.lower() in STRUCTURED:
        return _landscape(problem_from_json(content_of(instance)), seed, budget, with_plan)
    problem = warehouses_from_text(text_of(instance), capacity if capacitated else 1.0 if capacity is None else capacity)
    if not capacitated:
        return _landscape(uncapacitated(problem), seed, budget, with_plan)
    solution = solve_capacitated(problem, budget)
    answer = _answer(solution.cost, solution.bound, solution.status, solution.open)
    return answer | ({"served": solution.served.tolist()} if with_plan else {})


def _landscape(problem: FacilityProblem, seed: int, budget: Budget, with_plan: bool) -> dict[str, Any]:
    solution = solve(problem, seed, budget)
    answer = _answer(solution.plan.cost, solution.bound, solution.status, solution.plan.open)
    return answer | ({"served_by": solution.plan.served_by.tolist()} if with_plan else {})


def _answer(cost: float, bound: float, status: str, opened: tuple[int, ...]) -> dict[str, Any]:
    objective, proven = round(cost, DIGITS), min(round(bound, DIGITS), round(cost, DIGITS))
    gap = (objective - proven) / objective if objective > 0 else 0.0
    return {"objective": objective, "bound": proven, "gap": gap, "status": status, "seconds": 0.0, "open": list(opened)}


def text_of(file: Path) -> str:
    """The text of a problem."""
    try:
        return read_bytes(file, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidProblem(Sentence("assign.not-text", {"path": str(file)}), Place(file=file.name)) from None


def content_of(file: Path) -> dict[str, Any]:
    """The object in a problem of JSON or YAML."""
    text = text_of(file)
    try:
        content = json.loads(text) if file.suffix.lower() == ".json" else from_yaml(text)
    except (ValueError, RecursionError) as error:
        raise InvalidProblem(
            Sentence("assign.not-structured", {"path": str(file), "reason": str(error)}), Place(file=file.name)
        ) from None
    if not isinstance(content, dict):
        raise InvalidProblem(Sentence("assign.not-object", {"path": str(file)}), Place(file=file.name))
    return content


def _page(answer: dict[str, Any], language: str) -> str:
    figures = {name: number(answer[name], language, 2) for name in ("objective", "bound", "seconds")}
    opened = ", ".join(str(k) for k in answer["open"])
    return say(
        "assign.page",
        language,
        **figures,
        gap=number(100 * answer["gap"], language, 3),
        status=say(f"assign.{answer['status']}", language),
        open=opened,
    )

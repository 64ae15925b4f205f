"""Gathers what is divided: the cost of every group under the plan, what members pay today, and what the keys count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing import (
    PARTS,
    Choice,
    Collective,
    CostTable,
    choice_of,
    collective_of,
    cost_of,
    cost_table,
    game_of,
    plain_merger,
    today,
)
from wiel.costing.table import Floats
from wiel.errors import InvalidProblem, WielError, WrongUse
from wiel.findings import Finding, Severity
from wiel.instruments.cost_sharing.bound import CENTS, Bounds
from wiel.instruments.cost_sharing.coalitions import MOST_EXACT, Coalitions, Listed, Sampled
from wiel.instruments.cost_sharing.many import OneByOne
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.stake import Counts, Stake
from wiel.landscape import Landscape
from wiel.landscape.plan import Plan
from wiel.methods.games import Game, Kind
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs
from wiel.results import ParameterUse
from wiel.texts import Sentence

WORK = 100_000.0
BOUGHT = ("software", "services")


@dataclass(frozen=True)
class Gathered:
    """What is divided, or the finding that says why there is nothing; and the parameters that costing used."""

    stake: Stake | None
    uses: tuple[ParameterUse, ...] = ()
    refusal: Finding | None = None


def gather(inputs: Inputs, parameters: Parameters, options: Options) -> Gathered:
    """What does every group of members cost, and what is known of each member?

    The total is what the plan costs all together, also where everybody apart would be cheaper; for any other group it is the plan
    restricted to the group or its members apart, whichever is cheaper. Equal yearly amounts over the horizon of costing.
    """
    try:
        table, _, used = cost_table(inputs.landscape, inputs.members, parameters)
        collective, more = collective_of(table, parameters, options.form, inputs.landscape.as_of)
        plan = Plan.from_table(inputs.handovers["plan"]) if "plan" in inputs.handovers else plain_merger(table)
        groups = _groups(table, plan, collective, options)
    except InvalidProblem as error:
        return Gathered(None, refusal=_refusal(error))
    if not inputs.members or not groups.today.any():
        return Gathered(None, (*used, *more))
    try:
        return Gathered(_stake(inputs, options, Costed(table, collective, plan, groups)), (*used, *more))
    except WrongUse as error:
        return Gathered(None, (*used, *more), _refusal(error))


def _refusal(error: WielError) -> Finding | None:
    """What cannot be worked with, as a finding, so that a study goes on."""
    if not isinstance(error.sentence, Sentence):
        return None
    return Finding(error.sentence, Severity.WARNING, error.place, Confidentiality.INTERN)


@dataclass(frozen=True, eq=False)
class Groups:
    """The cost of every group: as a game in cents a year, and `both` together and apart as present value; `today` per member."""

    coalitions: Coalitions
    both: Callable[[int], tuple[float, float]]
    choice: Choice
    today: Floats


def _groups(table: CostTable, plan: Plan, collective: Collective, options: Options) -> Groups:
    """Every group written out, or asked one by one where there are too many members for that."""
    choice, members, yearly = choice_of(table, plan), len(table.members), CENTS / table.annuity
    if members > MOST_EXACT:
        asked = OneByOne.of(table, choice, collective)
        everybody = (1 << members) - 1
        sampled = Sampled(
            members,
            lambda group: yearly * (asked.both(group)[0] if group == everybody else min(asked.both(group))),
            options.samples,
            options.seed,
        )
        return Groups(sampled, asked.both, choice, asked.alone)
    costs = game_of(table, plan, collective)
    values = costs.values.copy()
    values[-1] = costs.together[-1]
    both = _by_number(costs.together, costs.apart)
    return Groups(Listed(Game(values * yearly, Kind.COST)), both, choice, costs.apart[1 << np.arange(members)])


def _by_number(together: Floats, apart: Floats) -> Callable[[int], tuple[float, float]]:
    """Both costs of a group by its number."""
    return lambda group: (float(together[group]), float(apart[group]))


@dataclass(frozen=True, eq=False)
class Costed:
    """The table, the plan and its cost for every group."""

    table: CostTable
    collective: Collective
    plan: Plan
    groups: Groups

    def cents(self, present: float) -> int:
        """A present value as whole cents a year."""
        return round(present * CENTS / self.table.annuity)


def _stake(inputs: Inputs, options: Options, costed: Costed) -> Stake:
    about = _about(inputs.landscape, inputs.members)
    table, groups = costed.table, costed.groups
    current = cost_of(table, today(table))
    usage, assumed_uses = _usage(inputs.landscape, inputs.members)
    move = float(cost_of(table, costed.plan).once.sum()) + _working_together(costed.collective)
    return Stake(
        tuple(inputs.members),
        tuple(about["name"].to_list()),
        groups.coalitions,
        tuple(costed.cents(float(amount)) for amount in groups.today),
        {"inhabitants": _whole(about["inhabitants"]), "workplaces": _whole(about["workplaces"]), "usage": usage},
        assumed_uses,
        tuple(bool(amount > 0) for amount in current.assumed),
        tuple(about["budget"].to_list()),
        Bounds(table, groups.choice, costed.collective, groups.both, options.bounded, WORK, options.seed),
        _book_value(inputs.landscape, inputs.members),
        round(move * CENTS),
        _fixed(costed),
        table.discount,
    )


def _working_together(collective: Collective) -> float:
    """What starting to work together costs once, in EUR."""
    return float(collective.deciding.sum() + collective.transition.sum() * collective.overrun)


def _fixed(costed: Costed) -> int:
    """What of a year cannot be cut at once when a member leaves, in cents.

    The fixed software and services of solutions that more members use, governance, and the infrastructure and technical staff that went
    over to the partnership; personnel and infrastructure of single solutions are part of that layer and not counted twice.
    """
    table, served, collective = costed.table, costed.groups.choice.served, costed.collective
    used = np.zeros(table.in_use.shape, bool)
    m, f = np.nonzero(served >= 0)
    used[m, served[m, f]] = True
    bought = [PARTS.index(part) for part in BOUGHT]
    yearly = (table.open_parts[:, used.sum(axis=0) > 1].sum(axis=1) / table.factors)[bought].sum()
    governance = collective.governance_share * cost_of(table, costed.plan).yearly.sum()
    return round(float(yearly + governance + collective.brought_in * collective.layer.sum()) * CENTS)


def _about(landscape: Landscape, members: Sequence[str]) -> pl.DataFrame:
    """Name, inhabitants, workplaces and budget of each member, in their order."""
    known = landscape["organisations"].unique("id", keep="first", maintain_order=True)
    order = pl.DataFrame({"id": list(members)}, schema={"id": pl.String})
    return order.join(known, on="id", how="left", maintain_order="left").with_columns(pl.col("name").fill_null(pl.col("id")))


def _whole(column: pl.Series) -> Counts:
    return tuple(column.to_list())


def _usage(landscape: Landscape, members: Sequence[str]) -> tuple[Counts, tuple[int, ...]]:
    """Users per member over all applications that it uses on the day, and for how many uses its own mean stands in.

    None for a member of whom no number is known although it uses something; a member that uses nothing has 0.
    """
    running = landscape["applications"].filter(pl.col("status").cast(pl.String).ne_missing("buiten gebruik"))
    uses = landscape.at(landscape.as_of)["application_uses"].unique(
        ("application", "organisation"), keep="first", maintain_order=True
    )
    counted = uses.filter(pl.col("application").is_in(running["id"].implode())).group_by("organisation").agg(
        known=pl.col("users").count(), unknown=pl.col("users").null_count(), users=pl.col("users").sum()
    )  # fmt: skip
    rows = {row["organisation"]: row for row in counted.iter_rows(named=True)}
    counts: list[int | float | None] = []
    assumed: list[int] = []
    for member in members:
        row = rows.get(member, {"known": 0, "unknown": 0, "users": 0})
        known, unknown = row["known"], row["unknown"]
        counts.append(row["users"] * (known + unknown) / known if known else None if unknown else 0)
        assumed.append(unknown if known else 0)
    return tuple(counts), tuple(assumed)


def _book_value(landscape: Landscape, members: Sequence[str]) -> int | None:
    """The book value of what partnerships of these members hold, in cents; None where there is none known or one is unknown."""
    joined = landscape["memberships"].filter(pl.col("member").is_in(list(members)))["partnership"].unique()
    held = landscape["facilities"].filter(pl.col("organisation").is_in(joined.implode()))["book_value"]
    return None if held.is_empty() or held.null_count() else int(held.sum())

"""Runs the inventory from landscape to result."""

import polars as pl

from wiel.instruments.inventory import advise, confirm, count, measure, sort_out
from wiel.instruments.inventory.options import SIZE, Options
from wiel.instruments.inventory.result import Answer, Confirmed, result
from wiel.instruments.inventory.scope import members_of
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result

STEPS = 4


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """What do we have, how complete and how trustworthy is what we know?

    Works on what belongs to the members. `inputs.findings` are the findings of reading the files; without them the rules of the tables are
    checked anew, and how many cells could not be read is not computed (null), never zero.
    """
    known = parameters.at(inputs.landscape.as_of)
    freshness = known.count("inventory.freshness_months")
    bounds = known.bounds("general.size_classes") if options.peers == SIZE else None
    landscape = inputs.landscape.only(inputs.members)
    members = members_of(inputs.landscape, inputs.members)
    _report(control, 1)
    completeness = measure.completeness(landscape, members, freshness)
    by_member = measure.by_member(landscape, members, bounds)
    _report(control, 2)
    findings = inputs.landscape.check() if inputs.findings is None else inputs.findings
    invalid = None if inputs.findings is None else sort_out.invalid_cells(inputs.findings)
    counts, tables = count.counts(landscape, members), count.tables(landscape, members, measure.table_names())
    _report(control, 3)
    effort = advise.Effort({k: known.decimal(n) for k, n in advise.MINUTES.items()}, *map(known.decimal, advise.WEIGHTS))
    confirmed = _confirmed(landscape, members, freshness)
    hour = advise.next_hour(inputs.landscape, tuple(members["organisation"]), confirmed.per_member, inputs.findings, effort)
    answer = Answer(
        landscape, counts, tables, completeness, by_member, confirmed, _named(hour, members), invalid, findings, inputs.findings is None,
        options,
    )  # fmt: skip
    _report(control, STEPS)
    return result(answer, inputs.landscape, known.uses())


def _confirmed(landscape: Landscape, members: pl.DataFrame, limit_months: int) -> Confirmed:
    """How fresh, and who confirmed it."""
    return Confirmed(
        confirm.freshness(landscape, members, limit_months),
        confirm.freshness_per_table(landscape, members, limit_months),
        confirm.confirmations(landscape, members),
    )


def _named(rows: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    return rows.join(members.select("organisation", "organisation_name"), on="organisation", how="left", maintain_order="left")


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)

"""Quality and vulnerability beside the money: what the landscape says of now, and of what stays in the plan."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from wiel.landscape import Landscape
from wiel.landscape.plan import NEW, Plan

QUALITY, VULNERABILITY = "kwaliteit", "kwetsbaarheid"
GONE, PRODUCTION = "buiten gebruik", "productie"
NOBODY = "geen"


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of how many, and of how many it is not known; None is not computed."""

    name: str
    aspect: str
    now: int | None
    of: int | None
    unknown: int | None
    planned: int | None = None
    planned_of: int | None = None
    planned_unknown: int | None = None


def value(landscape: Landscape, members: tuple[str, ...], plan: Plan) -> tuple[Measure, ...]:
    """What can be counted of quality and vulnerability, now and with the plan?

    Applications that the members use on the date of the landscape; with the plan those that stay, while of a new one nothing is known
    yet. What the data do not say is not computed; nothing here is money.
    """
    used = _used(landscape, members)
    kept = plan.served()["solution"].unique()
    new = int(kept.str.starts_with(NEW).sum())
    stays = used.filter(pl.col("id").is_in(kept.implode()))
    return (
        Measure("applications", QUALITY, used.height, None, 0, _used(landscape.plus(plan), members).height, None, 0),
        _functions(landscape, used, plan),
        *_risks(used, stays, new, landscape),
        _roles(landscape, members),
    )


def _used(landscape: Landscape, members: tuple[str, ...]) -> pl.DataFrame:
    """The applications in production that at least one member uses."""
    today = landscape.as_of
    uses = landscape["application_uses"].filter(
        pl.col("organisation").is_in(list(members)), pl.col("until").is_null() | (pl.col("until") > today)
    )
    in_production = pl.col("environment").cast(pl.String).fill_null(PRODUCTION) == PRODUCTION
    running = landscape["applications"].filter(pl.col("status").cast(pl.String).ne_missing(GONE) & in_production)
    return running.unique("id", keep="first").join(uses.select("application").unique(), left_on="id", right_on="application")


def _functions(landscape: Landscape, used: pl.DataFrame, plan: Plan) -> Measure:
    """Functions of two members or more that all of them do with one and the same application."""
    served = landscape["application_components"].join(used.select("id"), left_on="application", right_on="id")
    uses = served.join(landscape["application_uses"], on="application").rename({"application": "solution"})
    now, of = _shared(uses)
    planned, planned_of = _shared(plan.served())
    return Measure("shared_functions", QUALITY, now, of, 0, planned, planned_of, 0)


def _shared(uses: pl.DataFrame) -> tuple[int, int]:
    """Of the functions with several members: how many have one solution, and how many there are."""
    counted = uses.group_by("component").agg(pl.col("organisation").n_unique(), pl.col("solution").n_unique())
    several = counted.filter(pl.col("organisation") > 1)
    return several.filter(pl.col("solution") == 1).height, several.height


def _risks(used: pl.DataFrame, stays: pl.DataFrame, new: int, landscape: Landscape) -> Iterator[Measure]:
    """Per risk how many applications have it, and of how many it is not known; new ones are unknown."""
    today = pl.lit(landscape.as_of)
    for name, column, condition in (
        ("known_by_one", "knows_count", pl.col("knows_count") <= 1),
        ("support_ended", "end_of_support", pl.col("end_of_support") < today),
    ):
        counts = [(int(f.filter(condition).height), f.height, int(f[column].null_count())) for f in (used, stays)]
        (now, of, unknown), (planned, left, blank) = counts
        known_now, known_later = (now if unknown < of else None), (planned if blank < left else None)
        yield Measure(name, VULNERABILITY, known_now, of, unknown, known_later, left + new, blank + new)
    untested = int(used["last_restore_test"].null_count())
    stay = int(stays["last_restore_test"].null_count())
    yield Measure("restore_unknown", VULNERABILITY, untested, used.height, 0, stay + new, stays.height + new, 0)


def _roles(landscape: Landscape, members: tuple[str, ...]) -> Measure:
    """Roles that nobody can take over; who does what later is not in a plan."""
    roles = landscape["staff"].filter(pl.col("organisation").is_in(list(members)))
    alone = roles.filter(pl.col("successor").str.to_lowercase() == NOBODY).height
    unknown = int(roles["successor"].null_count())
    return Measure("no_stand_in", VULNERABILITY, alone if unknown < roles.height else None, roles.height or None, unknown)

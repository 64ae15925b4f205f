"""States where the published figures and one's own ledger may not mean the same, and for which members."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from wiel.instruments.benchmark.gather import ACTUAL, CATEGORIES, LEAST, OTHER, TOTAL, UNKNOWN
from wiel.landscape import Landscape
from wiel.texts import say

FOR_ALL = ("vat", "participants", "average", "spread", "depreciation", "employees")
SCHEMA: dict[str, Any] = {
    "definition": pl.String, "members": pl.Int64, "member_names": pl.List(pl.String), "text": pl.String, "text_en": pl.String,
}  # fmt: skip
OVERHEAD = "0.4"


def definitions(landscape: Landscape, lines: pl.DataFrame, spent: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Which differences in definition stand between a figure and a ledger?

    One row each: those that hold for every comparison (members null), then those of this group with the members that they are about.
    """
    names = dict(members.select("organisation", "organisation_name").iter_rows())
    found: dict[str, list[str] | None] = dict.fromkeys(FOR_ALL)
    found |= {trap: about for trap, about in _own(landscape, lines, spent, members) if about}
    rows = []
    for trap, about in found.items():
        key = f"benchmark.definition.{trap}"
        n = None if about is None else len(about)
        values = {"n": n, "names": [names[one] for one in about or ()]}
        rows.append(
            {"definition": trap, "members": n, "member_names": None if about is None else values["names"],
             "text": say(key, "nl", **values), "text_en": say(key, "en", **values)}
        )  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA)


def _own(landscape: Landscape, lines: pl.DataFrame, spent: pl.DataFrame, members: pl.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """The differences that the data of this group show, with the members in their order."""
    order = members["organisation"].to_list()
    category, year = pl.col("category").cast(pl.String), landscape.as_of.year

    def about(rows: pl.DataFrame) -> list[str]:
        """The members that have any of these rows."""
        there = set(rows["organisation"])
        return [organisation for organisation in order if organisation in there]

    split = [name for name in CATEGORIES if name not in (TOTAL, OTHER)]
    yield "no-ledger", about(spent.filter((pl.col("category") == TOTAL) & (pl.col("state") == UNKNOWN)))
    yield "lines-without-amount", about(spent.filter((pl.col("category") == TOTAL) & (pl.col("state") == LEAST)))
    yield "budget", about(lines.filter(pl.col("kind").cast(pl.String) != ACTUAL))
    yield "other-year", about(lines.filter(pl.col("year") != year))
    paying = about(lines.filter(category == "bijdrage"))
    yield "contribution", paying
    yield "contribution-missing", [one for one in _joined_up(landscape, about(lines)) if one not in paying]
    yield "interest", about(lines.filter(category == "rente"))
    yield "no-category", about(lines.filter(category.is_null()))
    has_lines = spent.filter((pl.col("category") == TOTAL) & (pl.col("lines") > 0)).select("organisation")
    bare = spent.filter(pl.col("category").is_in(split) & (pl.col("lines") == 0))
    yield "no-lines-in-category", about(bare.join(has_lines, on="organisation", how="semi"))
    yield "other-task-field", about(lines.filter(pl.col("taakveld").is_not_null() & (pl.col("taakveld") != OVERHEAD)))


def _joined_up(landscape: Landscape, members: list[str]) -> list[str]:
    """The members that take part in a partnership today, other than as its host."""
    today = landscape.at(landscape.as_of)["memberships"]
    guests = today.filter(pl.col("role").str.to_lowercase().ne_missing("gastheer"))
    taking_part = set(guests["member"])
    return [member for member in members if member in taking_part]

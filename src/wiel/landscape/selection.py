"""Parts of a landscape: a day, some organisations."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from wiel.landscape.tables import TABLES

Tables = Mapping[str, pl.DataFrame]

# The column that names the organisation of a row.
OWNER = {
    "organisations": "id",
    "memberships": "member",
    "applications": "holder",
    "application_uses": "organisation",
    "absences": "organisation",
    "contracts": "organisation",
    "costs": "organisation",
    "facilities": "organisation",
    "services": "organisation",
    "staff": "organisation",
    "cost_objects": "provider",
    "processing": "organisation",
    "duties": "organisation",
    "incidents": "organisation",
}
# The columns through which another row names the organisation: column and table of that row.
THROUGH = {
    "application_components": (("application", "applications"),),
    "couplings": (("source", "applications"), ("target", "applications")),
    "contract_applications": (("contract", "contracts"),),
    "service_applications": (("service", "services"),),
    "service_levels": (("service", "services"),),
}
# Organisations and applications stay by more than their owner; what a centre bills is of all its members.
_BY_MORE = ("organisations", "applications", "cost_objects")


def valid_at(tables: Tables, day: date) -> dict[str, pl.DataFrame]:
    """Leave out uses and memberships that do not run on a day; an unknown start or end does not exclude."""
    started = pl.col("since").is_null() | (pl.col("since") <= day)
    running = started & (pl.col("until").is_null() | (pl.col("until") >= day))
    chosen = dict(tables)
    for name in ("application_uses", "memberships"):
        chosen[name] = tables[name].filter(running)
    return chosen


def only_organisations(tables: Tables, organisations: frozenset[str]) -> dict[str, pl.DataFrame]:
    """Keep what belongs to these organisations and the applications that they hold or use."""
    wanted = pl.Series(sorted(organisations), dtype=pl.String)
    chosen = dict(tables)
    for name, column in OWNER.items():
        if name in _BY_MORE:
            continue
        chosen[name] = tables[name].filter(pl.col(column).is_in(wanted.implode()))
    used = chosen["application_uses"]["application"].drop_nulls().unique().sort()
    held = pl.col("holder").is_in(wanted.implode())
    chosen["applications"] = tables["applications"].filter(held | pl.col("id").is_in(used.implode()))
    for name, links in THROUGH.items():
        stays = [pl.col(column).is_in(chosen[target]["id"].unique().sort().implode()) for column, target in links]
        chosen[name] = tables[name].filter(pl.any_horizontal(stays))
    members = pl.col("kind").eq("gemeente") & ~pl.col("id").is_in(wanted.implode())
    linked = _linked_organisations(chosen)
    outside = members.fill_null(False) & ~pl.col("id").is_in(linked.implode())
    chosen["organisations"] = tables["organisations"].filter(~outside)
    return chosen


def _linked_organisations(tables: Tables) -> pl.Series:
    """Every organisation that a kept row names."""
    named = [
        tables[name][column]
        for name, table in TABLES.items()
        for column, target in table.links().items()
        if target == "organisations" and name not in ("application_uses",)
    ]
    return pl.concat(named).drop_nulls().unique().sort()

"""Applications that a member lists though another member holds them and lists them too."""

import polars as pl

from wiel.findings import Findings, Rule, Severity
from wiel.intake.rows import KEPT, LINE, OWNER, SOURCE, Members, Places

TOLD_TWICE = Rule("application.told-twice", Severity.WARNING)
_OWN, _HOST = "own__", "host__"


def told_twice(applications: pl.DataFrame, members: Members, places: Places) -> Findings:
    """Which rows are about an application of another member that lists an application of the same product itself? Both rows stay."""
    own = {slug: members.identifiers[name] for name, slug in members.slugs.items() if name in members.identifiers}
    rows = applications.filter(pl.col(KEPT), pl.col("product").is_not_null(), pl.col("holder").is_not_null())
    rows = rows.with_columns(pl.col(OWNER).replace_strict(own, default=None, return_dtype=pl.String).alias(_OWN))
    rows = rows.filter(pl.col(_OWN).is_not_null(), pl.col(SOURCE).is_not_null())
    hosts = rows.filter(pl.col("holder") == pl.col(_OWN)).unique(["holder", "product"], keep="first", maintain_order=True)
    hosts = hosts.select("holder", "product", pl.col("name").alias(_HOST), pl.col(SOURCE).alias("at__"), pl.col(LINE).alias("on__"))
    guests = rows.filter(pl.col("holder") != pl.col(_OWN)).join(hosts, on=["holder", "product"], maintain_order="left")
    return Findings.of(
        TOLD_TWICE.broken(places.of(source, line, "holder"), text=name or "", other=host or "", where=str(places.of(at, on)))
        for source, line, name, host, at, on in guests.select(SOURCE, LINE, "name", _HOST, "at__", "on__").iter_rows()
    )

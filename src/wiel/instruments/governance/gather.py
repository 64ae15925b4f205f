"""Gathers who takes part, in what partnerships they are already, and which roles keep their ICT running."""

from collections.abc import Sequence

import polars as pl

from wiel.landscape import Landscape


def members_of(landscape: Landscape, members: Sequence[str]) -> pl.DataFrame:
    """The members in their order: organisation, organisation_name, kind."""
    about = landscape["organisations"].unique("id", keep="first", maintain_order=True)
    asked = pl.DataFrame({"organisation": list(dict.fromkeys(members))}, schema={"organisation": pl.String})
    joined = asked.join(about, left_on="organisation", right_on="id", how="left", maintain_order="left")
    name = pl.coalesce("name", "organisation").alias("organisation_name")
    return joined.select("organisation", name, pl.col("kind").cast(pl.String))


def partnerships(landscape: Landscape, members: pl.DataFrame) -> pl.DataFrame:
    """The partnerships in which members take part today: organisation, organisation_name, partnership_name, legal_form (null unknown)."""
    today = landscape.at(landscape.as_of)["memberships"]
    names = landscape["organisations"].unique("id", keep="first").select(partnership="id", partnership_name="name")
    joined = members.join(today, left_on="organisation", right_on="member", maintain_order="left")
    named = joined.join(names, on="partnership", how="left", maintain_order="left")
    shown = pl.coalesce("partnership_name", "partnership").alias("partnership_name")
    return named.select("organisation", "organisation_name", shown, pl.col("legal_form").cast(pl.String))


def staff(landscape: Landscape, members: pl.DataFrame) -> pl.DataFrame:
    """Per member how many roles are known, and their fte: organisation, organisation_name, roles, roles_without_fte, fte.

    A member without roles has unknown roles (null), not none; fte is the sum of what is known, null where nothing is.
    """
    fte = pl.col("fte")
    counted = (
        landscape["staff"]
        .group_by("organisation")
        .agg(
            roles=pl.len().cast(pl.Int64),
            roles_without_fte=fte.null_count().cast(pl.Int64),
            fte=pl.when(fte.count() > 0).then(fte.sum()),
        )
    )
    joined = members.join(counted, on="organisation", how="left", maintain_order="left")
    return joined.select("organisation", "organisation_name", "roles", "roles_without_fte", "fte")

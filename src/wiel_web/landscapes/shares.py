"""Divides the landscape of a region over the organisations that own its rows."""

import polars as pl

from wiel.landscape import OWNER, TABLES, THROUGH, Landscape

ROW = "row_owner__"


def shares(content: Landscape, members: tuple[str, ...], rest: str) -> dict[str, Landscape]:
    """Whose is each row? Rows of members go to them; what is nobody's or of others goes to `rest` (the partnership).

    Together the parts are the whole: putting them together again gives a landscape with the same digest.
    """
    owned = _owners(content, members, rest)
    return {
        owner: Landscape.of(content.as_of, {name: frame.filter(pl.col(ROW) == owner).drop(ROW) for name, frame in owned.items()})
        for owner in (rest, *members)
    }


def _owners(content: Landscape, members: tuple[str, ...], rest: str) -> dict[str, pl.DataFrame]:
    """Every table with the owner of each row."""
    known = pl.Series(sorted(members), dtype=pl.String).implode()
    owned: dict[str, pl.DataFrame] = {}
    for name, frame in content.tables.items():
        column = OWNER.get(name) if name != "memberships" else None
        owner = pl.when(pl.col(column).is_in(known)).then(pl.col(column)).otherwise(pl.lit(rest)) if column else pl.lit(rest)
        owned[name] = frame.with_columns(owner.alias(ROW))
    for name, links in THROUGH.items():
        column, parent = links[0]
        holders = (
            owned[parent].select(pl.col("id").alias(column), pl.col(ROW).alias("through__")).unique(subset=column, keep="first")
        )
        joined = content[name].join(holders, on=column, how="left", maintain_order="left")
        owned[name] = joined.with_columns(pl.col("through__").fill_null(rest).alias(ROW)).drop("through__")
    return owned | {name: _about_rows(content[name], owned, rest) for name in ("origins", "attestations")}


def _about_rows(frame: pl.DataFrame, owned: dict[str, pl.DataFrame], rest: str) -> pl.DataFrame:
    """Rows about another row are of whom that row is."""
    parts = [
        table.select(
            pl.lit(name).alias("table"),
            pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in TABLES[name].key], separator="|").alias("row_id"),
            pl.col(ROW),
        )
        for name, table in owned.items()
        if name not in ("origins", "attestations")
    ]
    whose = pl.concat(parts).unique(subset=["table", "row_id"], keep="first")
    return frame.join(whose, on=["table", "row_id"], how="left", maintain_order="left").with_columns(pl.col(ROW).fill_null(rest))

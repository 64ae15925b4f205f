"""When a member can leave what it uses: the last day of its contract, and the last day to give notice."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from wiel.landscape import Landscape

Terms = Mapping[tuple[str, str], tuple[date | None, date | None]]


def terms_of(landscape: Landscape) -> Terms:
    """Per organisation and application: last day, and last day to give notice; of several running contracts the one that ends last.

    Notice = last day − notice period in months. An unknown end or period gives an unknown day; a contract that has ended says nothing.
    """
    running = landscape["contracts"].unique("id", keep="first", maintain_order=True).drop_nulls("organisation")
    running = running.filter(pl.col("end").is_null() | (pl.col("end") >= landscape.as_of))
    links = landscape["contract_applications"].unique(maintain_order=True)
    notice = pl.col("end").dt.offset_by(pl.format("-{}mo", "notice_months"))
    rows = running.join(links, left_on="id", right_on="contract", maintain_order="left")
    rows = rows.select("organisation", "application", "end", notice=notice).sort("end", nulls_last=True)
    return {(organisation, application): (end, by) for organisation, application, end, by in rows.iter_rows()}

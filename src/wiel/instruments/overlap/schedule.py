"""Sets side by side the contracts for one function that come up for decision at about the same time."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wiel.instruments.overlap.gather import Used
from wiel.landscape import Landscape

KEY_SPAN = 10_000_000
LONGEST_NOTICE = 1200


@dataclass(frozen=True)
class Schedule:
    """The joint procurement calendar.

    `serving`: component and contract, for contracts that run or are to start; `running` counts those contracts. `groups`: the joint
    moments per component. `members`: the contracts in each group. `undated` and `past`: contracts whose decision moment is unknown, or
    lies before the date of the landscape.
    """

    serving: pl.DataFrame
    groups: pl.DataFrame
    members: pl.DataFrame
    running: int
    undated: int
    past: int


def schedule(landscape: Landscape, used: Used, window_months: int, lead_months: int) -> Schedule:
    """Which contracts of two or more members for the same function can be bought anew together, and until when?

    decision moment = last day of the contract − notice − tender lead time (months; a day that a month lacks becomes its last day).
    A group is a set of contracts for one component whose decision moments lie within one window and that no other contract can be added
    to; it has at least two members. A contract may stand in several groups. Without end or notice, or with a notice of more than a
    hundred years, there is no decision moment: such contracts are counted, not guessed.
    """
    contracts = _contracts(landscape, used, lead_months)
    serving = _per_component(landscape, used, contracts)
    undated, past = pl.col("decision").is_null(), pl.col("decision") < landscape.as_of
    open_ones = serving.filter(~undated & ~past).sort("row", "decision", "seat", "contract")
    members = _grouped(open_ones, _windows(open_ones, window_months))
    return Schedule(
        serving.select("component", "contract"),
        _groups(members, serving, landscape.as_of),
        members,
        contracts.height,
        contracts.filter(undated).height,
        contracts.filter(past).height,
    )


def _contracts(landscape: Landscape, used: Used, lead_months: int) -> pl.DataFrame:
    """Contracts of the members that have not ended, with their decision moment."""
    running = landscape["contracts"].unique("id", keep="first", maintain_order=True)
    running = running.filter(pl.col("end").is_null() | (pl.col("end") >= landscape.as_of))
    names = landscape["organisations"].unique("id", keep="first").select(supplier="id", supplier_name="name")
    found = running.join(used.members, on="organisation", maintain_order="left")
    found = found.join(names, on="supplier", how="left", maintain_order="left")
    stated = pl.when(pl.col("notice_months") <= LONGEST_NOTICE).then("notice_months")
    months = pl.format("-{}mo", stated + lead_months)
    return found.select(
        "organisation",
        "organisation_name",
        "seat",
        "end",
        "notice_months",
        "annual_value",
        contract=pl.col("id"),
        contract_name=pl.coalesce("name", pl.col("id").str.split(":").list.last()),
        supplier_name=pl.coalesce("supplier_name", "supplier"),
        decision=pl.col("end").dt.offset_by(months),
    )


def _per_component(landscape: Landscape, used: Used, contracts: pl.DataFrame) -> pl.DataFrame:
    """One row per component in use and contract that covers an application for it."""
    covered = landscape["contract_applications"].join(landscape["application_components"], on="application")
    covered = covered.select("contract", "component").unique()
    return covered.join(contracts, on="contract").join(used.components, on="component")


def _windows(moments: pl.DataFrame, window_months: int) -> pl.DataFrame:
    """Per component the first and last day of every window that cannot be enlarged. Days count from 1970."""
    days = moments.select("row", "decision").unique().sort("row", "decision")
    limits = days.select(pl.col("decision").dt.offset_by(f"{window_months}mo"))["decision"]
    keys = _keys(days["row"], days["decision"])
    last = np.searchsorted(keys, _keys(days["row"], limits), side="right") - 1
    found = days.with_columns(last=days["decision"].gather(last))
    larger = pl.col("last").shift(1).over("row") >= pl.col("last")
    return found.filter(~larger.fill_null(False)).select("row", first="decision", last="last")


def _keys(rows: pl.Series, days: pl.Series) -> NDArray[np.int64]:
    """Component and day as one ascending number."""
    numbers: NDArray[np.int64] = rows.to_numpy() * KEY_SPAN + days.cast(pl.Int32).to_numpy()
    return numbers


def _grouped(moments: pl.DataFrame, windows: pl.DataFrame) -> pl.DataFrame:
    """The contracts within each window in which two or more members have one, the groups numbered per component."""
    joined = windows.join(moments, on="row").filter(pl.col("decision").is_between("first", "last"))
    several = joined.filter(pl.col("organisation").n_unique().over("row", "first") > 1)
    numbered = several.with_columns(moment=pl.col("first").rank("dense").over("row").cast(pl.Int64))
    return numbered.sort("row", "moment", "decision", "seat", "contract")


def _groups(members: pl.DataFrame, serving: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """One row per joint moment: who, when, how much."""
    undated, past = pl.col("decision").is_null(), pl.col("decision") < as_of
    aside = serving.group_by("component").agg(
        contracts_undated=undated.sum().cast(pl.Int64), contracts_past=(past & ~undated).fill_null(False).sum().cast(pl.Int64)
    )
    value = pl.col("annual_value")
    groups = members.group_by("component", "component_name", "moment", maintain_order=True).agg(
        members=pl.col("organisation").n_unique().cast(pl.Int64),
        member_names=pl.col("organisation_name").unique(maintain_order=True),
        contracts=pl.len().cast(pl.Int64),
        first_decision=pl.col("decision").min(),
        last_decision=pl.col("decision").max(),
        annual_value_known=pl.when(value.count() > 0).then(value.sum()),
        contracts_without_value=value.null_count().cast(pl.Int64),
    )
    ordered = groups.join(aside, on="component", maintain_order="left")
    return ordered.sort("first_decision", "component_name", "component", "moment")

"""How many people live in each member."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from wiel.costing.table import Floats
from wiel.findings import Findings, Rule, Severity
from wiel.landscape import Landscape

MISSING = Rule("costing.inhabitants-missing", Severity.WARNING)
ESTIMATED = Rule("costing.inhabitants-estimated", Severity.WARNING)


def inhabitants_of(landscape: Landscape, members: Sequence[str], names: Sequence[str]) -> tuple[Floats, Findings]:
    """Inhabitants per member; NaN where they are unknown and cannot be estimated.

    An estimate is the member's workplaces × the median inhabitants per workplace of the others.
    """
    about = landscape["organisations"].unique("id", keep="first")
    asked = pl.DataFrame({"id": list(members)}, schema={"id": pl.String}).join(about, on="id", how="left", maintain_order="left")
    people, places = (asked[name].cast(pl.Float64).fill_null(np.nan).to_numpy().copy() for name in ("inhabitants", "workplaces"))
    people[people == 0] = np.nan
    both = np.isfinite(people) & (places > 0)
    per_place = float(np.median(people[both] / places[both])) if both.any() else np.nan
    unknown = np.isnan(people)
    people[unknown] = np.round(places[unknown] * per_place)
    found = []
    for m in np.flatnonzero(unknown).tolist():
        if np.isnan(people[m]):
            found.append(MISSING.broken(member=names[m]))
        else:
            found.append(ESTIMATED.broken(member=names[m], inhabitants=int(people[m])))
    return people, Findings.of(found)

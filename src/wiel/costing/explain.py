"""Why one plan costs more than another: every euro by part, and by how certain it is."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from wiel.costing.flows import ITEMS, Flows
from wiel.costing.pricing import choice_today, price
from wiel.costing.table import PARTS, CostTable, Floats
from wiel.errors import InvalidProblem
from wiel.methods.allocation.rounding import whole_cents_of_floats
from wiel.parameters.parameter import LABELS
from wiel.results import ParameterUse
from wiel.texts import Sentence

KNOWN, ASSUMED = "bekend", "aanname"
TIME = ("horizon_years", "discount_rate")
GROWING_IN = ("delay_months", "years_to_full_effect")
LAYER = ("operations_share", "brought_in")
# What each item rests on; a name without its legal form or kind stands for all that begin with it.
RESTS_ON = {
    **{part: (f"fixed_share_{part}", f"rise_{part}", *TIME, *GROWING_IN) for part in PARTS},
    "interfaces": ("interface", *TIME, *GROWING_IN),
    "moving": ("move", "tender_cost", "operations_share", "overrun_median"),
    "contracts": (),
    "scale": ("inefficiency", *LAYER, *TIME, *GROWING_IN),
    "governance": ("governance_share", *TIME),
    "regie": ("regie", "fte_cost", *TIME),
    "stranded": ("stranded", *LAYER, *TIME),
    "vat": ("vat", *LAYER, *TIME),
    "margin": ("supplier_margin", *LAYER, *TIME),
    "deciding": ("deciding",),
    "transition": ("transition_share", *LAYER, "overrun_median"),
}
# What comes from rows of the members alone is as certain as a source that was read.
OWN_ROWS = "S"


def explain(table: CostTable, one: Flows, other: Flows, uses: Sequence[ParameterUse]) -> pl.DataFrame:
    """How much more does `other` cost than `one`, per member and part, and how certain is that?

    One row per organisation, part and basis: `label` is that of the least certain parameter behind the part (S, D, K, O), `basis` whether
    the money of the member is known (bekend) or rests on an assumption (aanname), `amount` in cents present value. Per member the rows
    add up to the rounded difference. `uses` are the parameters of the table and of both forms.

    Raises `InvalidProblem` for flows of other members or years.
    """
    if one.members != other.members or one.amounts.shape != other.amounts.shape:
        raise InvalidProblem(Sentence("costing.not-comparable", {"one": len(one.members), "other": len(other.members)}))
    difference = other.present - one.present
    guess = assumed_share(table)
    rows = []
    for m, member in enumerate(one.members):
        split = np.stack([difference[:, m] * (1.0 - guess[:, m]), difference[:, m] * guess[:, m]])
        cents = whole_cents_of_floats(split.ravel() * 100.0, round(float(difference[:, m].sum()) * 100.0)).reshape(split.shape)
        for basis, amounts in ((KNOWN, cents[0].tolist()), (ASSUMED, cents[1].tolist())):
            rows += [(member, item, label_of(item, uses), basis, c) for item, c in zip(ITEMS, amounts, strict=True) if c]
    names = {"organisation": pl.String, "part": pl.String, "label": pl.String, "basis": pl.String, "amount": pl.Int64}
    return pl.DataFrame(rows, schema=names, orient="row")


def assumed_share(table: CostTable) -> Floats:
    """Which part of the money behind every item is an assumption, per member: (I, M)."""
    paid = price(table, choice_today(table)).running
    total, guessed = paid.sum(axis=0), table.assumed_parts.sum(axis=0)
    overall = np.divide(guessed, total, out=np.zeros_like(total), where=total > 0)
    share = np.tile(overall, (len(ITEMS), 1))
    share[: len(PARTS)] = np.divide(table.assumed_parts, paid, out=np.zeros_like(paid), where=paid > 0)
    for item in ("interfaces", "contracts", "deciding", "regie"):
        share[ITEMS.index(item)] = 0.0
    clipped: Floats = np.clip(share, 0.0, 1.0)
    return clipped


def label_of(item: str, uses: Sequence[ParameterUse]) -> str:
    """The label of the least certain parameter that an item rests on: S, D, K or O.

    >>> label_of("contracts", ())
    'S'
    """
    stems = tuple(f"costing.{name}" for name in RESTS_ON[item])
    found = [use.label for use in uses if stems and use.name.startswith(stems)]
    return max(found, key=LABELS.index, default=OWN_ROWS)

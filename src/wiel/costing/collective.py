"""What depends on who works together and in which legal form, not on a solution."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from wiel.costing.table import PARTS, CostTable, Floats
from wiel.errors import InvalidProblem, WrongUse
from wiel.parameters import Parameters
from wiel.results import ParameterUse
from wiel.texts import Sentence

# Stand-alone; light arrangement or host municipality; bedrijfsvoeringsorganisatie or openbaar lichaam; one supplier's cloud.
FORMS = ("alone", "host", "body", "cloud")
ITEMS = ("scale", "ramp", "governance", "regie", "stranded", "vat", "margin", "deciding", "transition", "overrun")
ONE_OFF = ("deciding", "transition", "overrun")


@dataclass(frozen=True, eq=False)
class Collective:
    """Cost of working together for every member and every coalition, EUR present value, of one legal form.

    `layer` (M,) is what members pay now for infrastructure and technical staff, `efficient` the same without the inefficiency of
    their own size; `brought_in` the share of it that goes over. A coalition of one works alone and pays none of this. Money (M,):
    `regie`, `stranded`, `vat`, `margin`, `deciding`, `transition`. `effect` is the share of a full effect that is felt over the
    horizon, between nothing and everything at once; `overrun` the factor by which one-off cost runs out.
    """

    form: str
    inhabitants: Floats
    small: float
    bounds: tuple[float, float]
    layer: Floats
    efficient: Floats
    brought_in: float
    governance_share: float
    effect: float
    overrun: float
    regie: Floats
    stranded: Floats
    vat: Floats
    margin: Floats
    deciding: Floats
    transition: Floats
    regie_fte: Floats

    @property
    def additive(self) -> Floats:
        """What each member adds to a coalition, whoever else takes part and whatever the plan is, (M,)."""
        total: Floats = self.regie + self.stranded + self.vat + self.margin + self.deciding + self.transition * self.overrun
        return total

    def scale(self, layer: Floats, efficient: Floats, inhabitants: Floats) -> Floats:
        """What scale changes in the cost of infrastructure and technical staff; less than nothing is a gain. Any shape."""
        joint = efficient * (1.0 + inefficiency(inhabitants, self.small, *self.bounds))
        change: Floats = self.brought_in * self.effect * (joint - layer)
        return change


def inefficiency(inhabitants: Floats, small: float, least: float, most: float) -> Floats:
    """How much dearer is work at this scale than at the best? i(n) = small × ln(most / n) / ln(most / least), between 0 and small.

    Source: derived from Niaounakis & Blank, Local Government Studies 43(4), 2017.

    >>> inefficiency(np.array([5e3, 1e4, 2e4, 3e4, 4e4, 6e4, 1e5]), 0.3, 1e4, 6e4).round(3).tolist()
    [0.3, 0.3, 0.184, 0.116, 0.068, 0.0, 0.0]
    """
    share: Floats = np.log(most / np.maximum(inhabitants, 1.0)) / np.log(most / least)
    inefficient: Floats = small * np.clip(share, 0.0, 1.0)
    return inefficient


def collective_of(table: CostTable, parameters: Parameters, form: str, as_of: date) -> tuple[Collective, tuple[ParameterUse, ...]]:
    """What does working together in this legal form cost these members, apart from solutions? With the parameters used.

    Raises `WrongUse` for a form that does not exist and `InvalidProblem` where the inhabitants of a member are unknown.
    """
    if form not in FORMS:
        raise WrongUse(Sentence("costing.form", {"form": form, "known": list(FORMS)}))
    unknown = np.flatnonzero(~np.isfinite(table.inhabitants))
    if len(unknown) and form != FORMS[0]:
        raise InvalidProblem(Sentence("costing.scale-unknown", {"member": table.members[unknown[0]]}))
    known = parameters.at(as_of)
    made = _alone(table) if form == FORMS[0] else _together(table, known, form)
    return made, known.uses()


def _alone(table: CostTable) -> Collective:
    nothing = np.zeros(len(table.members))
    layer = table.layer_parts.sum(axis=0)
    return Collective("alone", table.inhabitants, 0.0, (1.0, 2.0), layer, layer, 0.0, 0.0, 1.0, 1.0, *[nothing] * 7)


def _together(table: CostTable, known: Parameters, form: str) -> Collective:
    ask = known.decimal
    small, least, most = (ask(f"costing.inefficiency_{word}") for word in ("small", "from", "to"))
    share = ask(f"costing.brought_in_{form}")
    layer = table.layer_parts.sum(axis=0)
    year = (table.layer_parts / table.factors[:, None]).sum(axis=0)
    fte = np.maximum(table.inhabitants / ask("costing.regie_inhabitants"), ask("costing.regie_least"))
    months = ask(f"costing.deciding_months_{form}")
    deciding = ask("costing.deciding_hours") * ask("costing.deciding_people") * ask("costing.deciding_rate") * months
    wages = table.layer_parts[PARTS.index("personnel")] * share
    margin = layer * share * ask("costing.supplier_margin") if form == "cloud" else np.zeros_like(layer)
    return Collective(
        form,
        table.inhabitants,
        small,
        (least, most),
        layer,
        layer / (1.0 + inefficiency(table.inhabitants, small, least, most)),
        share,
        ask(f"costing.governance_share_{form}"),
        _effect(table, ask("costing.delay_months") / 12.0, ask("costing.years_to_full_effect")),
        ask("costing.overrun_median"),
        fte * ask("costing.fte_cost") * table.annuity,
        year * share * _stranded(table, ask("costing.stranded_share"), known.count("costing.stranded_years")),
        wages * ask("costing.vat_rate") * (1.0 - ask("costing.vat_compensable")),
        margin,
        np.full(len(table.members), deciding),
        year * share * ask("costing.transition_share"),
        fte,
    )


def effect_of_year(year: Floats, delay: float, ramp: float) -> Floats:
    """Which share of the full effect is there at the end of a year? Nothing until `delay` years, then evenly up in `ramp` years.

    >>> effect_of_year(np.arange(1.0, 6.0), 0.5, 3.0).round(3).tolist()
    [0.167, 0.5, 0.833, 1.0, 1.0]
    """
    reached: Floats = np.clip((year - delay) / ramp, 0.0, 1.0) if ramp > 0 else (year > delay).astype(np.float64)
    return reached


def _effect(table: CostTable, delay: float, ramp: float) -> float:
    years = np.arange(1.0, table.horizon + 1)
    worth = (1.0 + table.discount) ** -years
    return float((effect_of_year(years, delay, ramp) * worth).sum() / worth.sum())


def _stranded(table: CostTable, share: float, years: int) -> float:
    """Present value of what is left behind of one euro a year: `share` in year 1, evenly to nothing after `years` years."""
    count = min(years, table.horizon)
    left = share * (1.0 - np.arange(count) / max(years, 1))
    return float((left * (1.0 + table.discount) ** -np.arange(1.0, count + 1)).sum())

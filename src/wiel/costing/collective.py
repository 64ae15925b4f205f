"""What depends on who works together and in which legal form, not on a solution."""

from collections.abc import Callable
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
ALONE, CLOUD = FORMS[0], FORMS[-1]
ADDITIVE = ("regie", "stranded", "vat", "margin", "deciding", "transition")
PERSONNEL = PARTS.index("personnel")


@dataclass(frozen=True, eq=False)
class Collective:
    """Cost of working together for every member and every coalition in one legal form. A coalition of one pays none of this.

    `layer` (P, M) EUR a year at the prices of the base year: infrastructure and technical staff now; `brought_in` the share of it that
    goes over. `reached` (T,) is the share of the full effect there is in each year, from `delay` years on and full `ramp` years later.
    Money a year (M,): `regie`, `vat`; a share of what goes over: `margin`; once (M,): `deciding`, `transition` before overrun;
    `stranded` (T,) what is left behind in each year of one euro a year handed over. `governance_share` is of the running cost of the
    plan, `overrun` the factor by which one-off cost runs out. `growth` (P, T) brings prices of the base year to each year and `worth`
    (T,) money of each year to now.
    """

    form: str
    inhabitants: Floats
    small: float
    bounds: tuple[float, float]
    layer: Floats
    brought_in: float
    governance_share: float
    reached: Floats
    delay: float
    ramp: float
    overrun: float
    regie: Floats
    regie_fte: Floats
    vat: Floats
    margin: Floats
    stranded: Floats
    deciding: Floats
    transition: Floats
    growth: Floats
    worth: Floats

    @property
    def effect(self) -> Floats:
        """The share of the present value of a full effect that is felt, per part (P,)."""
        felt: Floats = (self.growth * self.reached) @ self.worth / (self.growth @ self.worth)
        return felt

    @property
    def felt_layer(self) -> Floats:
        """Present value of what goes over, as far as the effect is felt, per member (M,)."""
        value: Floats = self.brought_in * ((self.growth * self.reached) @ self.worth @ self.layer)
        return value

    @property
    def own_inefficiency(self) -> Floats:
        """i(n) of each member by itself, (M,)."""
        return inefficiency(self.inhabitants, self.small, *self.bounds)

    @property
    def scale_inefficiency(self) -> float:
        """i(n) of all members together."""
        return float(inefficiency(self.inhabitants.sum(), self.small, *self.bounds))

    def additive(self) -> dict[str, Floats]:
        """What each member adds to a coalition, whoever else takes part and whatever the plan is: present value (M,) per item."""
        staff = float(self.growth[PERSONNEL] @ self.worth)
        handed_over = self.layer.sum(axis=0) * self.brought_in
        return {
            "regie": self.regie * staff,
            "stranded": handed_over * float(self.stranded @ self.worth),
            "vat": self.vat * staff,
            "margin": self.margin * ((self.growth @ self.worth) @ self.layer) * self.brought_in,
            "deciding": self.deciding,
            "transition": self.transition,
        }

    def scale(self, layer: Floats, efficient: Floats, inhabitants: Floats) -> Floats:
        """What scale changes in the cost of infrastructure and technical staff; less than nothing is a gain. Any shape.

        `layer` is `felt_layer` of a coalition together, `efficient` Σ felt_layer / (1 + own inefficiency), `inhabitants` their number.
        """
        change: Floats = efficient * (1.0 + inefficiency(inhabitants, self.small, *self.bounds)) - layer
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
    unknown = np.flatnonzero(~np.isfinite(table.inhabitants)).tolist()
    if unknown and form != ALONE:
        raise InvalidProblem(Sentence("costing.scale-unknown", {"member": table.members[unknown[0]]}))
    known = parameters.at(as_of)
    made = _alone(table) if form == ALONE else _together(table, known, form)
    return made, known.uses()


def _years(table: CostTable) -> Floats:
    return np.arange(1.0, table.horizon + 1)


def _growth(table: CostTable) -> Floats:
    grown: Floats = (1.0 + table.rises[:, None]) ** _years(table)
    return grown


def _worth(table: CostTable) -> Floats:
    worth: Floats = (1.0 + table.discount) ** -_years(table)
    return worth


def _layer(table: CostTable) -> Floats:
    year: Floats = table.layer_parts / table.factors[:, None]
    return year


def _alone(table: CostTable) -> Collective:
    none, never = np.zeros(len(table.members)), np.zeros(table.horizon)
    return Collective(
        form=ALONE,
        inhabitants=np.nan_to_num(table.inhabitants),
        small=0.0,
        bounds=(1.0, 2.0),
        layer=_layer(table),
        brought_in=0.0,
        governance_share=0.0,
        reached=never + 1.0,
        delay=0.0,
        ramp=0.0,
        overrun=1.0,
        regie=none,
        regie_fte=none,
        vat=none,
        margin=none,
        stranded=never,
        deciding=none,
        transition=none,
        growth=_growth(table),
        worth=_worth(table),
    )


def _together(table: CostTable, known: Parameters, form: str) -> Collective:
    ask = known.decimal
    share, layer = ask(f"costing.brought_in_{form}"), _layer(table)
    fte = np.maximum(table.inhabitants / ask("costing.regie_inhabitants"), ask("costing.regie_least"))
    months = ask(f"costing.deciding_months_{form}")
    deciding = ask("costing.deciding_hours") * ask("costing.deciding_people") * ask("costing.deciding_rate") * months
    margin = ask("costing.supplier_margin") if form == CLOUD else 0.0
    delay, ramp = ask("costing.delay_months") / 12.0, ask("costing.years_to_full_effect")
    return Collective(
        form=form,
        inhabitants=table.inhabitants,
        small=ask("costing.inefficiency_small"),
        bounds=(ask("costing.inefficiency_from"), ask("costing.inefficiency_to")),
        layer=layer,
        brought_in=share,
        governance_share=ask(f"costing.governance_share_{form}"),
        reached=effect_of_year(_years(table), delay, ramp),
        delay=delay,
        ramp=ramp,
        overrun=ask("costing.overrun_median"),
        regie=fte * ask("costing.fte_cost"),
        regie_fte=fte,
        vat=layer[PERSONNEL] * share * _vat_lost(table, ask),
        margin=np.full(len(table.members), margin),
        stranded=_stranded(table.horizon, ask("costing.stranded_share"), known.count("costing.stranded_years")),
        deciding=np.full(len(table.members), deciding),
        transition=layer.sum(axis=0) * share * ask("costing.transition_share"),
        growth=_growth(table),
        worth=_worth(table),
    )


def _vat_lost(table: CostTable, ask: Callable[[str], float]) -> Floats:
    """EUR of VAT that a member does not get back per euro of wages that it is billed: 0.21 × (1 − c), by taakveld."""
    overhead = 1.0 - ask("costing.vat_compensable")
    other = 1.0 - ask("costing.vat_compensable_other")
    lost: Floats = ask("costing.vat_rate") * (table.overhead_share * overhead + (1.0 - table.overhead_share) * other)
    return lost


def effect_of_year(year: Floats, delay: float, ramp: float) -> Floats:
    """Which share of the full effect is there in a year? Nothing until `delay` years, then evenly up in `ramp` years.

    >>> effect_of_year(np.arange(1.0, 6.0), 0.5, 3.0).round(3).tolist()
    [0.167, 0.5, 0.833, 1.0, 1.0]
    """
    reached: Floats = np.clip((year - delay) / ramp, 0.0, 1.0) if ramp > 0 else (year > delay).astype(np.float64)
    return reached


def _stranded(horizon: int, share: float, years: int) -> Floats:
    """What is left behind in each year of one euro a year that is handed over: `share` in year 1, evenly to nothing after `years`."""
    left: Floats = share * np.clip(1.0 - np.arange(horizon) / max(years, 1), 0.0, 1.0) * (years > 0)
    return left

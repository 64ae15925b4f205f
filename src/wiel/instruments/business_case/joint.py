"""What working together costs more or less than doing nothing, as streams of money."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from wiel.costing import PARTS
from wiel.costing.collective import inefficiency
from wiel.instruments.business_case import rhythm
from wiel.instruments.business_case.compose import BOUGHT, MONTHS, Scenario, Setting
from wiel.instruments.business_case.ground import HIRE, PERSONNEL, SERVICES, Planned
from wiel.methods.simulation import Floats, Stream

STAFF = (PERSONNEL, HIRE)
HOST, CLOUD = "host", "cloud"


def extra(setting: Setting, scenario: Scenario) -> tuple[Stream, ...]:
    """What does this scenario cost more (or less) than doing nothing? Nothing at all when everybody stays alone.

    The rules stand in docs/instruments/business_case.md under "Geldregels", each with its code.
    """
    if scenario.form == "alone" or len(setting.ground.members) < 2:
        return ()
    joint = Joint(setting, scenario)
    return (*joint.scale(), *joint.applications(), *joint.steering(), *joint.one_off(), *joint.people(), *joint.ending())


@dataclass(frozen=True, slots=True)
class Handed:
    """A part of infrastructure or technical staff that goes over: its place among the parts, EUR a year (M,), what is drawn of it (D,)."""

    part: int
    amount: Floats
    share: Floats


@dataclass(frozen=True, slots=True)
class OneOff:
    """Cost that is paid once: EUR (M,) and what is drawn of it (D,)."""

    amount: Floats
    share: Floats


@dataclass(frozen=True, eq=False)
class Joint:
    """One joint scenario in one setting. Rhythms are (D, Y), factors (D,), weights (D, M)."""

    setting: Setting
    scenario: Scenario

    def scale(self) -> Iterator[Stream]:
        """Rules `case.ramp` and scale: infrastructure and technical staff at the size of the group; for a supplier as services."""
        for handed in self.handed:
            felt = self.felt * self.setting.rises[handed.part] * handed.share[:, None]
            yield Stream(PARTS[handed.part], handed.amount, felt, self.setting.weight * (self.ratio - 1.0))
            if self._has("business_case.leaving_share"):
                yield Stream(
                    PARTS[handed.part], handed.amount, felt * self.late, self.setting.weight * (self.ratio_late - self.ratio)
                )
            if self.scenario.form == CLOUD:
                at_supplier = self.setting.weight * self.ratio
                yield Stream(PARTS[handed.part], -handed.amount, felt, at_supplier)
                yield Stream(PARTS[SERVICES], handed.amount, felt * self.price, at_supplier)
        if self.scenario.form == CLOUD and self.setting.shock:
            yield from self._no_shock_now()

    def applications(self) -> Iterator[Stream]:
        """What the applications of the plan cost more or less than those of now, with the fixed shares that were drawn."""
        if self.planned is None:
            return
        ground, planned = self.setting.ground, self.planned
        for p, part in enumerate(PARTS):
            felt = self.felt * self.setting.rises[p]
            up, down = self._between(f"costing.fixed_share_{part}")
            yield Stream(part, planned.running[p] - ground.running[p], felt, self.setting.weight)
            yield Stream(part, planned.running_high[p] - planned.running[p], felt * up[:, None], self.setting.weight)
            yield Stream(part, planned.running_low[p] - planned.running[p], felt * down[:, None], self.setting.weight)
            if p in BOUGHT and self.setting.shock:
                shocked = planned.running[p] * planned.supplier - ground.running[p] * ground.supplier
                yield Stream(part, self.setting.shock * shocked, felt, self.setting.weight)
        yield Stream(PARTS[SERVICES], planned.interfaces, self.felt * self.setting.over_middle("costing.interface_cost")[:, None])

    def steering(self) -> Iterator[Stream]:
        """Rules `case.governance`, `case.retained` and `case.deciding`."""
        of, ground = self.setting.of, self.setting.ground
        share = self._form("governance_share")[:, None] * (1.0 + of("business_case.leaving_share")[:, None] * self.late)
        turnover = (ground.running if self.planned is None else self.planned.running).sum(axis=0)
        yield Stream("governance", turnover, self.running * share, self.setting.weight)
        people = np.maximum(ground.inhabitants / of("costing.regie_inhabitants")[:, None], of("costing.regie_least")[:, None])
        wages = self.running * self.setting.rises[PERSONNEL] * of("costing.fte_cost")[:, None]
        yield Stream("retained", self.each, wages, people)
        month = of("costing.deciding_hours") * of("costing.deciding_people") * of("costing.deciding_rate")
        before = 1.0 - rhythm.started(self.years, self.planned_start)
        yield Stream("deciding", self.each, MONTHS * month[:, None] * before)

    def one_off(self) -> Iterator[Stream]:
        """Rules `case.transition`, `case.delay` and `case.financing`."""
        of = self.setting.of
        active = of("costing.activated_share")[:, None]
        begins = rhythm.once(self.years, self.start)
        spread = (1.0 - active) * begins + active * rhythm.depreciated(self.years, self.start, self.setting.terms.life)
        waiting = of("business_case.waiting_share")[:, None] * rhythm.waited(self.years, self.planned_start, self.start)
        overrun = of("costing.overrun_median")[:, None]
        interest = of("costing.capital_interest")[:, None] * active * self.booked[:, :-1] * overrun
        for paid in self.paid_once:
            share = paid.share[:, None]
            yield Stream("transition", paid.amount, share * (overrun * spread + waiting), self.setting.weight)
            yield Stream("financing", paid.amount, share * interest, self.setting.weight)
        if self.planned is not None:
            yield Stream("transition", self.planned.contracts, begins)

    def people(self) -> Iterator[Stream]:
        """Rules `case.stranded`, `case.staff` and `case.vat`."""
        of, terms = self.setting.of, self.setting.terms
        behind = of("costing.stranded_share")[:, None] * rhythm.fading(self.years, self.start, of("costing.stranded_years"))
        for handed in self.handed:
            yield Stream("stranded", handed.amount, behind * handed.share[:, None], self.setting.weight)
        wages = next(handed for handed in self.handed if handed.part == PERSONNEL)
        full = self.start + of("costing.years_to_full_effect")
        idle = of("business_case.redundant_share")[:, None] * rhythm.fading(self.years, full, of("business_case.redundant_years"))
        gone = 1.0 - self.ratio if self.scenario.form != CLOUD else np.ones_like(self.ratio)
        yield Stream("staff", wages.amount, idle * wages.share[:, None], self.setting.weight * gone)
        taxed = self.running * self.setting.rises[PERSONNEL] * (terms.vat_rate * wages.share)[:, None]
        overhead = self.setting.ground.overhead_share
        for part, name in ((overhead, "vat_compensable"), (1.0 - overhead, "vat_compensable_other")):
            lost = taxed * (1.0 - of(f"costing.{name}"))[:, None]
            yield Stream("vat", wages.amount * part * self.billed, lost, self.setting.weight * self.ratio)

    def ending(self) -> Iterator[Stream]:
        """Rule `case.exit`: what is still in the books at the end, and what untangling costs if it ends."""
        of = self.setting.of
        last = np.zeros((1, self.years))
        last[0, -1] = 1.0
        book = of("costing.overrun_median") * of("costing.activated_share") * self.booked[:, -1]
        for paid in self.paid_once:
            yield Stream("exit", paid.amount, (paid.share * book)[:, None] * last, self.setting.weight)
        untangling = of("business_case.exit_chance") * of("business_case.exit_share") * (self.start < self.years)
        for handed in self.handed:
            yield Stream("exit", handed.amount, (handed.share * untangling)[:, None] * last, self.setting.weight)

    @property
    def years(self) -> int:
        """The horizon."""
        return self.setting.terms.years

    @cached_property
    def planned(self) -> Planned | None:
        """The applications of the plan, where the scenario has them."""
        return self.setting.ground.planned if self.scenario.with_plan else None

    @cached_property
    def each(self) -> Floats:
        """One per member."""
        return np.ones(len(self.setting.ground.members))

    @cached_property
    def planned_start(self) -> Floats:
        """When deciding is done, in years."""
        return self._form("deciding_months") / MONTHS

    @cached_property
    def start(self) -> Floats:
        """When it begins: deciding and delay, in years."""
        return self.planned_start + self.setting.of("costing.delay_months") / MONTHS

    @cached_property
    def felt(self) -> Floats:
        """Which part of the full effect is felt each year."""
        return rhythm.ramped(self.years, self.start, self.setting.of("costing.years_to_full_effect"))

    @cached_property
    def running(self) -> Floats:
        """Which part of each year the joint organisation runs."""
        return rhythm.started(self.years, self.start)

    @cached_property
    def booked(self) -> Floats:
        """Which part of what was activated stands in the books."""
        return rhythm.booked(self.years, self.start, self.setting.terms.life)

    @cached_property
    def late(self) -> Floats:
        """One in the second half of the horizon, (1, Y)."""
        halfway: Floats = (self.setting.years > self.years / 2).astype(np.float64)[None, :]
        return halfway

    @cached_property
    def handed(self) -> tuple[Handed, ...]:
        """What goes over, per part."""
        technical = self.setting.over_middle("costing.operations_share")
        brought = self._form("brought_in")
        layer = self.setting.ground.layer
        return tuple(
            Handed(p, layer[p], brought * technical if p in STAFF else brought)
            for p in range(len(PARTS))
            if p == PERSONNEL or layer[p].any()
        )

    @cached_property
    def paid_once(self) -> tuple[OneOff, ...]:
        """What is paid once before overrun: bringing over, and moving to the applications of the plan."""
        over, transition = self.setting.over_middle, self.setting.of("costing.transition_share")
        found = [OneOff(handed.amount, handed.share * transition) for handed in self.handed]
        if self.planned is not None:
            move = over("costing.move_share")
            found.append(OneOff(self.planned.same, move * over("costing.move_same_product")))
            found.append(OneOff(self.planned.other, move))
            found.append(OneOff(self.planned.tenders, over("costing.tender_cost")))
        return tuple(found)

    @cached_property
    def ratio(self) -> Floats:
        """What infrastructure and technical staff cost in the group, as a part of what they cost each member alone, (D, M)."""
        return self._ratio(np.ones(self.setting.values.count))

    @cached_property
    def ratio_late(self) -> Floats:
        """The same once members have left."""
        return self._ratio(1.0 - self.setting.of("business_case.leaving_share"))

    @cached_property
    def price(self) -> Floats:
        """What a supplier asks for one euro of work: margin, an extra rise from the start on, and the shock where there is one."""
        bound = np.maximum(self.setting.years - self.start[:, None], 0.0)
        lock = (1.0 + self.setting.of("business_case.supplier_rise")[:, None]) ** bound
        price: Floats = (1.0 + self.setting.of("costing.supplier_margin")[:, None]) * lock * (1.0 + self.setting.shock)
        return price

    @cached_property
    def billed(self) -> Floats:
        """Who gets a bill with VAT on wages: all, but not the host for its own staff."""
        billed = self.each.copy()
        if self.scenario.form == HOST:
            billed[int(np.argmax(self.setting.ground.inhabitants))] = 0.0
        return billed

    def _ratio(self, staying: Floats) -> Floats:
        """(1 + i(n)) / (1 + i(nₘ)), i of costing; the group never works at a smaller scale than the member itself."""
        own, least = self.setting.ground.inhabitants, self.setting.terms.smallest
        scale: list[Any] = [self.setting.of(f"costing.inefficiency_{name}")[:, None] for name in ("small", "to")]
        small, most = scale
        together = np.maximum(staying[:, None] * own.sum(), own)
        found: Floats = (1.0 + inefficiency(together, small, least, most)) / (1.0 + inefficiency(own[None, :], small, least, most))
        return found

    def _no_shock_now(self) -> Iterator[Stream]:
        """The supplier that raises its price is the joint one, and no longer the largest one of now."""
        ground = self.setting.ground
        for p in BOUGHT:
            yield Stream(
                PARTS[p],
                -self.setting.shock * ground.running[p] * ground.supplier,
                self.felt * self.setting.rises[p],
                self.setting.weight,
            )

    def _between(self, name: str) -> tuple[Floats, Floats]:
        """How far a value lies from its middle to its high and to its low end, each from 0 to 1, (D,)."""
        middle, (low, high) = self.setting.terms.middle[name], self.setting.terms.ends[name]
        found = self.setting.of(name)
        up = np.clip((found - middle) / (high - middle), 0.0, 1.0) if high > middle else np.zeros_like(found)
        down = np.clip((middle - found) / (middle - low), 0.0, 1.0) if middle > low else np.zeros_like(found)
        return up, down

    def _form(self, name: str) -> Floats:
        return self.setting.of(f"costing.{name}_{self.scenario.form}")

    def _has(self, name: str) -> bool:
        return bool(self.setting.of(name).any())

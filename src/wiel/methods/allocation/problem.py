"""An allocation problem as JSON or YAML states it, solved: what ``wiel solve allocate`` answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from wiel.findings import Findings
from wiel.methods.allocation.activities import Activity, Rate, activity_based, time_driven
from wiel.methods.allocation.bills import credits_flagged
from wiel.methods.allocation.exact import exact, refused
from wiel.methods.allocation.fields import choice_of, fields_of, list_of, mapping_of, name_of, names_of, table_of
from wiel.methods.allocation.flows import FlowAllocation, direct_flows, reciprocal_flows, step_down_flows
from wiel.methods.allocation.named_flows import CENTS, NamedFlows, named_flows
from wiel.methods.allocation.network import Allocation, Network
from wiel.methods.allocation.rounding import IDENTIFIER, divide_cents, whole_cents_of_floats
from wiel.methods.allocation.support import check_order, direct, reciprocal, step_down
from wiel.methods.allocation.tariffs import Band, tiered
from wiel.quantities import euros

# Fractions grow with the square of the network; above this the sparse arrays answer, with their residual.
EXACT_SERVICES = 60
METHODS = ("direct", "step-down", "reciprocal")
Output = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """The object that is printed and what was noticed on the way."""

    output: Output
    findings: Findings


def solve_allocate(problem: Mapping[str, Any], language: str = "en") -> Output:
    """What is the answer to this allocation problem?

    `problem` has a `kind` (support, tdabc, abc, rounding, tiers) and the fields of that kind; numbers are JSON numbers or
    decimal strings. Amounts come out in the unit in which they went in. What was noticed (a credit, own use taken out, more
    time than capacity) stands under `findings`, which is absent when nothing was. `InvalidProblem` names what cannot be used.

    >>> solve_allocate({"kind": "rounding", "total": "100.00", "weights": [1, 1, 1]})["parts"]
    ['33.34', '33.33', '33.33']
    """
    fields = mapping_of(problem, "problem")
    if "kind" not in fields:
        raise refused("missing-field", where="problem", field="kind")
    answer = KINDS[choice_of(fields["kind"], "kind", list(KINDS))](fields)
    if not len(answer.findings):
        return answer.output
    return answer.output | {"findings": [finding.as_json(language) for finding in answer.findings]}


def number(value: Fraction) -> int | float:
    """An exact number as JSON writes it: whole when it is whole.

    >>> number(Fraction(6, 2)), number(Fraction(1, 4))
    (3, 0.25)
    """
    return int(value) if value.denominator == 1 else float(value)


def _numbers(values: Mapping[str, Fraction]) -> dict[str, int | float]:
    return {name: number(value) for name, value in values.items()}


def _support(problem: Mapping[str, Any]) -> Answer:
    method = choice_of(problem.get("method"), "method", METHODS)
    ordered = ["order"] if method == "step-down" else []
    ratios = ["shares"] if "drivers" not in problem else ["drivers"]
    fields = fields_of(problem, "problem", ["kind", "method", "support", *ratios, *ordered], ["operating"])
    operating = None
    if "operating" in fields:
        written = mapping_of(fields["operating"], "operating")
        operating = {name: exact(cost, f"operating, {name}") for name, cost in written.items()}
    cost, table = mapping_of(fields["support"], "support"), table_of(fields[ratios[0]], ratios[0])
    order = names_of(fields["order"], "order") if ordered else []
    if len(cost) > EXACT_SERVICES:
        return _by_arrays(method, named_flows(cost, table, operating, are_shares=ratios == ["shares"]), order, operating)
    build = Network.of_shares if ratios == ["shares"] else Network.of_drivers
    return _by_fractions(method, build(cost, table, operating), order, operating)


def _by_fractions(method: str, network: Network, order: list[str], operating: Mapping[str, Fraction] | None) -> Answer:
    result = _exactly(method, network, order)
    output = _head(method, result.algorithm, order) | {"gross": _numbers(result.gross)}
    return _closed(output, network.cost, result.received, operating, network.findings)


def _head(method: str, algorithm: str, order: list[str]) -> Output:
    return {"method": method, "algorithm": algorithm} | ({"order": order} if order else {})


def _exactly(method: str, network: Network, order: list[str]) -> Allocation:
    if method == "step-down":
        return step_down(network, order)
    return direct(network) if method == "direct" else reciprocal(network)


def _by_arrays(method: str, named: NamedFlows, order: list[str], operating: Mapping[str, Fraction] | None) -> Answer:
    """Above EXACT_SERVICES: in cents on sparse arrays, each member's part rounded to whole cents."""
    total = sum(named.cost.values(), start=Fraction(0)) * CENTS
    if total.denominator != 1:
        raise refused("part-of-a-cent", total=str(float(total / CENTS)))
    result = _on_arrays(method, named, order)
    cents = whole_cents_of_floats(result.received, int(total)).tolist()
    received = {member: Fraction(part, CENTS) for member, part in zip(named.members, cents, strict=True)}
    gross = dict(zip(named.cost, (result.gross / CENTS).tolist(), strict=True))
    output = _head(method, result.algorithm, order) | {"gross": gross, "residual": result.residual / CENTS}
    return _closed(output, named.cost, received, operating, named.findings)


def _on_arrays(method: str, named: NamedFlows, order: list[str]) -> FlowAllocation:
    if method == "step-down":
        place = {name: number for number, name in enumerate(named.cost)}
        check_order(list(named.cost), order)
        return step_down_flows(named.flows, np.array([place[name] for name in order]))
    return direct_flows(named.flows) if method == "direct" else reciprocal_flows(named.flows)


def _closed(
    output: Output,
    cost: Mapping[str, Fraction],
    received: Mapping[str, Fraction],
    operating: Mapping[str, Fraction] | None,
    findings: Findings,
) -> Answer:
    """Add what the members bear and both sums; without own costs of members only the sums are meant."""
    own = operating or {}
    borne = {member: own.get(member, Fraction(0)) + part for member, part in received.items()}
    if operating is not None:
        output["operating"] = _numbers(borne)
    output["sum_in"] = number(sum([*cost.values(), *own.values()], start=Fraction(0)))
    output["sum_out"] = number(sum(borne.values(), start=Fraction(0)))
    return Answer(output, findings + credits_flagged(borne))


def _activities(problem: Mapping[str, Any], measure: str) -> list[Activity]:
    rows = [
        fields_of(row, f"activities, {place}", ["name", measure, "volume"])
        for place, row in enumerate(list_of(problem["activities"], "activities"), start=1)
    ]
    return [Activity.of(name_of(row["name"], "activities"), row["volume"], row[measure]) for row in rows]


def _rates(rates: tuple[Rate, ...]) -> list[Output]:
    return [{"name": one.name, "rate": number(one.rate), "amount": number(one.amount)} for one in rates]


def _tdabc(problem: Mapping[str, Any]) -> Answer:
    fields = fields_of(problem, "problem", ["kind", "cost", "practical_capacity", "activities"])
    result = time_driven(fields["cost"], fields["practical_capacity"], _activities(fields, "unit_time"))
    output: Output = {
        "algorithm": result.algorithm,
        "rate": number(result.rate),
        "activities": _rates(result.rates),
        "used_capacity": number(result.used_capacity),
        "unused_capacity": number(result.unused_capacity),
        "used_cost": number(result.used_cost),
        "unused_cost": number(result.unused_cost),
    }
    return Answer(output, result.findings + credits_flagged({one.name: one.amount for one in result.rates}))


def _abc(problem: Mapping[str, Any]) -> Answer:
    fields = fields_of(problem, "problem", ["kind", "cost", "activities"])
    result = activity_based(fields["cost"], _activities(fields, "share"))
    output: Output = {"algorithm": result.algorithm, "activities": _rates(result.rates)}
    unassigned = exact(fields["cost"], "cost") - sum((one.amount for one in result.rates), start=Fraction(0))
    if unassigned:
        output["unassigned"] = number(unassigned)
    return Answer(output, credits_flagged({one.name: one.amount for one in result.rates}))


def _rounding(problem: Mapping[str, Any]) -> Answer:
    fields = fields_of(problem, "problem", ["kind", "total", "weights"])
    total = exact(fields["total"], "total") * 100
    if total.denominator != 1:
        raise refused("part-of-a-cent", total=str(fields["total"]))
    parts = divide_cents(int(total), list_of(fields["weights"], "weights"))
    flagged = credits_flagged({str(place): part for place, part in enumerate(parts, start=1)})
    return Answer({"algorithm": IDENTIFIER, "parts": [str(euros(part)) for part in parts]}, flagged)


def _tiers(problem: Mapping[str, Any]) -> Answer:
    fields = fields_of(problem, "problem", ["kind", "bands", "use"])
    bands = []
    for place, row in enumerate(list_of(fields["bands"], "bands"), start=1):
        band = fields_of(row, f"bands, {place}", ["up_to", "price"])
        bands.append(Band.of(band["up_to"], band["price"], f"bands, {place}"))
    result = tiered(bands, mapping_of(fields["use"], "use"))
    output: Output = {
        "algorithm": result.algorithm,
        "amounts": _numbers(result.bills),
        "units": {member: [number(part) for part in parts] for member, parts in result.units.items()},
        "sum": number(sum(result.bills.values(), start=Fraction(0))),
    }
    return Answer(output, Findings())


KINDS: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
    "support": _support,
    "tdabc": _tdabc,
    "abc": _abc,
    "rounding": _rounding,
    "tiers": _tiers,
}

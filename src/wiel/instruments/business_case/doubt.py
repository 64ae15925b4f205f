"""Which numbers are uncertain, how, and which belong together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wiel.costing import PARTS
from wiel.errors import InvalidProblem
from wiel.instruments.business_case.ground import Ground
from wiel.methods.simulation import Fixed, Lognormal, Shape, Triangular, Uncertain
from wiel.parameters import Parameters
from wiel.parameters.parameter import DatedValue
from wiel.texts import Sentence

SETBACK, PRICES = "setback", "prices"
ASSUMED = "assumed:"
JOINT_FORMS = ("host", "body", "cloud")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A parameter that is drawn: in which group, whether it goes against it, and from which least value its long tail starts, if it has one.

    A `tail` means lognormal: the value is the median and the high value is what nine of ten stay below.
    """

    parameter: str
    group: str | None = None
    against: bool = False
    tail: float | None = None


DOUBTS = (
    Doubt("costing.inefficiency_small", SETBACK, against=True),
    Doubt("costing.inefficiency_to"),
    Doubt("costing.operations_share"),
    *(Doubt(f"costing.rise_{part}", PRICES) for part in PARTS),
    *(Doubt(f"costing.fixed_share_{part}", SETBACK, against=True) for part in PARTS),
    Doubt("costing.move_share", SETBACK),
    Doubt("costing.move_same_product"),
    Doubt("costing.tender_cost"),
    Doubt("costing.interface_cost"),
    *(Doubt(f"costing.brought_in_{form}") for form in JOINT_FORMS),
    *(Doubt(f"costing.governance_share_{form}", SETBACK) for form in JOINT_FORMS),
    Doubt("costing.supplier_margin"),
    Doubt("costing.fte_cost", PRICES),
    Doubt("costing.regie_inhabitants", SETBACK, against=True),
    Doubt("costing.regie_least", SETBACK),
    Doubt("costing.transition_share", SETBACK),
    Doubt("costing.overrun_median", SETBACK, tail=0.0),
    Doubt("costing.delay_months", SETBACK, tail=0.0),
    Doubt("costing.years_to_full_effect", SETBACK),
    Doubt("costing.stranded_share", SETBACK),
    Doubt("costing.stranded_years", SETBACK),
    Doubt("costing.deciding_hours"),
    Doubt("costing.deciding_people"),
    Doubt("costing.deciding_rate"),
    *(Doubt(f"costing.deciding_months_{form}") for form in JOINT_FORMS),
    Doubt("costing.vat_compensable"),
    Doubt("costing.vat_compensable_other"),
    Doubt("costing.activated_share"),
    Doubt("costing.capital_interest"),
    Doubt("business_case.waiting_share", SETBACK),
    Doubt("business_case.redundant_share", SETBACK),
    Doubt("business_case.redundant_years", SETBACK),
    Doubt("business_case.supplier_rise"),
    Doubt("business_case.leaving_share"),
    Doubt("business_case.exit_chance"),
    Doubt("business_case.exit_share"),
)
DISCOUNT = "costing.discount_rate"


def doubts(parameters: Parameters, ground: Ground) -> tuple[Uncertain, ...]:
    """Every uncertain number with its shape, and one factor per member without ledger.

    A parameter without low and high value is certain. Raises `InvalidProblem` with the name of the parameter when low, value and high
    do not ascend.
    """
    return (*(_uncertain(parameters, doubt) for doubt in DOUBTS), *_assumed(ground))


def discount(parameters: Parameters) -> Uncertain:
    """The discount rate: a choice and no chance, so that it is looked at in the tornado and not drawn."""
    return _uncertain(parameters, Doubt(DISCOUNT))


def together(parameters: Parameters) -> Mapping[str, float]:
    """How strongly the numbers of each group go together."""
    return {
        SETBACK: parameters.decimal("business_case.together_setback"),
        PRICES: parameters.decimal("business_case.together_prices"),
    }


def _uncertain(parameters: Parameters, doubt: Doubt) -> Uncertain:
    parameters.decimal(doubt.parameter)  # notes the use, and refuses a day without a value
    entry = parameters.entries[doubt.parameter]
    dated = entry.on(parameters.as_of) if parameters.as_of is not None else None
    if dated is None:
        raise ValueError(f"{doubt.parameter} has no value on this day")
    return Uncertain(doubt.parameter, _shape(doubt, dated), doubt.group, doubt.against)


def _shape(doubt: Doubt, dated: DatedValue) -> Shape:
    value, low, high = (None if part is None else float(str(part)) for part in (dated.value, dated.low, dated.high))
    assert value is not None
    low, high = value if low is None else low, value if high is None else high
    if not low <= value <= high:
        values = {"name": doubt.parameter, "low": f"{low:g}", "value": f"{value:g}", "high": f"{high:g}"}
        raise InvalidProblem(Sentence("business_case.contradiction", values))
    if low == high:
        return Fixed(value)
    if doubt.tail is not None and value > doubt.tail:
        return Lognormal(value, high, doubt.tail, low)
    return Triangular(low, value, high)


def _assumed(ground: Ground) -> Iterator[Uncertain]:
    """Per member without ledger the factor on its assumption."""
    for m, member in enumerate(ground.members):
        low, high = ground.bounds[:, m].tolist()
        if low < high:
            yield Uncertain(f"{ASSUMED}{member}", Triangular(min(low, 1.0), 1.0, max(high, 1.0)))

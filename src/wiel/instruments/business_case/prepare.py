"""From parameters and ground to a setting: every number in its middle, or drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from wiel.errors import InvalidProblem
from wiel.instruments.business_case.compose import Scenario, Setting, Terms
from wiel.instruments.business_case.doubt import discount, doubts, together
from wiel.instruments.business_case.gather import Source
from wiel.instruments.business_case.ground import Ground
from wiel.instruments.business_case.options import Options
from wiel.methods.simulation import Fixed, Uncertain, draw
from wiel.parameters import Parameters
from wiel.texts import Sentence

ALONE, LIGHT, BODY, SUPPLIER, PLAN, MERGER = ("zelf", "licht", "organisatie", "leverancier", "plan", "samenvoeging")
FORM_OF = {ALONE: "alone", LIGHT: "host", BODY: "body", SUPPLIER: "cloud"}


@dataclass(frozen=True, eq=False)
class Prepared:
    """The drawn setting, the numbers behind it for the tornado (discount rate included), and the scenarios, doing nothing first."""

    setting: Setting
    numbers: tuple[Uncertain, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def joint(self) -> tuple[Scenario, ...]:
        """All scenarios but the first."""
        return self.scenarios[1:]


def prepare(ground: Ground, source: Source, parameters: Parameters, options: Options) -> Prepared:
    """Draw every uncertain number. The discount rate is not drawn: it is a choice."""
    numbers, rate = doubts(parameters, ground), discount(parameters)
    smallest = parameters.decimal("costing.inefficiency_from")
    _scale_is_possible(smallest, numbers)
    every = (*numbers, rate)
    terms = Terms(
        years=source.table.horizon,
        life=parameters.count("costing.life_software"),
        vat_rate=parameters.decimal("costing.vat_rate"),
        smallest=smallest,
        middle={number.name: number.shape.middle for number in every},
        ends={number.name: number.shape.ends for number in every},
    )
    certain = Uncertain(rate.name, Fixed(rate.shape.middle))
    values = draw((*numbers, certain), together(parameters), options.draws, options.seed)
    return Prepared(Setting(ground, values, terms), every, scenarios(options.form, source.handed))


def scenarios(form: str, handed: bool) -> tuple[Scenario, ...]:
    """Doing nothing first, then the three forms with the applications of now, then the plan or the plain merger in the chosen form.

    >>> [scenario.identifier for scenario in scenarios("licht", handed=False)]
    ['zelf', 'licht', 'organisatie', 'leverancier', 'samenvoeging']
    """
    forms = tuple(Scenario(identifier, costing) for identifier, costing in FORM_OF.items())
    return (*forms, Scenario(PLAN if handed else MERGER, FORM_OF[form], with_plan=True))


def _scale_is_possible(smallest: float, numbers: Sequence[Uncertain]) -> None:
    """Scale cannot be used up before it is at its worst."""
    most = next(number.shape for number in numbers if number.name == "costing.inefficiency_to")
    if min(most.ends[0], most.middle) <= smallest:
        values = {"least": smallest, "most": min(most.ends[0], most.middle)}
        raise InvalidProblem(Sentence("business_case.scale-order", values))

"""What the user may choose: the start, the form and what the group wishes of a form."""

from dataclasses import dataclass, field, fields

from wiel.errors import WrongUse
from wiel.texts import Sentence

YES, NO, NO_WISH = "ja", "nee", ""
FIRST_YEAR, LAST_YEAR, EARLIEST = 2016, 2100, 0
_WISH = {"unit": "", "choices": (NO_WISH, YES, NO)}


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of governance; the meaning of each is in the texts under ``governance.option.<name>``.

    `budget_year`: the first year of the form, from 1 January; 0 is the first year that can still be reached. `form`: the form whose calendar
    is shown; empty is the one that fits the wishes best, and without wishes the one with the strictest calendar. `host`: the name of the
    member that would be host. The others are wishes: ja, nee, or empty for no wish.

    >>> Options(own_staff="nee").wishes()
    {'own_staff': 'nee'}
    """

    budget_year: int = field(default=EARLIEST, metadata={"unit": "jaar"})
    form: str = field(default="", metadata={"unit": ""})
    host: str = field(default="", metadata={"unit": ""})
    legal_person: str = field(default=NO_WISH, metadata=_WISH)
    own_staff: str = field(default=NO_WISH, metadata=_WISH)
    councils_take_part: str = field(default=NO_WISH, metadata=_WISH)
    policy_tasks: str = field(default=NO_WISH, metadata=_WISH)
    single_board: str = field(default=NO_WISH, metadata=_WISH)
    own_budget_cycle: str = field(default=NO_WISH, metadata=_WISH)
    equal_say: str = field(default=NO_WISH, metadata=_WISH)
    open_membership: str = field(default=NO_WISH, metadata=_WISH)
    vat_on_wages: str = field(default=NO_WISH, metadata=_WISH)

    def __post_init__(self) -> None:
        # A value from region.toml may be of any kind.
        year = self.budget_year if type(self.budget_year) is int else -1
        if year != EARLIEST and not FIRST_YEAR <= year <= LAST_YEAR:
            raise WrongUse(Sentence("governance.budget-year", {"year": str(self.budget_year), "first": str(FIRST_YEAR)}))
        for name in PROPERTIES:
            if getattr(self, name) not in (NO_WISH, YES, NO):
                raise WrongUse(Sentence("governance.unknown-wish", {"name": name, "text": str(getattr(self, name))}))

    def wishes(self) -> dict[str, str]:
        """The wishes by property, without those that were left open."""
        return {name: getattr(self, name) for name in PROPERTIES if getattr(self, name)}


PROPERTIES = tuple(one.name for one in fields(Options) if one.metadata == _WISH)

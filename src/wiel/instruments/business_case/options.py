"""What the user may choose."""

from dataclasses import dataclass, field

from wiel.errors import WrongUse
from wiel.texts import Sentence

FORMS = ("licht", "organisatie")
LEAST_DRAWS, MOST_DRAWS = 100, 100_000


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the business case; the meaning of each is in the texts under ``business_case.option.<name>``.

    `draws`: how many times the uncertain numbers are drawn; `seed`: where chance starts; `form`: the legal form in which the plan (or the
    plain merger) is carried out.

    >>> Options().draws, Options().form
    (10000, 'organisatie')
    """

    draws: int = field(default=10_000, metadata={"unit": "trekkingen"})
    seed: int = field(default=1, metadata={"unit": ""})
    form: str = field(default="organisatie", metadata={"unit": "", "choices": FORMS})

    def __post_init__(self) -> None:
        if not LEAST_DRAWS <= self.draws <= MOST_DRAWS:
            raise WrongUse(
                Sentence("business_case.draws-out-of-range", {"value": self.draws, "least": LEAST_DRAWS, "most": MOST_DRAWS})
            )
        if self.seed < 0:
            raise WrongUse(Sentence("business_case.seed-negative", {"value": str(self.seed)}))
        if self.form not in FORMS:
            raise WrongUse(Sentence("business_case.unknown-form", {"name": self.form, "known": FORMS}))

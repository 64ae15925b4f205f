"""What the user may choose."""

from dataclasses import dataclass, field

from wiel.errors import WrongUse
from wiel.texts import Sentence

PERSONAL_DATA = ("", "gewoon", "bijzonder")
KEYS = ("", "inhabitants", "equal")
RANGES = {"supplier_cap": (0, 1), "within": (0, 1), "alternatives": (0, 9), "max_changes": (0, 10_000), "work": (1, 10**12)}


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the rationalisation; the meaning of each is in the texts under ``rationalisation.option.<name>``.

    `jurisdictions`, `must_keep` and `must_go` hold several words apart by ``;``. A `supplier_cap` of 1 and a `max_changes` of 0 are no
    limit. `work` bounds the search of parts that are too large to try everything, in units of `wiel.methods.facility`.
    `plan` names an edited plan workbook; who reads files hands its wishes over.

    >>> Options(jurisdictions="NL; EU").allowed_jurisdictions
    ('NL', 'EU')
    """

    standards: bool = True
    jurisdictions: str = ""
    personal_data: str = ""
    unknown_allowed: bool = True
    supplier_cap: float = field(default=1.0, metadata={"unit": "aandeel"})
    must_keep: str = ""
    must_go: str = ""
    max_changes: int = field(default=0, metadata={"unit": "per lid per jaar"})
    nobody_worse_off: str = ""
    second_applications_go: bool = False
    new_instances: bool = True
    alternatives: int = 3
    within: float = field(default=0.02, metadata={"unit": "aandeel"})
    plan: str = ""
    seed: int = 0
    work: int = 2_000_000

    def __post_init__(self) -> None:
        for name, words in (("personal_data", PERSONAL_DATA), ("nobody_worse_off", KEYS)):
            if getattr(self, name) not in words:
                said = [word for word in words if word]
                raise WrongUse(Sentence("rationalisation.option-word", {"name": name, "value": getattr(self, name), "words": said}))
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if not least <= value <= most:
                about: dict[str, str | int] = {"name": name, "value": str(value), "least": least, "most": most}
                raise WrongUse(Sentence("rationalisation.option-range", about))

    @property
    def allowed_jurisdictions(self) -> tuple[str, ...]:
        """The jurisdictions that are allowed; none means all."""
        return words_of(self.jurisdictions)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, apart by semicolons.

    >>> words_of(" a; b;")
    ('a', 'b')
    """
    return tuple(word.strip() for word in text.split(";") if word.strip())

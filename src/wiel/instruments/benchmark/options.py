"""What the user may choose."""

from dataclasses import dataclass, field

from wiel.errors import WrongUse
from wiel.texts import Sentence

ACTUAL, BUDGET = "realisatie", "begroting"
REPORTS = (ACTUAL, BUDGET)


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the comparison; the meaning of each is in the texts under ``benchmark.option.<name>``.

    `report`: which report of Iv3 is compared: ``realisatie`` (accounts) or ``begroting`` (budget). `iv3` names a list or folder of Iv3;
    who reads files hands its table over.

    >>> Options().report
    'realisatie'
    """

    report: str = field(default=ACTUAL, metadata={"unit": "", "choices": REPORTS})

    iv3: str = field(default="", metadata={"unit": ""})

    def __post_init__(self) -> None:
        if self.report not in REPORTS:
            raise WrongUse(Sentence("benchmark.unknown-report", {"name": self.report, "known": REPORTS}))

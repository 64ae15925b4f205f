"""What the user may choose."""

from dataclasses import dataclass, field

from wiel.errors import WrongUse
from wiel.texts import Sentence


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the overlap; the meaning of each is in the texts under ``overlap.option.<name>``.

    `majority` is a share: a function counts as "already the same" when more than this part of the members use one product.

    >>> Options().majority
    0.5
    """

    majority: float = field(default=0.5, metadata={"unit": "aandeel"})

    def __post_init__(self) -> None:
        if not 0 <= self.majority < 1:
            raise WrongUse(Sentence("overlap.majority-out-of-range", {"value": str(self.majority)}))

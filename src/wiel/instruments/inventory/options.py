"""What the user may choose."""

from dataclasses import dataclass, field

from wiel.errors import WrongUse
from wiel.texts import Sentence

ALL, SIZE = "alle", "grootteklasse"
PEERS = (ALL, SIZE)


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the inventory; the meaning of each is in the texts under ``inventory.option.<name>``.

    `peers`: with whom a member is compared: ``alle`` members, or those of the same size class (``grootteklasse``).

    >>> Options().peers
    'alle'
    """

    peers: str = field(default=ALL, metadata={"unit": "", "choices": PEERS})

    def __post_init__(self) -> None:
        if self.peers not in PEERS:
            raise WrongUse(Sentence("inventory.unknown-peers", {"name": self.peers, "known": PEERS}))

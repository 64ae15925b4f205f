"""What withdrawing an opening hides: apps above this one tell what they made from the rows of others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Opening


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that others will no longer see: its name, of whom it is, about whom, from which day, and where the actor sees it."""

    name: str
    owner: str
    about: str
    day: date
    url: str


Teller = Callable[[Actor, Opening], Iterator[Hidden]]
TELLERS: list[Teller] = []


def tells_hidden(teller: Teller) -> None:
    """Let a part of the application tell what a withdrawal hides."""
    TELLERS.append(teller)


def hidden_by(actor: Actor, opening: Opening) -> list[Hidden]:
    """What withdrawing this opening would hide, as far as the actor may see it; newest first."""
    found = [hidden for teller in TELLERS for hidden in teller(actor, opening)]
    return sorted(found, key=lambda hidden: hidden.day, reverse=True)

"""What the user may choose."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wiel.errors import WrongUse
from wiel.texts import Sentence
from wiel.texts.numbers import Value

COUNTED = ("workplaces", "usage", "inhabitants")
KEYS = ("equal", *COUNTED, "own_cost", "shapley", "nucleolus")
MIX, TWO_PART = "mix", "two_part"
WRITING = 1e-9


def refused(reason: str, **values: Value) -> WrongUse:
    """The error with this sentence of the instrument."""
    return WrongUse(Sentence(f"cost_sharing.{reason}", values))


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of the division; the meaning of each is in the texts under ``cost_sharing.option.<name>``.

    `keys` is a text or a list of names. `mix` gives the parts of a mixed key. Amounts of leaving are in euro; NaN is unknown.

    >>> Options(keys="equal shapley", mix="inhabitants=0.6 usage=0.4").asked
    ('equal', 'shapley', 'mix')
    >>> Options().asked
    ('equal', 'workplaces', 'usage', 'inhabitants', 'own_cost', 'shapley', 'nucleolus')
    """

    keys: str | Sequence[str] = ""
    mix: str | Mapping[str, float] = ""
    two_part: str = ""
    key: str = ""
    valid_from: str = ""
    leaving: str = ""
    exit_assets: float = field(default=math.nan, metadata={"unit": "EUR"})
    exit_staff: float = field(default=math.nan, metadata={"unit": "EUR"})
    exit_taken_over: float = field(default=math.nan, metadata={"unit": "EUR"})
    entry_year: int = field(default=1, metadata={"unit": "jaar"})
    samples: int = field(default=500, metadata={"unit": "volgordes"})
    named: int = field(default=5, metadata={"unit": "groepen"})
    bounded: int = field(default=10, metadata={"unit": "groepen"})
    form: str = "host"
    seed: int = 2026

    def __post_init__(self) -> None:
        for name in self.asked:
            if name not in (*KEYS, MIX, TWO_PART):
                raise refused("unknown-key", name=name, known=list(KEYS))
        self._check_mixture()
        if self.two_part and self.two_part not in KEYS:
            raise refused("unknown-key", name=self.two_part, known=list(KEYS))
        if self.key and self.key not in self.asked:
            raise refused("key-not-asked", name=self.key, known=list(self.asked))
        for name in ("exit_assets", "exit_staff", "exit_taken_over"):
            if getattr(self, name) < 0:
                raise refused("negative-amount", name=name, value=str(getattr(self, name)))
        if not math.isnan(self.known_amount) and not self.leaving:
            raise refused("amount-without-leaver")
        if self.entry_year < 0 or self.samples < 2 or self.named < 1 or self.bounded < 0:
            raise refused("too-small")
        _ = self.starts

    @property
    def asked(self) -> tuple[str, ...]:
        """The keys in their order: those chosen, or all seven, then the mixture and the key in two parts."""
        chosen = self.keys.replace(",", " ").split() if isinstance(self.keys, str) else list(self.keys)
        extra = [MIX] if self.mix else []
        return tuple(dict.fromkeys([*(chosen or KEYS), *extra, *([TWO_PART] if self.two_part else [])]))

    @property
    def mixture(self) -> dict[str, float]:
        """The parts of the mixed key by name."""
        if not isinstance(self.mix, str):
            return dict(self.mix)
        parts = [part.partition("=") for part in self.mix.replace(";", " ").split()]
        try:
            return {name: float(value.replace(",", ".")) for name, _, value in parts}
        except ValueError:
            raise refused("mix-form", text=self.mix) from None

    @property
    def starts(self) -> date | None:
        """The first day of the agreement, where chosen."""
        try:
            return date.fromisoformat(self.valid_from) if self.valid_from else None
        except ValueError:
            raise refused("valid-from", text=self.valid_from) from None

    @property
    def known_amount(self) -> float:
        """One of the amounts of leaving that is known; NaN where none is."""
        return next((a for a in (self.exit_assets, self.exit_staff, self.exit_taken_over) if not math.isnan(a)), math.nan)

    def _check_mixture(self) -> None:
        parts = self.mixture
        for name in parts:
            if name not in KEYS:
                raise refused("unknown-key", name=name, known=list(KEYS))
        if MIX in self.asked and not parts:
            raise refused("mix-empty")
        if TWO_PART in self.asked and not self.two_part:
            raise refused("two-part-empty")
        if parts and (min(parts.values()) < 0 or abs(sum(parts.values()) - 1) > WRITING):
            raise refused("mix-sum", text=" ".join(f"{name}={value:g}" for name, value in parts.items()))

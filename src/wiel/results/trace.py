"""How a result came about, so that it can be made again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """One parameter that was used: its value, the date it holds from, unit, source and label of certainty."""

    name: str
    value: str
    valid_from: str
    unit: str
    source: str
    label: str


@dataclass(frozen=True)
class Trace:
    """Digest of the landscape, version of Wiel, options, parameters, method, and what bounded a search."""

    instrument: str
    as_of: str
    digest: str
    version: str
    options: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[ParameterUse, ...] = ()
    method: str = ""
    bound: float | None = None
    gap: float | None = None
    seed: int | None = None
    stopped_by: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The trace as plain values."""
        plain = {
            name: getattr(self, name) for name in ("instrument", "as_of", "digest", "version", "method", "bound", "gap", "seed")
        }
        used = [{name: getattr(use, name) for name in use.__slots__} for use in self.parameters]
        return plain | {"options": dict(self.options), "parameters": used, "stopped_by": self.stopped_by}

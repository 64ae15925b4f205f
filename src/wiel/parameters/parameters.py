"""The parameters that hold on a day, with a record of those that were used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wiel.errors import InvalidProblem, Place, WrongUse
from wiel.parameters.overlay import Override, overrides, read_overlay, read_settings
from wiel.parameters.parameter import LABELS, DatedValue, Parameter, UnfitError, Value
from wiel.parameters.reading import shipped
from wiel.results import ParameterUse
from wiel.texts import Sentence

OWN_VALUE = "eigen waarde"
EVER = date.min


@dataclass(frozen=True)
class Parameters:
    """Every parameter by name, on the day `as_of` once that is known. Each call of `at` starts a new record of uses.

    >>> known = Parameters.load({"overlap.window_months": 6}).at(date(2026, 11, 1))
    >>> known.count("overlap.window_months"), known.uses()[0].source
    (6, 'eigen waarde')
    """

    entries: Mapping[str, Parameter]
    as_of: date | None = None
    _used: dict[str, ParameterUse] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, overlay: Mapping[str, Any] | None = None) -> "Parameters":
        """The shipped parameters with an overlay on top.

        The overlay maps names to values, to `Override` or to a tuple of them; it may be nested by subject. A name that does not
        exist, a value of the wrong kind and a value out of bounds are refused with `WrongUse`.
        """
        entries = dict(shipped())
        for name, given in overrides(overlay or {}, OWN_VALUE).items():
            entries[name] = _overlaid(_found(entries, name), given)
        return cls(entries)

    @classmethod
    def read(cls, file: Path | None = None, settings: Sequence[str] = ()) -> "Parameters":
        """The shipped parameters with a file on top and with ``subject.name=value`` texts on top of that."""
        return cls.load((read_overlay(file) if file is not None else {}) | read_settings(settings))

    def at(self, as_of: date) -> "Parameters":
        """The same parameters on a day, with nothing used yet."""
        return replace(self, as_of=as_of, _used={})

    def value(self, name: str) -> Value:
        """The value that holds on the day, noted as used. An unknown name is refused, and a day before the first value too."""
        parameter, dated = self._dated(name)
        self._used[name] = _use(parameter, dated)
        return dated.value

    def count(self, name: str) -> int:
        """The value of a parameter that is a whole number."""
        return int(_as(int, name, self.value(name)))

    def decimal(self, name: str) -> float:
        """The value of a parameter that is a number or a share."""
        return float(_as((int, float), name, self.value(name)))

    def bounds(self, name: str) -> tuple[int, ...]:
        """The value of a parameter that is a row of ascending bounds."""
        return tuple(_as(tuple, name, self.value(name)))

    def uses(self) -> tuple[ParameterUse, ...]:
        """What was used since `at`, by name, for the trace of a result."""
        return tuple(self._used[name] for name in sorted(self._used))

    def listing(self, subject: str | None, language: str) -> list[dict[str, Any]]:
        """Every dated value as a plain row, for people: of one subject, or of all. An unknown subject is refused."""
        subjects = sorted({parameter.subject for parameter in self.entries.values()})
        if subject is not None and subject not in subjects:
            raise WrongUse(Sentence("parameters.unknown-subject", {"name": subject, "known": subjects}))
        chosen = [p for p in self.entries.values() if subject in (None, p.subject)]
        return [_row(parameter, dated, language) for parameter in chosen for dated in parameter.values]

    def as_json(self, language: str = "nl") -> dict[str, Any]:
        """All parameters as plain values."""
        return {"parameters": self.listing(None, language)}

    def _dated(self, name: str) -> tuple[Parameter, DatedValue]:
        if self.as_of is None:
            raise ValueError(f"call at(as_of) before asking for {name}")
        parameter = _found(self.entries, name)
        dated = parameter.on(self.as_of)
        if dated is None:
            first = parameter.values[0].valid_from
            raise InvalidProblem(Sentence("parameters.too-early", {"name": name, "as_of": self.as_of, "first": first}))
        return parameter, dated


def _as(kind: Any, name: str, value: Value) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, not {kind}")
    return value


def _found(entries: Mapping[str, Parameter], name: str) -> Parameter:
    """The parameter with a name, or a refusal that names the closest ones."""
    if name in entries:
        return entries[name]
    near = get_close_matches(name, entries, n=3, cutoff=0.5) or sorted(entries)
    raise WrongUse(Sentence("parameters.unknown", {"name": name, "near": near}))


def _overlaid(parameter: Parameter, given: Sequence[Override]) -> Parameter:
    """The parameter with other values: an undated one replaces all that was, a dated one what was from its day on."""
    kept = () if any(one.valid_from is None for one in given) else parameter.values
    first = min((one.valid_from or EVER for one in given), default=EVER)
    own = sorted((_checked(parameter, one) for one in given), key=lambda dated: dated.valid_from)
    return replace(parameter, values=(*(dated for dated in kept if dated.valid_from < first), *own))


def _checked(parameter: Parameter, given: Override) -> DatedValue:
    """An override as a dated value; refused when the parameter cannot have it."""
    values = {"name": parameter.name, "least": parameter.least, "most": parameter.most, "words": parameter.words}
    place = Place(file=given.origin)
    if given.label not in LABELS:
        raise WrongUse(Sentence("parameters.label", values | {"text": given.label}), place)
    fitted: list[Value | None] = []
    for part in (given.value, given.low, given.high):
        try:
            fitted.append(None if part is None and part is not given.value else parameter.fitted(part))
        except UnfitError as unfit:
            raise WrongUse(Sentence(unfit.reason, values | {"text": written(part)}), place) from None
    value, low, high = fitted
    if value is None:
        raise WrongUse(Sentence("parameters.number", values | {"text": ""}), place)
    return DatedValue(given.valid_from or EVER, value, given.stated, given.label, low, high)


def written(value: Any) -> str:
    """A value as plain text, the same in every language.

    >>> written((20000, 50000)), written(9), written(True)
    ('20000; 50000', '9', 'ja')
    """
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _start(dated: DatedValue) -> str:
    return "" if dated.valid_from == EVER else dated.valid_from.isoformat()


def _use(parameter: Parameter, dated: DatedValue) -> ParameterUse:
    return ParameterUse(parameter.name, written(dated.value), _start(dated), parameter.unit, dated.source, dated.label)


def _row(parameter: Parameter, dated: DatedValue, language: str) -> dict[str, Any]:
    plain = {key: written(part) if isinstance(part := getattr(dated, key), tuple) else part for key in ("value", "low", "high")}
    return {
        "name": parameter.name,
        "subject": parameter.subject,
        "description": parameter.nl if language == "nl" else parameter.en,
        "kind": str(parameter.kind),
        "unit": parameter.unit,
        **plain,
        "least": parameter.least,
        "most": parameter.most,
        "valid_from": _start(dated),
        "source": dated.source,
        "label": dated.label,
    }

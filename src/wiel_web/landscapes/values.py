"""Findings as JSON and back, so that they keep their rule, place and class."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from wiel.errors import Place, WielError
from wiel.findings import Finding, Findings, Severity
from wiel.quantities import Confidentiality
from wiel.texts import Sentence

_DAY, _DECIMAL = "day", "decimal"


def plain(value: Any) -> Any:
    """A value that JSON has; dates and decimals say what they are."""
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    return [str(part) for part in value] if isinstance(value, list | tuple) else value


def revived(value: Any) -> Any:
    """The value that `plain` made plain."""
    if isinstance(value, Mapping):
        return date.fromisoformat(value[_DAY]) if _DAY in value else Decimal(value[_DECIMAL])
    return value


def sentence_json(sentence: Any) -> dict[str, Any]:
    """A sentence that is not yet said."""
    return {"key": sentence.key, "values": {name: plain(value) for name, value in sentence.values.items()}}


def sentence_from(content: Mapping[str, Any]) -> Sentence:
    """The sentence again."""
    return Sentence(content["key"], {name: revived(value) for name, value in content["values"].items()})


def place_json(place: Place) -> dict[str, Any]:
    """A place."""
    return {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings with everything they hold."""
    return [
        {
            "sentence": sentence_json(f.sentence),
            "severity": f.severity.value,
            "class": f.visibility.dutch,
            "place": place_json(f.place),
        }
        for f in findings
    ]


def findings_from(content: Iterable[Mapping[str, Any]]) -> Findings:
    """The findings again."""
    return Findings.of(
        Finding(sentence_from(f["sentence"]), Severity(f["severity"]), Place(**f["place"]), Confidentiality.of(f["class"]))
        for f in content
    )


def error_json(error: WielError) -> dict[str, Any]:
    """An error with its sentence and place."""
    return {"sentence": sentence_json(error.sentence), "place": place_json(error.place)}

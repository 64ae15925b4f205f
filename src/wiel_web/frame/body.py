"""Reads the JSON that a request brings, strictly: what two programs could read in two ways is refused."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

# More than a description needs; what is deeper was not made by an honest program.
DEEPEST = 20


class StrictParser(Parser):
    """Refuses names that come twice, numbers that JSON does not have, and texts that no database keeps."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value of the body; whatever is raised here becomes status 400."""
        content = json.loads(request.body, object_pairs_hook=_once, parse_constant=_no_number)
        check(content)
        return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def check(value: Any, depth: int = 0) -> None:
    """Refuse texts with a null byte or half a character, numbers without end, and what is nested too deep.

    >>> check({"a": ["b"]})
    >>> check("a" + chr(0))
    Traceback (most recent call last):
    ValueError: a text holds a null byte
    """
    if depth > DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise ValueError("a text holds a null byte")
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    elif isinstance(value, dict):
        for name, part in value.items():
            check(name, depth + 1)
            check(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            check(part, depth + 1)

"""Identifiers as an exchange file demands them: XML names that occur once in the whole file."""

import re
from collections import deque

NOT_IN_NAME = re.compile(r"[^A-Za-z0-9._\-À-ÖØ-öø-ÿ]")
STARTS_NAME = re.compile(r"[A-Za-z_À-ÖØ-öø-ÿ]")
PREFIX = "id-"
"""What Archi itself puts in front of an identifier that begins with a digit."""


def xml_name(identifier: str) -> str:
    """An identifier as an XML name; one that is a name already stays as it is.

    >>> xml_name("7d1d387c"), xml_name("a b#2"), xml_name("id-1")
    ('id-7d1d387c', 'a_b_2', 'id-1')
    """
    name = NOT_IN_NAME.sub("_", identifier)
    return name if STARTS_NAME.match(name) else PREFIX + name


class Identifiers:
    """Gives each thing an identifier of its own. Things are known by a scope (element, view, inside a view) and a name.

    >>> ids = Identifiers()
    >>> ids.take("element", "1"), ids.take("view", "1"), ids.of("element", "1"), ids.of("element", "2")
    ('id-1', 'id-1_2', 'id-1', None)
    """

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], list[str]] = {}
        self._left: dict[tuple[str, str], deque[str]] = {}
        self._used: set[str] = set()
        self._turn: dict[str, int] = {}
        self.changed: list[tuple[str, str]] = []

    def take(self, scope: str, identifier: str) -> str:
        """Give an identifier to a thing; two things with the same one in a scope each get their own."""
        wanted = xml_name(identifier)
        name, turn = wanted, self._turn.get(wanted, 1)
        while name in self._used:
            turn += 1
            name = f"{wanted}_{turn}"
        self._turn[wanted] = turn
        self._used.add(name)
        self._given.setdefault((scope, identifier), []).append(name)
        self._left.setdefault((scope, identifier), deque()).append(name)
        if name != identifier:
            self.changed.append((identifier, name))
        return name

    def own(self, scope: str, identifier: str) -> str:
        """The identifier of the next thing with a name, in the order in which they were taken."""
        return self._left[scope, identifier].popleft()

    def of(self, scope: str, identifier: str | None) -> str | None:
        """The identifier that was given to a thing that is referred to, or None where there is no such thing."""
        given = None if identifier is None else self._given.get((scope, identifier))
        return given[0] if given else None

    def first(self, identifier: str | None, *scopes: str) -> str | None:
        """The identifier of the thing in the first scope that has it."""
        return next((name for scope in scopes if (name := self.of(scope, identifier))), None)

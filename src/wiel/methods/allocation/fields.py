"""Reads the fields of an allocation problem: every field known, of the right shape, every name once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import yaml
from yaml.nodes import MappingNode

from wiel.errors import InvalidProblem
from wiel.methods.allocation.exact import refuse_duplicates, refused
from wiel.texts.plain_yaml import PlainLoader


def fields_of(problem: object, where: str, required: Sequence[str], optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """The fields of an object; an unknown or missing one is refused by name.

    >>> fields_of({"kind": "rounding"}, "problem", ["kind"])["kind"]
    'rounding'
    """
    fields = mapping_of(problem, where)
    known = [*required, *optional]
    for name in fields:
        if name not in known:
            raise refused("unknown-field", where=where, field=name, known=known)
    for name in required:
        if name not in fields:
            raise refused("missing-field", where=where, field=name)
    return fields


def mapping_of(value: object, where: str) -> dict[str, Any]:
    """An object whose names are text; whole numbers as names are read as text.

    >>> mapping_of({1: 5}, "use")
    {'1': 5}
    """
    if not isinstance(value, Mapping):
        raise refused("wrong-shape", where=where, shape="{name: …}")
    names = [name_of(key, where) for key in value]
    refuse_duplicates(names, where)
    return dict(zip(names, value.values(), strict=True))


def name_of(key: object, where: str) -> str:
    """A name: text, or a whole number read as text.

    >>> name_of(12, "member")
    '12'
    """
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise refused("wrong-shape", where=where, shape=f'"{key}": …')
    return str(key)


def table_of(value: object, where: str) -> dict[str, dict[str, Any]]:
    """An object of objects, such as shares by service and receiver.

    >>> table_of({"HR": {"A": 1}}, "shares")
    {'HR': {'A': 1}}
    """
    return {name: mapping_of(row, f"{where}, {name}") for name, row in mapping_of(value, where).items()}


def list_of(value: object, where: str) -> list[Any]:
    """A list; text is not a list of letters.

    >>> list_of([1, 2], "weights")
    [1, 2]
    """
    if not isinstance(value, list | tuple):
        raise refused("wrong-shape", where=where, shape="[…]")
    return list(value)


def names_of(value: object, where: str) -> list[str]:
    """A list of names.

    >>> names_of(["PM", "IS"], "order")
    ['PM', 'IS']
    """
    return [name_of(name, where) for name in list_of(value, where)]


def choice_of(value: object, where: str, choices: Sequence[str]) -> str:
    """One of the words that exist.

    >>> choice_of("direct", "method", ["direct", "step-down"])
    'direct'
    """
    if not isinstance(value, str) or value not in choices:
        raise refused("unknown-choice", where=where, value=str(value)[:40], known=list(choices))
    return value


class _TextLoader(PlainLoader):
    """YAML in which only null is more than text: 0.10 stays as written and a member called NO is not false."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping of one node, after its names were seen to differ."""
        if isinstance(node, MappingNode):
            refuse_duplicates((str(key.value) for key, _ in node.value), "problem")
        return super().construct_mapping(node, deep=True)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    refuse_duplicates((name for name, _ in pairs), "problem")
    return dict(pairs)


def parsed(data: bytes, name: str) -> Mapping[str, Any]:
    """The problem in a file: JSON when its name ends in .json or its text starts with a brace, YAML otherwise.

    Decimal numbers stay as they are written; a name that stands twice is refused instead of the last one taken.

    >>> parsed(b"kind: rounding\\ntotal: 100.00", "case.yaml")
    {'kind': 'rounding', 'total': '100.00'}
    """
    try:
        text = data.decode("utf-8-sig")
        if name.endswith(".json") or text.lstrip().startswith("{"):
            return mapping_of(json.loads(text, parse_float=str, object_pairs_hook=_once), "problem")
        return mapping_of(yaml.load(text, Loader=_TextLoader), "problem")
    except UnicodeDecodeError as error:
        _unreadable(name, error)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        _unreadable(name, error)


def _unreadable(name: str, error: Exception) -> NoReturn:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    raise InvalidProblem(refused("unreadable", file=name, reason=reason).sentence) from error

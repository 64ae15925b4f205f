"""YAML as people write it: values only, and nothing that points to something else in the file."""

from typing import Any

import yaml
from yaml.nodes import Node


class PlainLoader(yaml.SafeLoader):
    """YAML without aliases: with them a file of ten lines can stand for a billion values."""

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        """The next node, unless it only points to another one."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("*")
        node: Node | None = super().compose_node(parent, index)
        return node


def from_yaml(text: str) -> Any:
    """What does this YAML state?

    Raises:
        ValueError: it is no YAML, holds a value that cannot be, points to other parts of itself, or is nested without end.

    >>> from_yaml("window: 6")
    {'window': 6}
    """
    try:
        return yaml.load(text, Loader=PlainLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error

"""Reads a mapping file."""

from pathlib import Path

from wiel.exchange.table.mapping import Mapping


def load_mapping(path: Path | str) -> Mapping:
    """Which mapping does this TOML file hold? One table at the top, or several as ``[[table]]``.

    Raises:
        InputRefused: unreadable, no TOML, an unknown key, table or column, or a value that cannot be.
    """

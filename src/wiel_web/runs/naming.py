"""What people call instruments, tables and single figures of results."""

from wiel.texts import keys, say
from wiel_web.frame.context import language


def title(name: str) -> str:
    """The name of an instrument, or of the study of feasibility."""
    return say(f"{name}.title" if f"{name}.title" in keys(language()) else f"runs.{name}-title", language())


def table_name(instrument: str, key: str) -> str:
    """The name of a table of a result; one that has no name yet goes by its key."""
    return _named(f"runs.table.{instrument}.{key}", key)


def fact_name(instrument: str, key: str) -> str:
    """The name of a single figure of a result."""
    return _named(f"runs.fact.{instrument}.{key}", key)


def _named(text: str, key: str) -> str:
    return say(text, language()) if text in keys(language()) else key.replace("_", " ").capitalize()

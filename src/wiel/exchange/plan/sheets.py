"""The sheets of a plan workbook: which table stands on them, in which columns, and which wishes they take."""

from dataclasses import dataclass

from wiel.texts import LANGUAGES, say

WISH = "wish"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name in texts, the table of the result, its columns after the wish, and the wishes that may be made.

    `spoken` columns hold the key of a sentence; `words` columns hold a word of the texts of this room.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    wishes: tuple[str, ...]
    keys: tuple[str, ...]
    spoken: tuple[str, ...] = ("reason",)
    words: tuple[str, ...] = ()


SHEETS = (
    Sheet(
        "choices",
        "choices",
        (
            "organisation_name", "component_name", "today", "target", "decision", "reason", "difference_year", "regret_bound",
            "regret_found", "solution", "organisation", "component",
        ),
        ("vast", "niet"),
        ("organisation", "component", "solution"),
    ),
    Sheet(
        "applications",
        "decisions",
        (
            "application_name", "product_name", "holder_name", "functions", "classification", "users_today", "users_target", "reason",
            "regret_bound", "regret_found", "application",
        ),
        ("blijven", "weg"),
        ("application",),
        words=("classification",),
    ),
)  # fmt: skip


def header(column: str, language: str) -> str:
    """The header of a column."""
    return say(f"plan-file.column-{column.replace('_', '-')}", language)


def wish_words() -> dict[str, str]:
    """Every word that may be written for a wish, in every language, by the wish."""
    return {say(f"plan-file.wish-{wish}", language): wish for sheet in SHEETS for wish in sheet.wishes for language in LANGUAGES}

"""Puts the legal forms side by side and beside the wishes of the group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

from wiel.instruments.governance.options import PROPERTIES
from wiel.texts import say

FITS, PARTLY, NOT, OPEN = "past", "deels", "past niet", "geen wens"
SURE = ("S", "D")
SCHEMA: dict[str, Any] = {
    "form": pl.String, "form_en": pl.String, "property": pl.String, "text": pl.String, "text_en": pl.String, "value": pl.String,
    "basis": pl.String, "label": pl.String, "verify": pl.Boolean, "wish": pl.String, "fits": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Trait:
    """What a form has: ja, nee or deels, with its basis and label."""

    value: str
    basis: str
    label: str


@dataclass(frozen=True)
class Form:
    """A legal form: whose calendar holds (wgr, gemeente, privaat), how it comes about (regeling, privaat), where staff works."""

    name: str
    english: str
    since: date
    cycle: str
    cycle_label: str | None
    route: str
    staff: str
    accounts_months: int | None
    accounts_basis: str
    traits: Mapping[str, Trait]


@cache
def every_form() -> tuple[Form, ...]:
    """All forms in the order of the file.

    >>> [form.name for form in every_form()][:2], len(every_form())
    (['regeling zonder meer', 'centrumgemeente'], 8)
    """
    content = yaml.safe_load(files(__package__).joinpath("forms.yaml").read_text(encoding="utf-8"))
    return tuple(_form(name, entry) for name, entry in content.items())


def _form(name: str, entry: Mapping[str, Any]) -> Form:
    traits = {one: Trait(**entry[one]) for one in PROPERTIES}
    return Form(
        name, entry["en"], entry["from"], entry["cycle"], entry.get("cycle_label"), entry["route"], entry["staff"],
        entry.get("accounts_months"), entry.get("accounts_basis", ""), traits,
    )  # fmt: skip


def forms_on(day: date) -> tuple[Form, ...]:
    """The forms that exist on a day: a bedrijfsvoeringsorganisatie only from 2015 on."""
    return tuple(form for form in every_form() if form.since <= day)


def fit(value: str, wish: str | None) -> str:
    """Whether what a form has meets a wish.

    >>> fit("ja", "ja"), fit("ja", "nee"), fit("deels", "nee"), fit("ja", None)
    ('past', 'past niet', 'deels', 'geen wens')
    """
    if wish is None:
        return OPEN
    return PARTLY if value == "deels" else FITS if value == wish else NOT


def compared(forms: tuple[Form, ...], wishes: Mapping[str, str]) -> pl.DataFrame:
    """One row per form and property: what it has, on which basis, how certain that is, what the group wishes, and whether it fits."""
    return pl.DataFrame(list(_rows(forms, wishes)), schema=SCHEMA)


def _rows(forms: tuple[Form, ...], wishes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for form in forms:
        for name, trait in form.traits.items():
            key, wish = f"governance.property.{name.replace('_', '-')}", wishes.get(name)
            yield {
                "form": form.name, "form_en": form.english, "property": name, "text": say(key, "nl"), "text_en": say(key, "en"),
                "value": trait.value, "basis": trait.basis, "label": trait.label, "verify": trait.label not in SURE, "wish": wish,
                "fits": fit(trait.value, wish),
            }  # fmt: skip


def counts(table: pl.DataFrame, form: str) -> dict[str, int]:
    """How many wishes a form meets, partly meets and does not meet."""
    fits = table.filter(pl.col("form") == form)["fits"].to_list()
    return {"wishes_met": fits.count(FITS), "wishes_partly": fits.count(PARTLY), "wishes_not": fits.count(NOT)}

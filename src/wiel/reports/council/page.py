"""The page for each council, from what is openbaar: question, answer with its conditions, three numbers, what is known, what is asked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.council.money import with_money
from wiel.reports.document import CouncilPage, Item, KeyFigure, Risk
from wiel.reports.figures.council import council_block, members_frame
from wiel.reports.figures.council_money import money_of
from wiel.reports.view import View
from wiel.texts import Sentence
from wiel.texts.numbers import formatted

CONDITIONS, CHANGES, RISKS = ("costs", "plan"), ("now", "applications", "staff"), ("support", "outage", "money")


def council_pages(view: View) -> tuple[CouncilPage, ...]:
    """One page per member that is a municipality; nobody else has a council."""
    if view.ceiling != Confidentiality.OPENBAAR:
        raise ValueError("a page for a council shows only what is openbaar")
    frame, money = members_frame(view), money_of(view)
    pages = ((member, _page(view, frame, member, slug)) for member, slug in councils(view))
    return tuple(with_money(view, page, money, member) if member in money else page for member, page in pages)


def councils(view: View) -> Iterator[tuple[str, str]]:
    """The members with a council, each with the name of its file: that of the municipality, because a key may be any code."""
    known = {member: (name, kind) for member, name, kind in view.members.select("id", "name", "kind").iter_rows()}
    towns = [member for member in view.study.members if known[member][1] == "gemeente"]
    return zip(towns, slugs([known[member][0] or member for member in towns]), strict=True)


def slugs(names: Sequence[str]) -> Iterator[str]:
    """A name for the file of each member: small letters, digits and hyphens, no two the same.

    >>> list(slugs(["Súdwest-Fryslân", "Aa en Hunze"]))
    ['sudwest-fryslan', 'aa-en-hunze']
    """
    given: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name.rpartition(":")[2]).encode("ascii", "ignore").decode()
        slug = base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "lid"
        number = 1
        while slug in given:
            number += 1
            slug = f"{base}-{number}"
        given.add(slug)
        yield slug


def _page(view: View, frame: pl.DataFrame, member: str, slug: str) -> CouncilPage:
    row = frame.row(by_predicate=pl.col("organisation") == member, named=True)
    values = _values(view, member) | {"name": row["name"], "uses": row["uses"], "shared": row["shared_uses"]}
    return CouncilPage(
        organisation=row["name"],
        slug=slug,
        question=view.study.question or _question(view),
        answer=view.say("reports.answer.open"),
        conditions=tuple(view.say(f"council.condition-{name}", **values) for name in CONDITIONS),
        key_figures=_key_figures(view, values),
        figure=council_block(view, frame, member),
        changes=tuple(_item(view, f"council.change-{name}", values) for name in CHANGES),
        risks=tuple(_risk(view, f"council.risk-{name}", values) for name in RISKS),
        requests=tuple(_requests(view, values)),
        refusal=_item(view, "council.refusal", values),
        basis=view.say("council.basis"),
    )


def _question(view: View) -> str:
    """The general question, for as many others as there are."""
    others = len(view.study.members) - 1
    return view.say("council.default-question", n=others) if others else view.say("council.default-question-alone")


Values = dict[str, int | str | None]


def _values(view: View, member: str) -> Values:
    """The numbers in the sentences: cells of this member, and what all have in common."""
    matrix = view.table("overlap", "matrix")
    states = (
        Counter(matrix.frame.filter(pl.col("organisation") == member)["state"].cast(pl.String)) if matrix is not None else Counter()
    )
    names = ("components", "components_majority", "components_majority_most")
    overlap: Values = {name: view.number("overlap", name) for name in names}
    inventory: Values = {
        "applications": view.number("inventory", "applications"),
        "undated": view.number("inventory", "applications_without_end_of_support"),
    }
    cells: Values = {"known": states["bekend"], "n": states["onbekend"], "absent": states["geen"], "functions": states.total()}
    return overlap | inventory | cells | {"members": len(view.study.members), "others": len(view.study.members) - 1}


def _key_figures(view: View, values: Values) -> tuple[KeyFigure, ...]:
    cells = view.say("figures.of", part=formatted(values["known"], view.language), whole=values["functions"])
    note = "note-certain" if values["components_majority"] == values["components_majority_most"] else "note"
    same = view.say("figures.of", part=formatted(values["components_majority"], view.language), whole=values["components"])
    return (
        KeyFigure(
            view.say("council.uses", **values), formatted(values["uses"], view.language), view.say("council.uses.note", **values)
        ),
        KeyFigure(view.say("council.cells", **values), cells, view.say("council.cells.note", **values)),
        KeyFigure(view.say("council.same", **values), same, view.say(f"council.same.{note}", **values)),
    )


def _item(view: View, key: str, values: Values) -> Item:
    sentence = Sentence(key, values)
    return Item(sentence.message(view.language), lead=sentence.remedy(view.language))


def _risk(view: View, key: str, values: Values) -> Risk:
    sentence = Sentence(key, values)
    return Risk("unknown", view.say("council.not-weighed"), f"{sentence.message(view.language)} {sentence.remedy(view.language)}")


def _requests(view: View, values: Values) -> list[str]:
    names = ("note", "cells", "wishes") if values["n"] else ("note", "data", "wishes")
    return [view.say(f"council.request-{name}", **values) for name in names]

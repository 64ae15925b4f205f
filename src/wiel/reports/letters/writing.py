"""Fills the letters from what of a study is openbaar. Names of people are never known, so that they are always open."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.council.page import councils
from wiel.reports.letters.letter import Bullets, Grid, Heading, Letter, Numbered, Part, Prose, Run, field, plain, runs
from wiel.reports.view import View
from wiel.texts.numbers import Value, formatted

STEPS = ("take-note", "choose", "money", "people", "calendar")
FOR, AGAINST = ("same", "people", "market"), ("money", "apart", "exit")
AGREEMENTS = ("study", "form", "calendar", "costs", "data", "staff", "stop", "status")
TEXT = {"nl": "what", "en": "what_en"}
FORM = {"nl": "form", "en": "form_en"}
CERTAIN = ("S", "D")


def letters(view: View) -> tuple[Letter, ...]:
    """A letter of intent for the group and a proposal for the council of each municipality; none while there is no calendar.

    Only what is openbaar is filled in, so that a letter may leave the house.
    """
    if view.ceiling != Confidentiality.OPENBAAR:
        raise ValueError("letters show only what is openbaar")
    if view.result("governance") is None or not view.number("governance", "members"):
        return ()
    proposals = (_proposal(view, member, slug) for member, slug in councils(view))
    return (_intent(view), *proposals)


def _letter(view: View, name: str, title: str, parts: Iterator[Part]) -> Letter:
    """A letter that opens with the warning and closes with where its numbers come from."""
    warning = view.say("letters.warning")
    source = view.say("letters.source", as_of=view.study.as_of, digest=view.study.digest[:8], version=view.study.version)
    opening = Prose(runs(view.say("letters.opening")), quiet=True)
    return Letter(name, title, warning, view.language, view.study.as_of, (opening, *parts, Prose((Run(source),), quiet=True)))


def _values(view: View) -> dict[str, Value]:
    """What sentences may say of the whole group; what is not known is a field."""
    chosen = view.fact("governance", "form_reason") != "strengste kalender"
    form = plain(str(view.fact("governance", FORM[view.language])))
    question = view.study.question
    return {
        "study": plain(view.study.name),
        "question": plain(question) if question else field(view.say("letters.field.question")),
        "members": [plain(name) for name in view.names.values()],
        "n": len(view.study.members),
        "form": form if chosen else field(view.say("letters.field.form")),
        **{name: view.fact("governance", name) for name in ("start", "last_council", "first_act", "budget_year")},
        "applications": view.fact("inventory", "applications"),
        "components": view.fact("overlap", "components"),
        "same": view.fact("overlap", "components_majority"),
        **{
            name: field(view.say(f"letters.field.{name}"))
            for name in ("day", "lead", "amount", "sharing", "goals", "exit", "status", "social")
        },
    }


def _said(view: View, key: str, values: Mapping[str, Value]) -> tuple[Run, ...]:
    return runs(view.say(key, **values))


def _intent(view: View) -> Letter:
    return _letter(view, "intentieverklaring", view.say("letters.intent.title", study=view.study.name), _intent_parts(view))


def _intent_parts(view: View) -> Iterator[Part]:
    values = _values(view)
    person = field(view.say("letters.field.person"))
    yield Heading(view.say("letters.intent.parties"))
    heads = tuple(view.say(f"letters.head.{name}") for name in ("municipality", "inhabitants", "person"))
    yield Grid(heads, tuple(_party(view, row, person) for row in view.members.iter_rows(named=True)))
    yield Heading(view.say("letters.intent.reasons"))
    yield Bullets(tuple(_said(view, f"letters.intent.reason-{i}", values) for i in (1, 2, 3, 4)))
    yield Heading(view.say("letters.intent.agree"))
    yield Numbered(tuple(_said(view, f"letters.intent.{name}", values) for name in AGREEMENTS))
    yield Heading(view.say("letters.calendar"))
    yield _calendar(view, None)
    yield Heading(view.say("letters.intent.sign"))
    blanks = tuple(runs(field(view.say(f"letters.field.{name}"))) for name in ("place", "signature"))
    signers = tuple(view.say(f"letters.head.{name}") for name in ("municipality", "place", "signature"))
    yield Grid(signers, tuple(((Run(plain(name)),), *blanks) for name in view.names.values()))


def _party(view: View, row: Mapping[str, Any], person: str) -> tuple[tuple[Run, ...], ...]:
    known = row["inhabitants"] is not None
    inhabitants = formatted(row["inhabitants"], view.language) if known else field(view.say("letters.head.inhabitants"))
    return (Run(plain(row["name"])),), runs(inhabitants), runs(person)


def _proposal(view: View, member: str, slug: str) -> Letter:
    name = view.names[member]
    return _letter(view, f"raadsvoorstel-{slug}", view.say("letters.proposal.title", name=name), _proposal_parts(view, member))


def _proposal_parts(view: View, member: str) -> Iterator[Part]:
    values = _values(view) | _own(view, member)
    fields = tuple(
        (view.say(f"letters.head.{name}"), field(view.say(f"letters.field.{name}"))) for name in ("meeting", "holder", "number")
    )
    yield Grid(("", ""), tuple(((Run(head),), runs(value)) for head, value in fields))
    for part in ("question", "known"):
        yield Heading(view.say(f"letters.proposal.{part}"))
        yield Prose(_said(view, f"letters.proposal.{part}-text", values))
    for way in ("on", "stop"):
        yield Heading(view.say(f"letters.proposal.{way}"))
        yield Prose(_said(view, f"letters.proposal.{way}-text", values))
        yield Numbered(tuple(_said(view, f"letters.proposal.{way}.{step}", values) for step in STEPS))
    for side, names in (("for", FOR), ("against", AGAINST)):
        yield Heading(view.say(f"letters.proposal.{side}"))
        yield Bullets(tuple(_said(view, f"letters.proposal.{side}-{name}", values) for name in names))
    yield Heading(view.say("letters.proposal.money"))
    yield from _money(view, member, values)
    yield Heading(view.say("letters.calendar"))
    yield _calendar(view, member)
    yield Heading(view.say("letters.proposal.staff"))
    yield Prose(_said(view, "letters.proposal.staff-text", values))


def _own(view: View, member: str) -> dict[str, Value]:
    """What is known of one municipality; a count that is not known is a field."""
    counts = view.table("inventory", "counts")
    row = counts.frame.filter(organisation=member).row(0, named=True) if counts is not None else {}
    numbers = {name: row.get(name) for name in ("inhabitants", "applications_held", "uses", "shared_uses")}
    filled = {
        name: field(view.say("letters.field.count")) if number is None else formatted(number, view.language)
        for name, number in numbers.items()
    }
    return {"name": plain(view.names[member]), **filled}


def _money(view: View, member: str, values: Mapping[str, Value]) -> Iterator[Part]:
    """What each scenario costs this municipality more or less a year, with the chance of a loss; a field where it was not computed."""
    table = view.table("business_case", "members")
    rows = table.frame.filter(organisation=member) if table is not None else None
    if rows is not None and rows.height:
        named = "scenario_name" if view.language == "nl" else "scenario_name_en"
        heads = tuple(view.say(f"letters.head.{name}") for name in ("scenario", "difference", "range", "loss"))
        cells = rows.select(named, "difference_year", "each_low", "each_high", "probability_of_loss").iter_rows()
        yield Prose(_said(view, "letters.proposal.money-known", values))
        yield Grid(heads, tuple(_amounts(view, *row) for row in cells))
    yield Prose(_said(view, "letters.proposal.money-text", values))


def _amounts(
    view: View, scenario: str, cents: int | None, low: float | None, high: float | None, chance: float | None
) -> tuple[tuple[Run, ...], ...]:
    unknown = field(view.say("letters.field.amount"))
    difference = unknown if cents is None else formatted(cents, view.language, "eur")
    loss = unknown if chance is None else formatted(chance, view.language, "share")
    spread = unknown if low is None or high is None else view.say("letters.range", low=low, high=high)
    return (Run(plain(scenario)),), runs(difference), runs(spread), runs(loss)


def _calendar(view: View, member: str | None) -> Grid:
    """The acts of the shown form with their last day, basis and label; for one council only what it does itself."""
    calendar = view.table("governance", "calendar")
    heads = tuple(view.say(f"letters.head.{name}") for name in ("act", "body", "until", "basis", "label"))
    if calendar is None:
        return Grid(heads, ())
    frame = calendar.frame.filter(pl.col("form") == view.fact("governance", "form"))
    if member is None:
        frame = frame.filter(pl.col("date").is_not_null()).unique("act", keep="first", maintain_order=True)
    else:
        frame = frame.filter(pl.col("organisation") == member)
    return Grid(heads, tuple(_act(view, row, member is not None) for row in frame.iter_rows(named=True)))


def _body(view: View, body: str, one: bool) -> str:
    """What a body is called; in the letter to one council that is the council."""
    return view.say("letters.council" if one and body == "raad" else f"reports.word.{body}")


def _act(view: View, row: Mapping[str, Any], one: bool) -> tuple[tuple[Run, ...], ...]:
    day = field(view.say("letters.field.day")) if row["date"] is None else formatted(row["date"], view.language, "day")
    basis = row["basis"] or view.say("letters.agreement")
    sure = row["label"] in CERTAIN and row["date_label"] in CERTAIN
    label = view.say("letters.read" if sure else "letters.verify")
    return (
        (Run(plain(row[TEXT[view.language]])),),
        (Run(_body(view, row["body"], one)),),
        runs(day),
        (Run(basis),),
        (Run(label),),
    )

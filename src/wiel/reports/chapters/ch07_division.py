"""Chapter 7: who pays what, and is nobody worse off?"""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, Item, KeyFigure, KeyFigures, NotComputed, Paragraph, Section, TableBlock
from wiel.reports.figures.cost_sharing import division_block, facts, key_name
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts import Sentence
from wiel.texts.numbers import Value, formatted

NUMBER, MISSING = 7, ("keys", "costs", "usage")
INSTRUMENT = "cost_sharing"
OPENBAAR, INTERN, _ = Confidentiality
GROUPS = ("key", "coalition", "paid", "cost_least", "cost_most", "excess", "certainty")
AGREED = ("organisation", "key", "valid_from", "phase_in_years", "old_part", "new_part", "status")


def chapter(view: View) -> Chapter:
    """Seven keys side by side, who would be better off apart, the way there, and the proposal; or what is missing for that."""
    keys, shares = view.table(INSTRUMENT, "keys"), view.table(INSTRUMENT, "shares")
    if keys is None or shares is None or not view.number(INSTRUMENT, "keys_computed"):
        return unanswered(view, NUMBER, MISSING)
    values = facts(view) | _proposal(view)
    known = [view.say(f"{view.fact(INSTRUMENT, 'headline')}", **values) + "."]
    known.append(view.say(f"chapters.ch07.total-{'dearer' if view.number(INSTRUMENT, 'saving') < 0 else 'cheaper'}", **values))
    known.append(view.say("chapters.ch07.proposal" if values["losers"] else "chapters.ch07.proposal-nobody", **values))
    return Chapter(NUMBER, title(view, NUMBER), tuple(known), tuple(_blocks(view, keys, shares, values)), _missing(view))


def _proposal(view: View) -> dict[str, Value]:
    key = view.fact(INSTRUMENT, "proposed")
    return {
        "chosen": key_name(view, str(key)) if key else None,
        "losers": view.fact(INSTRUMENT, "proposed_losers"),
        "rise": view.fact(INSTRUMENT, "proposed_greatest_rise"),
    }


def _missing(view: View) -> tuple[Item, ...]:
    """Which key is chosen is for people; what else lacks depends on what was computed."""
    absent = view.fact(INSTRUMENT, "keys_not_computed")
    lacking = [name for name in ("usage", "workplaces") if isinstance(absent, list) and name in absent]
    return missing(view, NUMBER, ("decision", *lacking, *(["ledger"] if view.number(INSTRUMENT, "members_assumed") else [])))


def _blocks(view: View, keys: ResultTable, shares: ResultTable, values: dict[str, Value]) -> Iterator[Block]:
    yield _key_figures(view, values)
    form = view.say(f"{INSTRUMENT}.form.{view.fact(INSTRUMENT, 'form')}")
    plan = "plan" if view.fact(INSTRUMENT, "plan_given") else "plain"
    yield Paragraph(view.say(f"chapters.ch07.basis-{plan}", form=form), quiet=True)
    yield division_block(view, keys, shares)
    for row in keys.frame.filter(pl.col("state") != "berekend").iter_rows(named=True):
        yield _not_computed(view, row)
    yield Section(view.say("chapters.ch07.apart"))
    yield from _apart(view, values)
    yield Section(view.say("chapters.ch07.phase-in"))
    yield from _phase_in(view, values)
    yield from _agreement(view, values)


def _key_figures(view: View, values: dict[str, Value]) -> KeyFigures:
    language = view.language
    word = "more" if view.number(INSTRUMENT, "saving") < 0 else "less"
    stable = view.say("figures.of", part=formatted(values["keys_stable"], language), whole=values["keys_computed"])
    return KeyFigures((
        KeyFigure(view.say("chapters.ch07.figure-total"), formatted(values["total"], language, "eur"), view.say("chapters.ch07.per-year")),
        KeyFigure(view.say("chapters.ch07.figure-today"), formatted(values["today"], language, "eur"), view.say("chapters.ch07.per-year")),
        KeyFigure(
            view.say(f"chapters.ch07.figure-{word}"), formatted(values["difference"], language, "eur"), view.say("chapters.ch07.per-year")
        ),
        KeyFigure(view.say("chapters.ch07.figure-stable"), stable, view.say("chapters.ch07.figure-stable.note", **values)),
    ))  # fmt: skip


def _not_computed(view: View, row: dict[str, object]) -> NotComputed:
    """A key that is not computed: which, of whom something lacks, and what to do."""
    name = view.say("chapters.ch07.key", chosen=key_name(view, str(row["key"])))
    names = row["lacks"]
    lacks = f"{INSTRUMENT}.lacks-{row['lacking']}" if names else f"{INSTRUMENT}.{row['lacking']}"
    sentence = Sentence(lacks, {"names": names if isinstance(names, list) else []})
    return NotComputed(name, sentence.message(view.language), sentence.remedy(view.language))


def _apart(view: View, values: dict[str, Value]) -> Iterator[Block]:
    """How much room there is for everybody, and which groups have a reason to leave, as far as that may be seen."""
    margin = view.fact(INSTRUMENT, "margin")
    if isinstance(margin, int):
        room = "room" if margin >= 0 else "no-room"
        yield Paragraph(view.say(f"chapters.ch07.{room}", amount=abs(margin), **values))
    checked = [name for name in ("proof", "subadditive") if view.fact(INSTRUMENT, name) is True]
    if checked:
        yield Paragraph(" ".join(view.say(f"chapters.ch07.checked-{name}") for name in checked), quiet=True)
    groups = view.table(INSTRUMENT, "violations")
    if groups is None:
        told = "withheld" if view.ceiling < INTERN else "none"
        yield Paragraph(view.say(f"chapters.ch07.groups-{told}"), quiet=True)
        return
    ends = pl.int_range(pl.len()).over("key")
    shown = groups.frame.filter((ends == 0) | (ends == pl.len().over("key") - 1))
    words = {word: view.say(f"chapters.ch07.{word}") for word in shown["certainty"].unique()}
    table = _named(view, view.narrowed(groups, shown.with_columns(pl.col("certainty").replace(words))))
    columns = GROUPS if len(words) > 1 else GROUPS[:-1]
    yield TableBlock(
        "cost-sharing-groups", view.say("chapters.ch07.groups-title", n=groups.frame["key"].n_unique()), table, INTERN,
        caption=view.say("chapters.ch07.groups-caption"), shown=columns,
    )  # fmt: skip


def _named(view: View, table: ResultTable) -> ResultTable:
    """The table with the keys by the name that people call them."""
    found = table.frame["key"].unique().to_list()
    names = {key: key_name(view, key) for key in found}
    return replace(table, frame=table.frame.with_columns(pl.col("key").replace_strict(names, return_dtype=pl.String)))


def _phase_in(view: View, values: dict[str, Value]) -> Iterator[Block]:
    """The years of the proposed key, one column each, with the sum of every year."""
    table, key = view.table(INSTRUMENT, "phase_in"), view.fact(INSTRUMENT, "proposed")
    if table is None or not isinstance(key, str):
        yield Paragraph(view.say("chapters.ch07.no-phase-in"), quiet=True)
        return
    rows = table.frame.filter(pl.col("key") == key)
    years = rows["year"].unique().sort().to_list()
    wide = rows.pivot(on="year", index=["organisation", "organisation_name"], values="amount", maintain_order=True).drop(
        "organisation"
    )
    sums = [view.fact(INSTRUMENT, "today"), *[view.fact(INSTRUMENT, "total")] * (len(years) - 1)]
    last = pl.DataFrame([[view.say("figures.cost-sharing.sum"), *sums]], schema=wide.schema, orient="row")
    member = view.say("figures.cost-sharing.member")
    heads = {"organisation_name": Meaning(member, member, visibility=OPENBAAR)}
    for year in years:
        said = view.say("chapters.ch07.year", year=year) if year else view.say("figures.cost-sharing.today")
        heads[str(year)] = Meaning(said, said, unit="EUR", visibility=OPENBAAR)
    made = ResultTable("cost-sharing-phase-in", pl.concat([wide, last]), heads, OPENBAAR)
    held = rows.filter(pl.col("cap").is_not_null())["cap"].max()
    caption = view.say("chapters.ch07.phase-in-caption", cap=held if isinstance(held, float) else None, years=len(years) - 1)
    yield TableBlock("cost-sharing-phase-in", view.say("chapters.ch07.phase-in-title", **values), made, OPENBAAR, caption=caption)


def _agreement(view: View, values: dict[str, Value]) -> Iterator[Block]:
    """The proposal as an agreement, with whole shares."""
    table = view.table(INSTRUMENT, "agreement")
    if table is None:
        return
    yield Section(view.say("chapters.ch07.agreement"), INTERN)
    frame = table.frame.with_columns(pl.col("organisation").replace(view.names))
    yield TableBlock(
        "cost-sharing-agreement", view.say("chapters.ch07.agreement-title", **values), _named(view, replace(table, frame=frame)), INTERN,
        caption=view.say("chapters.ch07.agreement-caption"), shown=AGREED, formats={"old_part": "share", "new_part": "share"},
    )  # fmt: skip

"""The page for a council when the cost of a plan was divided: the answer, what this municipality pays, and what may go wrong with it."""

from collections.abc import Mapping
from dataclasses import replace

from wiel.reports.document import CouncilPage, Item, KeyFigure, Risk
from wiel.reports.figures.cost_sharing import key_name
from wiel.reports.figures.council_money import CASE, SHARING, Money, money_block
from wiel.reports.view import View
from wiel.texts import Sentence, keys
from wiel.texts.numbers import Value, formatted

OPEN, NO = "nog-niet-te-zeggen", "niet-doen"
LEVELS = {"likely": "orange", "unlikely": "yellow"}


def with_money(view: View, page: CouncilPage, money: Mapping[str, Money], own: str) -> CouncilPage:
    """The same page with the money of this municipality in it."""
    values = _values(view, page, money[own])
    return replace(
        page,
        answer=_answer(view),
        conditions=tuple(view.say(f"council.money.{name}", **values) for name in _reasons(view)),
        key_figures=_key_figures(view, values),
        figure=money_block(view, list(money.values()), own),
        changes=(_item(view, "council.money.change", values), *page.changes[1:]),
        risks=(*page.risks[:-1], _risk(view, values)),
        requests=(page.requests[0], view.say(f"council.money.request{_refused(view)}", **values), page.requests[-1]),
        refusal=_item(view, "council.money.refusal", values),
        basis=view.say("council.money.basis"),
    )


def _answer(view: View) -> str:
    """What the business case says; not to be said yet where it says nothing."""
    verdict = view.fact(CASE, "verdict")
    key = f"council.answer.{verdict}"
    return view.say(key if key in keys(view.language) else f"council.answer.{OPEN}")


def _refused(view: View) -> str:
    """Which question fits: about another plan where the answer is no, otherwise about the key."""
    return "-other" if view.fact(CASE, "verdict") == NO else ""


def _risk(view: View, values: Mapping[str, Value]) -> Risk:
    """That a group leaves: likely where one is better off apart, possible otherwise."""
    level = "unlikely" if not view.number(SHARING, "proposed_violations") else "likely"
    sentence = Sentence(f"council.money.risk-{level}", values)
    text = f"{sentence.message(view.language)} {sentence.remedy(view.language)}"
    return Risk(LEVELS[level], view.say(f"council.money.{level}"), text)


def _reasons(view: View) -> tuple[str, str]:
    """What the plan does together, and whether a key keeps everybody together."""
    together = "dearer" if view.number(SHARING, "saving") < 0 else "cheaper"
    return together, "stable" if not view.number(SHARING, "proposed_violations") else "unstable"


def _values(view: View, page: CouncilPage, mine: Money) -> dict[str, Value]:
    difference = mine.row["difference_today"]
    chance = None if mine.chance is None else f"{formatted(round(100 * mine.chance), view.language)}%"
    return {
        "name": page.organisation,
        "today": mine.row["today"],
        "amount": mine.row["amount"],
        "change": abs(difference),
        "word": view.say("council.money.more" if difference > 0 else "council.money.less"),
        "once": mine.row["once"],
        "investment": view.fact(SHARING, "investment"),
        "chance": chance,
        "chosen": key_name(view, str(mine.row["key"])),
        "total": view.fact(SHARING, "total"),
        "together": view.fact(SHARING, "today"),
        "difference": abs(view.number(SHARING, "saving")),
    }


def _key_figures(view: View, values: Mapping[str, Value]) -> tuple[KeyFigure, ...]:
    language = view.language
    once, chance = formatted(values["once"], language, "eur"), formatted(values["chance"], language)
    yearly = f"{formatted(values['change'], language, 'eur')} {values['word']}"
    return (
        KeyFigure(view.say("council.money.yearly", **values), yearly, view.say("council.money.yearly.note", **values)),
        KeyFigure(view.say("council.money.once", **values), once, view.say("council.money.once.note", **values)),
        KeyFigure(view.say("council.money.chance", **values), chance, view.say("council.money.chance.note", **values)),
    )


def _item(view: View, key: str, values: Mapping[str, Value]) -> Item:
    sentence = Sentence(key, values)
    return Item(sentence.message(view.language), lead=sentence.remedy(view.language))

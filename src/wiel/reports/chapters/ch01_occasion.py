"""Chapter 1: why this study, what was asked, and how far it goes."""

from wiel.reports.chapters.unanswered import missing, title
from wiel.reports.document import Block, Chapter, Item, Panel, Paragraph, Points, Section
from wiel.reports.view import View
from wiel.texts.numbers import Value

NUMBER, LAST = 1, 16
# A chapter is worked out when its instrument gave this figure; chapter 2 needs none.
CASE, SHARING, GOVERNING = ("business_case", "cost_alone"), ("cost_sharing", "total"), ("governance", "form")
ANSWERED_BY = {
    2: None,
    3: ("inventory", "organisations"),
    4: ("overlap", "components"),
    5: CASE,
    6: CASE,
    7: SHARING,
    8: GOVERNING,
    9: GOVERNING,
    14: SHARING,
    16: GOVERNING,
}


def chapter(view: View) -> Chapter:
    """The question, what this dossier answers of it, and where it comes from."""
    study, answered = view.study, answered_chapters(view)
    values: dict[str, Value] = {
        "name": study.name,
        "members": len(study.members),
        "as_of": study.as_of,
        "answered": len(answered) + 1,
        "all": LAST,
        "n": LAST - 1 - len(answered),
    }
    names = ("commission", "decision") if study.question else ("question", "commission", "decision")
    blocks: tuple[Block, ...] = (
        Section(view.say("chapters.ch01.question")),
        Paragraph(question(view)),
        Section(view.say("chapters.ch01.scope")),
        Points(tuple(Item(view.say(f"chapters.ch01.answers-{n}"), title(view, n)) for n in answered)),
        Paragraph(view.say("chapters.ch01.open", **values)),
        Section(view.say("chapters.ch01.classes")),
        Points(
            tuple(
                Item(view.say(f"chapters.ch01.class-{word}"), view.say(f"reports.class.{word}"))
                for word in ("openbaar", "intern", "vertrouwelijk")
            )
        ),
        Panel(view.say("chapters.ch01.source"), _origin(view)),
    )
    return Chapter(NUMBER, title(view, NUMBER), _know(view, answered, values), blocks, missing(view, NUMBER, names))


def answered_chapters(view: View) -> tuple[int, ...]:
    """Which chapters are worked out in this study?"""
    return tuple(number for number, figure in ANSWERED_BY.items() if figure is None or view.fact(*figure) is not None)


def _know(view: View, answered: tuple[int, ...], values: dict[str, Value]) -> tuple[str, ...]:
    whole = "money" if {5, 7} <= set(answered) else "2"
    members = view.say("chapters.ch01.know-1", **(values | {"n": values["members"]}))
    return (members, view.say(f"chapters.ch01.know-{whole}"), view.say("chapters.ch01.know-3", **values))


def question(view: View) -> str:
    """The question of the study, or the general one when none was given."""
    return view.study.question or view.say("chapters.ch01.default-question", n=len(view.study.members))


def _origin(view: View) -> tuple[Item, ...]:
    study = view.study
    return (
        Item(view.say("chapters.ch01.landscape", as_of=study.as_of, digest=study.digest[:16])),
        Item(view.say("chapters.ch01.version", version=study.version, profile=study.profile)),
        Item(view.say("chapters.ch01.trace")),
    )

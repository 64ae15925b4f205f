"""Chapter 1: why this study, what was asked, and how far it goes."""

from wiel.reports.chapters.unanswered import know, missing, title
from wiel.reports.document import Block, Chapter, Item, Panel, Paragraph, Points, Section
from wiel.reports.view import View
from wiel.texts.numbers import Value

NUMBER = 1
ANSWERED, OPEN = (2, 3, 4), tuple(range(5, 17))


def chapter(view: View) -> Chapter:
    """The question, what this dossier answers of it, and where it comes from."""
    study = view.study
    values: dict[str, Value] = {
        "name": study.name,
        "n": len(study.members),
        "as_of": study.as_of,
        "answered": len(ANSWERED),
        "open": len(OPEN),
    }
    names = ("commission", "decision") if study.question else ("question", "commission", "decision")
    blocks: tuple[Block, ...] = (
        Section(view.say("chapters.ch01.question")),
        Paragraph(question(view)),
        Section(view.say("chapters.ch01.scope")),
        Points(tuple(Item(view.say(f"chapters.ch01.answers-{n}"), title(view, n)) for n in ANSWERED)),
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
    return Chapter(NUMBER, title(view, NUMBER), know(view, NUMBER, **values), blocks, missing(view, NUMBER, names))


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

"""Chapter 4: who uses what for the same function, who resembles whom, what can be bought together, and what should serve what?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wiel.quantities import Confidentiality
from wiel.reports.chapters.rationalisation_section import known_sentence, rationalisation_section
from wiel.reports.chapters.unanswered import know, missing, not_computed, title
from wiel.reports.document import Block, Chapter, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.largest_group import largest_group_block
from wiel.reports.figures.likeness import likeness_block
from wiel.reports.figures.overlap import matrix_block
from wiel.reports.view import View
from wiel.texts.numbers import formatted

NUMBER, MISSING = 4, ("cells", "functions", "ambition", "contracts")
FACTS = (
    "components",
    "components_majority",
    "components_majority_most",
    "cells_known",
    "cells_unknown",
    "cells_absent",
    "shared_applications",
)
MOST_MEMBERS = 72  # three pages side by side; a wider matrix is a table
LIKENESS = ("similarity", "similarity_least", "similarity_most")
SHARES = ("share", "share_least", "share_most")
MEASURES = ("measure", "measure_least", "measure_most")


@dataclass(frozen=True)
class Shown:
    """What of a table stands on the page: columns, the forms of some, and how many rows."""

    name: str
    columns: tuple[str, ...]
    rows: int
    formats: Mapping[str, str] = field(default_factory=dict)


TABLES = (
    Shown("concentration", ("scope", *MEASURES, "suppliers", "uses_known", "uses_unknown"), 30, dict.fromkeys(MEASURES, "2")),
    Shown("suppliers", ("supplier_name", "uses", *SHARES), 20, dict.fromkeys(SHARES, "share")),
    Shown(
        "similarity",
        ("organisation_a_name", "organisation_b_name", "basis", *LIKENESS, "known_weight_share"),
        20,
        dict.fromkeys(LIKENESS, "2") | {"basis": "word", "known_weight_share": "share"},
    ),
    Shown("unserved", ("domain", "component_name", "members_absent", "members_unknown"), 30),
    Shown("unplaced", ("name", "product_name", "members", "member_names"), 30),
    Shown(
        "calendar",
        (
            "component_name",
            "moment",
            "member_names",
            "contracts",
            "first_decision",
            "last_decision",
            "annual_value_known",
            "contracts_without_value",
        ),
        60,
    ),
    Shown(
        "calendar_contracts",
        (
            "component_name",
            "moment",
            "contract_name",
            "organisation_name",
            "supplier_name",
            "end",
            "notice_months",
            "decision",
            "annual_value",
        ),
        60,
    ),
)
COUNTED = {"calendar_contracts": "joint_contracts"}  # a contract may stand in several rows
SECTIONS = {"concentration": "suppliers", "similarity": "likeness", "unserved": "gaps", "calendar": "buying"}


def chapter(view: View) -> Chapter:
    """The matrix, the largest group per function, and the tables behind them as far as they may be seen."""
    values = {name: view.number("overlap", name) for name in FACTS} | {"n": view.number("overlap", "cells_unknown")}
    blocks = (*_blocks(view), *rationalisation_section(view))
    first, second, third = know(view, NUMBER, **values)
    if values["components_majority"] == values["components_majority_most"]:
        first = view.say("chapters.ch04.know-1-certain", **values)
    known = (first, second, known_sentence(view) or third)
    return Chapter(NUMBER, title(view, NUMBER), known, blocks, missing(view, NUMBER, MISSING))


def _blocks(view: View) -> Iterator[Block]:
    matrix, components = view.table("overlap", "matrix"), view.table("overlap", "components")
    if matrix is None or components is None:
        yield not_computed(view, "chapters.ch04.not-computed")
        return
    yield _key_figures(view)
    yield Section(view.say("chapters.ch04.same"))
    yield largest_group_block(view, components)
    if len(view.study.members) <= MOST_MEMBERS:
        yield matrix_block(view, matrix, components)
    else:
        yield Paragraph(view.say("chapters.ch04.too-wide", n=len(view.study.members)))
    for shown in TABLES:
        yield from _table(view, shown)


def _table(view: View, wanted: Shown) -> Iterator[Block]:
    name, table = wanted.name, view.table("overlap", wanted.name)
    if name in SECTIONS and (table is not None or name == "calendar"):
        yield Section(view.say(f"chapters.ch04.{SECTIONS[name]}"))
    order = view.table("overlap", "member_order")
    if name == "similarity" and table is not None and order is not None:
        drawn = likeness_block(view, table, order, view.table("overlap", "dendrogram"))
        yield from () if drawn is None else (drawn,)
    if table is None:
        if name == "calendar":
            withheld = view.ceiling < Confidentiality.VERTROUWELIJK
            yield Paragraph(view.say("chapters.ch04.calendar-withheld" if withheld else "chapters.ch04.calendar-empty"), quiet=True)
        return
    shown = tuple(column for column in wanted.columns if column in table.columns) or tuple(table.columns)
    counted = view.fact("overlap", COUNTED[name]) if name in COUNTED else table.frame.height
    head = view.say(f"chapters.ch04.{name.replace('_', '-')}-title", n=counted)
    without = view.fact("overlap", "joint_contracts_without_value")
    caption = view.say(f"chapters.ch04.{name.replace('_', '-')}-caption", n=counted, without=without)
    yield TableBlock(name, head, table, table.visibility, caption, shown, wanted.formats, wanted.rows)


def _key_figures(view: View) -> KeyFigures:
    cells = sum(view.number("overlap", name) for name in ("cells_known", "cells_unknown", "cells_absent"))
    shares = (view.fact("overlap", f"same_product_share_{end}") for end in ("least", "most"))
    least, most = (formatted(share, view.language, "share") for share in shares)
    components, possible = view.number("overlap", "components"), view.number("overlap", "components_majority_most")
    note = "note-certain" if possible == view.number("overlap", "components_majority") else "note"
    majority = view.say("figures.of", part=_fact(view, "components_majority"), whole=components)
    unknown = view.say("figures.of", part=_fact(view, "cells_unknown"), whole=cells)
    return KeyFigures(
        (
            KeyFigure(view.say("chapters.ch04.majority"), majority, view.say(f"chapters.ch04.majority.{note}", n=possible)),
            _key_figure(view, "same-share", least if least == most else view.say("chapters.ch04.between", least=least, most=most)),
            _key_figure(view, "unknown-cells", unknown),
            _key_figure(view, "shared", _fact(view, "shared_applications")),
        )
    )


def _fact(view: View, name: str) -> str:
    return formatted(view.fact("overlap", name), view.language)


def _key_figure(view: View, name: str, value: str) -> KeyFigure:
    key = f"chapters.ch04.{name}"
    return KeyFigure(view.say(key), value, view.say(f"{key}.note"))

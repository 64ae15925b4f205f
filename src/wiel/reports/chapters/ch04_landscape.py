"""Chapter 4: who uses what for the same function, who resembles whom, and what can be bought together?"""

from collections.abc import Iterator

from wiel.quantities import Confidentiality
from wiel.reports.chapters.unanswered import know, missing, not_computed, title
from wiel.reports.document import Block, Chapter, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.largest_group import largest_group_block
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
# Table, columns on the page, their forms, and how many rows stand on the page.
TABLES: tuple[tuple[str, tuple[str, ...], dict[str, str], int], ...] = (
    ("concentration", ("scope", "measure", "measure_least", "measure_most", "suppliers", "uses_known", "uses_unknown"),
     dict.fromkeys(("measure", "measure_least", "measure_most"), "2"), 30),
    ("suppliers", ("supplier_name", "uses", "share", "share_least", "share_most"),
     dict.fromkeys(("share", "share_least", "share_most"), "share"), 20),
    ("similarity", ("organisation_a_name", "organisation_b_name", "basis", "similarity", "similarity_least", "similarity_most", "known_weight_share"),
     dict.fromkeys(("similarity", "similarity_least", "similarity_most"), "2") | {"basis": "word", "known_weight_share": "share"}, 20),
    ("unserved", ("domain", "component_name", "members_absent", "members_unknown"), {}, 30),
    ("unplaced", ("name", "product_name", "members", "member_names"), {}, 30),
    ("calendar", ("component_name", "members", "member_names", "contracts", "first_decision", "last_decision", "annual_value_known",
                  "contracts_without_value"), {}, 60),
    ("calendar_contracts", ("component_name", "contract_name", "organisation_name", "supplier_name", "end", "notice_months", "decision",
                            "annual_value"), {}, 60),
)  # fmt: skip
SECTIONS = {"concentration": "suppliers", "similarity": "likeness", "unserved": "gaps", "calendar": "buying"}


def chapter(view: View) -> Chapter:
    """The matrix, the largest group per function, and the tables behind them as far as they may be seen."""
    values = {name: view.number("overlap", name) for name in FACTS} | {"n": view.number("overlap", "cells_unknown")}
    blocks = tuple(_blocks(view))
    return Chapter(NUMBER, title(view, NUMBER), know(view, NUMBER, **values), blocks, missing(view, NUMBER, MISSING))


def _blocks(view: View) -> Iterator[Block]:
    matrix, components = view.table("overlap", "matrix"), view.table("overlap", "components")
    if matrix is None or components is None:
        yield not_computed(view, "chapters.ch04.not-computed")
        return
    yield _key_figures(view)
    yield Section(view.say("chapters.ch04.same"))
    yield largest_group_block(view, components)
    yield matrix_block(view, matrix, components)
    for name, columns, formats, rows in TABLES:
        yield from _table(view, name, columns, formats, rows)


def _table(view: View, name: str, columns: tuple[str, ...], formats: dict[str, str], rows: int) -> Iterator[Block]:
    table = view.table("overlap", name)
    if name in SECTIONS and (table is not None or name == "calendar"):
        yield Section(view.say(f"chapters.ch04.{SECTIONS[name]}"))
    if table is None:
        if name == "calendar":
            withheld = view.ceiling < Confidentiality.VERTROUWELIJK
            yield Paragraph(view.say("chapters.ch04.calendar-withheld" if withheld else "chapters.ch04.calendar-empty"), quiet=True)
        return
    shown = tuple(column for column in columns if column in table.columns) or tuple(table.columns)
    head = view.say(f"chapters.ch04.{name.replace('_', '-')}-title", n=table.frame.height)
    caption = view.say(f"chapters.ch04.{name.replace('_', '-')}-caption")
    yield TableBlock(name, head, table, table.visibility, caption, shown, formats, rows)


def _key_figures(view: View) -> KeyFigures:
    def fact(name: str) -> str:
        return formatted(view.fact("overlap", name), view.language)

    def share(name: str) -> str:
        return formatted(view.fact("overlap", name), view.language, "share")

    cells = sum(view.number("overlap", name) for name in ("cells_known", "cells_unknown", "cells_absent"))
    same = view.say("chapters.ch04.between", least=share("same_product_share_least"), most=share("same_product_share_most"))
    part = view.say("figures.of", part=fact("components_majority"), whole=view.number("overlap", "components"))
    unknown = view.say("figures.of", part=fact("cells_unknown"), whole=cells)
    return KeyFigures((
        KeyFigure(view.say("chapters.ch04.majority"), part, view.say("chapters.ch04.majority.note", n=view.number("overlap", "components_majority_most"))),
        KeyFigure(view.say("chapters.ch04.same-share"), same, view.say("chapters.ch04.same-share.note")),
        KeyFigure(view.say("chapters.ch04.unknown-cells"), unknown, view.say("chapters.ch04.unknown-cells.note")),
        KeyFigure(view.say("chapters.ch04.shared"), fact("shared_applications"), view.say("chapters.ch04.shared.note")),
    ))  # fmt: skip

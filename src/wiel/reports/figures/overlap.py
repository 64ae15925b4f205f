"""The figures of `overlap`: the matrix of functions and members, and the largest group per function."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key
from wiel.reports.figures.matrix import Cell, Column, Matrix, Row, bands, scenes
from wiel.reports.figures.scene import Scene
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import formatted, number

UNKNOWN, NONE = "onbekend", "geen"
NAME, SIZE = "main_product", "members_with_product"  # columns that a class may not show
MOST_ROWS = 300  # of the table on paper and page; the workbook holds all


def matrix_block(view: View, matrix: ResultTable, components: ResultTable) -> FigureBlock:
    """Who uses what for the same function: a cell per function and member. At openbaar the cell shows a number, not a product."""
    named = NAME in matrix.columns
    drawn = scenes(_matrix(view, matrix, components))
    facts = _facts(view, components)
    variant = "named" if named else "counted"
    certain = facts["components_majority"] == facts["components_majority_most"]
    figures = tuple(
        Figure(
            f"overlap-matrix-{i + 1}",
            view.say("figures.overlap.matrix-short", part=i + 1, n=len(drawn)),
            view.say(f"figures.overlap.matrix-description-{variant}", **facts),
            scene,
        )
        for i, scene in enumerate(drawn)
    )
    return FigureBlock(
        key="overlap-matrix",
        title=title(view),
        figures=figures,
        twin=_twin(view, matrix, named),
        visibility=Confidentiality.INTERN if named else Confidentiality.OPENBAAR,
        lead=view.say(f"figures.overlap.matrix-lead{'-certain' if certain else ''}", **facts),
        caption=" ".join(_caption(view, matrix, drawn, view.say(f"figures.overlap.matrix-caption-{variant}", **facts))),
    )


def title(view: View) -> str:
    """The answer of the matrix as a sentence: that of the instrument, which knows whether the unknowns decide."""
    headline = view.fact("overlap", "headline")
    if isinstance(headline, str):
        result = view.result("overlap")
        return view.say(headline, **(result.facts if result else {}))
    return view.say("figures.overlap.matrix-title", **_facts(view, None))


def _caption(view: View, matrix: ResultTable, drawn: tuple[Scene, ...], counted: str) -> Iterator[str]:
    """What is counted, and the signs that occur in this matrix."""
    yield counted
    if any(text.tail for scene in drawn for text in scene.texts()):
        yield view.say("figures.overlap.several")
    if "open" in matrix.columns and matrix.frame.filter(pl.col("open") & (pl.col("state") == "bekend")).height:
        yield view.say("figures.overlap.half-known")
    likeness = view.table("overlap", "member_order") is not None
    yield view.say("figures.overlap.by-likeness" if likeness else "figures.overlap.as-listed")


def _several(matrix: ResultTable) -> bool:
    """Whether some cell holds more than one product, as far as that may be seen."""
    return "products" in matrix.columns and bool((matrix.frame["products"].list.len() > 1).any())


def _facts(view: View, components: ResultTable | None) -> dict[str, int]:
    names = ("components", "components_majority", "components_majority_most", "cells_known", "cells_unknown", "cells_absent")
    facts = {name: view.number("overlap", name) for name in names}
    members = len(view.study.members)
    facts |= {"members": members, "majority": members // 2 + 1, "n": facts["cells_unknown"]}
    return facts | {"cells": facts["cells_known"] + facts["cells_unknown"] + facts["cells_absent"]}


def order(view: View) -> list[str]:
    """The members as the columns of the matrix: who resemble one another side by side, where the overlap gives that order."""
    given = view.table("overlap", "member_order")
    ranked = given.frame.sort("position")["organisation"].to_list() if given is not None else []
    return [*(m for m in ranked if m in view.study.members), *(m for m in view.study.members if m not in ranked)]


def _matrix(view: View, table: ResultTable, components: ResultTable) -> Matrix:
    language = view.language
    members = pl.DataFrame({"id": order(view)}).join(view.members, on="id", maintain_order="left")
    inhabitants = members["inhabitants"]
    columns = tuple(
        Column(name, "" if inhabitants.is_null().all() else formatted(count, language))
        for name, count in zip(members["name"], inhabitants, strict=True)
    )
    cells = {(row["component"], row["organisation"]): row for row in table.frame.iter_rows(named=True)}
    rows = tuple(_rows(view, cells, components))
    heads = (view.say("figures.overlap.different"), view.say("figures.overlap.largest"))
    return Matrix(columns, rows, heads, _keys(view), view.say("figures.overlap.inhabitants"), _foot(view, table))


def _rows(view: View, cells: Mapping[tuple[str, str], Mapping[str, object]], components: ResultTable) -> Iterator[Row]:
    ordered = components.frame.with_columns(pl.col("domain").fill_null("")).with_columns(
        pl.int_range(pl.len()).min().over("domain").alias("__first")
    )
    for row in ordered.sort("__first", maintain_order=True).iter_rows(named=True):
        found = tuple(_cell(view, cells.get((row["component"], member))) for member in order(view))
        group = row["domain"] or view.say("figures.overlap.no-domain")
        yield Row(group, row["component_name"], found, (_different(view, row), largest_group(view, row)))


def _cell(view: View, row: Mapping[str, object] | None) -> Cell:
    if row is None or row["state"] == UNKNOWN:
        return Cell(view.say("figures.unknown"), unknown=True)
    if row["state"] == NONE:
        return Cell(view.say("figures.none"))
    if SIZE not in row:
        return Cell(view.say("figures.overlap.in-use"), 2, bond=str(row["organisation"]) if row["shared"] else None)
    count = int(str(row[SIZE] or 1))
    limits = bands(len(view.study.members))
    tint = next(i for i, (low, high) in enumerate(limits, 1) if low <= count <= high)
    if NAME not in row:
        # Without the name of the application two neighbours may share two different ones, so each cell has its own frame.
        return Cell(str(count), tint, bond=str(row["organisation"]) if row["shared"] else None, half_known=bool(row.get("open")))
    products = row["products"] if isinstance(row["products"], list) else []
    more = f" +{len(products) - 1}" if len(products) > 1 else ""
    bond = str(row["shared_group"]) if row["shared_group"] else None
    return Cell(str(row[NAME]), tint, bond=bond, tail=more, half_known=bool(row.get("open")))


def _different(view: View, row: Mapping[str, int]) -> str:
    return number(row["products"], view.language) + ("+" if row["products_open"] else "")


def largest_group(view: View, row: Mapping[str, int]) -> str:
    """Size of the largest group as a range over what is unknown: "4–6 van 10"."""
    least, most = row["group_least"], row["group_most"]
    size = str(least) if least == most else f"{least}–{most}"
    return view.say("figures.of", part=size, whole=row["members_having_most"])


def _foot(view: View, table: ResultTable) -> Row:
    unknown = table.frame.filter(pl.col("state") == UNKNOWN).group_by("organisation").len()
    counts = dict(unknown.iter_rows())
    cells = tuple(Cell(str(counts.get(member, 0)), tint=min(1, counts.get(member, 0))) for member in order(view))
    total = view.say("figures.of", part=str(sum(counts.values())), whole=table.frame.height)
    return Row("", view.say("figures.overlap.unknown-per-member"), cells, ("", total))


def _keys(view: View) -> tuple[Key, ...]:
    limits = bands(len(view.study.members))
    tints = tuple(
        Key(str(low) if low == high else f"{low}–{high}", fill=f"share{i}")
        for i, (low, high) in enumerate(limits, 1)
        if low <= high
    )
    return (
        Key(view.say("figures.overlap.members-with-product"), lead=True),
        *tints,
        Key(view.say("figures.unknown"), hatched=True),
        Key(view.say("figures.overlap.none-means"), aside=view.say("figures.none")),
        Key(view.say("figures.overlap.shared"), framed=True),
    )


def _twin(view: View, table: ResultTable, named: bool) -> TableBlock:
    """Per function and product (at openbaar: size of the group) the members, with unknown and none as words: full names, no ellipsis."""
    group = next((column for column in (NAME, SIZE) if column in table.columns), "state")
    shown = pl.when(pl.col("state") == "bekend").then(pl.col(group).cast(pl.String)).otherwise(pl.col("state"))
    places = {view.names[member]: i for i, member in enumerate(order(view))}
    grouped = (
        table.frame.with_columns(
            shown.alias("what"), pl.col("organisation_name").replace_strict(places, default=len(places)).alias("__order")
        )
        .sort("__order", maintain_order=True)
        .group_by("component", "component_name", "domain", "what", "state", maintain_order=True)
        .agg(pl.len().cast(pl.Int64).alias("members"), pl.col("organisation_name").alias("organisations"))
    )
    rank = {component: i for i, component in enumerate(table.frame["component"].unique(maintain_order=True))}
    state = {"bekend": 0, UNKNOWN: 1, NONE: 2}
    frame = grouped.sort(
        pl.col("component").replace_strict(rank), pl.col("state").cast(pl.String).replace_strict(state),
        pl.col("members"), descending=[False, False, True], maintain_order=True,
    ).select("domain", "component_name", "what", "members", "organisations")  # fmt: skip
    public = Confidentiality.OPENBAAR
    level = Confidentiality.INTERN if named else public
    what = (
        Meaning("pakket", "product", visibility=level)
        if named
        else Meaning("leden met dit pakket", "members with this product", visibility=public)
    )
    columns = {
        "domain": table.columns["domain"],
        "component_name": table.columns["component_name"],
        "what": what,
        "members": Meaning("aantal", "number", visibility=public),
        "organisations": Meaning("deelnemers", "participants", visibility=public),
    }
    return TableBlock(
        "overlap-matrix", view.say("figures.overlap.matrix-table"), ResultTable("matrix-twin", frame, columns, level), level,
        caption=view.say("figures.overlap.main-only") if _several(table) else "",
        shown=("component_name", "what", "members", "organisations"), formats={"what": "word"}, rows_on_page=MOST_ROWS,
    )  # fmt: skip

"""Draws a matrix of rows by group and columns: a tinted cell with a word, hatching for unknown, the word for none, margins at the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.scene import (
    LANDSCAPE_HEIGHT,
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    SMALLEST_TEXT,
    Line,
    Mark,
    Rect,
    Scene,
    Text,
    even,
    unknown_box,
    wrapped,
)
from wiel.reports.theme import text_width

ROW, GROUP_GAP, HEAD_LINE, LEGEND, FOOT = 18.0, 4.0, 14.0, 21.0, 28.0
MARGIN_LEAST, GROUP_COLUMN, PORTRAIT_HEIGHT = 52.0, 96.0, 800.0
MOST_COLUMNS, NARROW_CELL, ROOMY_CELL, WIDE_CELL, NAME_ROOMS = 24, 52.0, 60.0, 92.0, (188.0, 166.0, 150.0)
GROUP_SIZE, NAME_SIZE, CELL_SIZE, HEAD_SIZE, SMALL = 11.5, 12.0, 10.8, 10.4, 10.5
TAIL_CELL, HATCHED_EDGE = 46.0, 7.0
TURNED_ROOM, TURNED_LINE, BOLD = 104.0, 11.5, 1.07  # bold letters are that much wider than regular ones
HEAD_MARGIN = 1.03  # the heads may fill their column, in a wide typeface as good as touching


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell. `tint` 1…4 counts from few to many; `bond` names what joins neighbouring cells in one frame.

    `tail` stands behind a word that may be cut off; `half_known` gives the cell a hatched edge: something is known and something is not.
    """

    word: str
    tint: int = 0
    unknown: bool = False
    bond: str | None = None
    tail: str = ""
    half_known: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix with the words of its margin."""

    group: str
    name: str
    cells: tuple[Cell, ...]
    margin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and a small word below it."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class Matrix:
    """All of a matrix before it is divided over pages; `foot` is a row below the last page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    margin_heads: tuple[str, ...]
    keys: tuple[Key, ...]
    note_head: str
    foot: Row | None


@dataclass(frozen=True)
class Layout:
    """Where everything stands."""

    width: float
    height: float
    group_rows: bool
    label: float
    cell: float
    turned: bool
    head_size: float
    margins: tuple[float, ...]
    name_room: float

    def left(self, column: int) -> float:
        """Left edge of a column of cells."""
        return self.label + 10 + column * self.cell

    def right(self, columns: int) -> float:
        """Right edge of the cells."""
        return self.left(columns)


def scenes(matrix: Matrix) -> tuple[Scene, ...]:
    """The pictures of a matrix: as few pages as hold it; more columns than can be read stand on further pages."""
    drawn: list[Scene] = []
    for part in _by_columns(matrix):
        layout = _layout(part)
        pages = _pages(part, layout)
        drawn += [_scene(part, layout, page, last=page is pages[-1]) for page in pages]
    return tuple(drawn)


def _by_columns(matrix: Matrix) -> Iterator[Matrix]:
    """The matrix in parts of equally many columns, no more than can be read."""
    parts = max(1, ceil(len(matrix.columns) / MOST_COLUMNS))
    each = ceil(len(matrix.columns) / parts)
    for start in range(0, max(1, len(matrix.columns)), max(1, each)):
        seen = slice(start, start + each)
        rows = tuple(replace(row, cells=row.cells[seen]) for row in matrix.rows)
        foot = replace(matrix.foot, cells=matrix.foot.cells[seen]) if matrix.foot else None
        yield replace(matrix, columns=matrix.columns[seen], rows=rows, foot=foot)


def _layout(matrix: Matrix) -> Layout:
    """Names of rows give way first, so that the heads of the columns can stand upright; otherwise the heads are turned."""
    layouts = [_layout_with(matrix, room) for room in NAME_ROOMS]
    return next((layout for layout in layouts if not layout.turned), layouts[0])


def _layout_with(matrix: Matrix, name_room: float) -> Layout:
    count = len(matrix.columns)
    margins = tuple(_margin_width(matrix, i) for i in range(len(matrix.margin_heads)))
    margin = sum(margins) + 8
    groups = 14 + min(GROUP_COLUMN, max((text_width(row.group, GROUP_SIZE) for row in matrix.rows), default=0.0))
    names = 4 + min(name_room, max((text_width(row.name, NAME_SIZE) for row in matrix.rows), default=0.0))
    roomy = (PORTRAIT_WIDTH - groups - names - margin - 10) / count >= ROOMY_CELL
    width = PORTRAIT_WIDTH if roomy else LANDSCAPE_WIDTH
    group_rows = (width - groups - names - margin - 10) / count < NARROW_CELL
    label = names if group_rows else groups + names
    cell = min(WIDE_CELL, (width - label - margin - 10) / count)
    size = next((size for size in (HEAD_SIZE, SMALLEST_TEXT) if _heads_fit(matrix, cell, size)), None)
    height = PORTRAIT_HEIGHT if roomy else LANDSCAPE_HEIGHT
    return Layout(width, height, group_rows, label, cell, size is None, size or HEAD_SIZE, margins, names - 2)


def _heads_fit(matrix: Matrix, cell: float, size: float) -> bool:
    return all(text_width(column.name, size, bold=True, margin=HEAD_MARGIN) <= cell for column in matrix.columns)


def _margin_width(matrix: Matrix, index: int) -> float:
    words = [row.margin[index] for row in (*matrix.rows, *((matrix.foot,) if matrix.foot else ()))]
    heads = matrix.margin_heads[index].split("\n")
    widest = max((text_width(word, NAME_SIZE) for word in words), default=0.0)
    return max(MARGIN_LEAST, widest + 6, *(text_width(head, HEAD_SIZE + 0.6) + 6 for head in heads))


def _head_height(matrix: Matrix, layout: Layout) -> float:
    if not layout.turned:
        return HEAD_LINE * (2 if any(column.note for column in matrix.columns) else 1) + 10
    lines = (line for column in matrix.columns for line in _turned_lines(column))
    return max(text_width(line, HEAD_SIZE, bold=True) for line in lines) + 12


def _turned_lines(column: Column) -> tuple[str, ...]:
    """A turned head on at most two lines."""
    return wrapped(column.name, TURNED_ROOM, HEAD_SIZE * BOLD, lines=2)


def _pages(matrix: Matrix, layout: Layout) -> list[tuple[Row, ...]]:
    """Rows per page. The room is evened out over the pages, so that the last one does not hold a single row."""
    rows = matrix.rows
    room = layout.height - LEGEND - _head_height(matrix, layout) - FOOT
    pages = _filled(rows, room, layout)
    even = sum(_height(page, layout) for page in pages) / len(pages) + 3 * ROW
    evened = _filled(rows, min(room, even), layout)
    return evened if len(evened) == len(pages) else pages


def _filled(rows: Sequence[Row], room: float, layout: Layout) -> list[tuple[Row, ...]]:
    pages: list[tuple[Row, ...]] = []
    page: list[Row] = []
    for row in rows:
        if page and _height([*page, row], layout) > room:
            pages.append(tuple(page))
            page = []
        page.append(row)
    return [*pages, tuple(page)]


def _height(rows: Sequence[Row], layout: Layout) -> float:
    groups = sum(1 for _ in groupby(rows, key=lambda row: row.group))
    return len(rows) * ROW + groups * (GROUP_GAP + (ROW if layout.group_rows else 0))


def _scene(matrix: Matrix, layout: Layout, page: tuple[Row, ...], last: bool) -> Scene:
    marks, top = legend(matrix.keys, 0.0, layout.width)
    y = top + _head_height(matrix, layout)
    drawn = [*marks, *_heads(matrix, layout, y)]
    for _, rows in groupby(page, key=lambda row: row.group):
        body, y = _group(tuple(rows), layout, y)
        drawn += body
    if last and matrix.foot:
        drawn += [Line(0, y + 1, layout.width, y + 1, "ink", 1.5), *_labels(matrix.foot, layout, y + 5)]
        drawn += [
            Text(layout.left(i) + layout.cell / 2, y + 18, cell.word, NAME_SIZE, anchor="middle", bold=cell.tint > 0)
            for i, cell in enumerate(matrix.foot.cells)
        ]
        y += ROW + 8
    return Scene(layout.width, even(y + 4), tuple(drawn))


def _heads(matrix: Matrix, layout: Layout, bottom: float) -> Iterator[Mark]:
    noted = any(column.note for column in matrix.columns)
    for i, column in enumerate(matrix.columns):
        centre = layout.left(i) + layout.cell / 2
        if layout.turned:
            yield from _turned_head(column, centre, bottom)
            continue
        yield Text(centre, bottom - (22 if noted else 8), column.name, layout.head_size, anchor="middle", bold=True)
        if noted:
            yield Text(centre, bottom - 8, column.note, SMALL, fill="muted", anchor="middle")
    if noted:
        yield Text(layout.label, bottom - 8, matrix.note_head, SMALL, fill="muted", anchor="end")
    for i, head in enumerate(matrix.margin_heads):
        centre = _margin_centre(layout, len(matrix.columns), i)
        lines = head.split("\n")
        for j, line in enumerate(lines):
            yield Text(centre, bottom - 8 - HEAD_LINE * (len(lines) - 1 - j), line, 11, fill="muted", anchor="middle")


def _turned_head(column: Column, centre: float, bottom: float) -> Iterator[Mark]:
    lines = [(line, HEAD_SIZE, "ink", True) for line in _turned_lines(column)]
    if column.note:
        lines.append((column.note, SMALL, "muted", False))
    first = centre + 4 - TURNED_LINE * (len(lines) - 1) / 2
    for i, (line, size, fill, bold) in enumerate(lines):
        yield Text(first + TURNED_LINE * i, bottom - 6, line, size, fill, bold=bold, turned=True)


def _margin_centre(layout: Layout, columns: int, index: int) -> float:
    return layout.right(columns) + 8 + sum(layout.margins[:index]) + layout.margins[index] / 2


def _group(rows: tuple[Row, ...], layout: Layout, y: float) -> tuple[list[Mark], float]:
    right = layout.right(len(rows[0].cells)) + 8 + sum(layout.margins)
    marks: list[Mark] = [Line(0, y, right, y, "edge", 0.8)]
    y += GROUP_GAP - 2
    if layout.group_rows:
        marks.append(Text(0, y + 12.5, rows[0].group, GROUP_SIZE, fill="muted", bold=True))
        y += ROW
    else:
        lines = wrapped(rows[0].group, GROUP_COLUMN, GROUP_SIZE, lines=min(2, len(rows)))
        marks += [Text(0, y + 12.5 + 14 * i, line, GROUP_SIZE, fill="muted") for i, line in enumerate(lines)]
    for row in rows:
        marks += [*_labels(row, layout, y), *_cells(row, layout, y), *_frames(row, layout, y)]
        y += ROW
    return marks, y + 2


def _labels(row: Row, layout: Layout, y: float) -> Iterator[Mark]:
    yield Text(layout.label, y + 12.5, row.name, NAME_SIZE, anchor="end", room=layout.name_room)
    for i, word in enumerate(row.margin):
        centre = _margin_centre(layout, len(row.cells), i)
        yield Text(centre, y + 12.5, word, NAME_SIZE, anchor="middle", bold=row.group == "" and bool(word))


def _cells(row: Row, layout: Layout, y: float) -> Iterator[Mark]:
    width = layout.cell - 2
    for i, cell in enumerate(row.cells):
        x = layout.left(i) + 1
        if cell.unknown:
            yield from unknown_box(x, y, width, ROW - 2, cell.word)
            continue
        if cell.tint:
            yield Rect(x, y, width, ROW - 2, f"share{cell.tint}", "edge", 0.9 if cell.tint == 1 else 0.4)
        edge = HATCHED_EDGE if cell.half_known else 0.0
        if edge:
            yield Rect(x + width - edge, y, edge, ROW - 2, "paper")
            yield Rect(x + width - edge, y, edge, ROW - 2, stroke="hatch", stroke_width=0.6, hatched=True)
        ink = "on-share4" if cell.tint == 4 else "ink" if cell.tint else "muted"
        size, tail = (CELL_SIZE, cell.tail) if layout.cell >= TAIL_CELL else (SMALL, "")
        room = width - 2 - edge
        yield Text(x + (width - edge) / 2, y + 12, cell.word, size, fill=ink, anchor="middle", room=room, tail=tail)


def _frames(row: Row, layout: Layout, y: float) -> Iterator[Mark]:
    """One thick frame around neighbours that share a bond."""
    at = 0
    for bond, run in groupby(row.cells, key=lambda cell: cell.bond):
        count = len(tuple(run))
        if bond:
            yield Rect(layout.left(at), y - 1, count * layout.cell, ROW, stroke="ink", stroke_width=2.2, radius=2)
        at += count


def bands(members: int) -> tuple[tuple[int, int], ...]:
    """From how many to how many members does each tint run? One member, and then thirds of all.

    >>> bands(10), bands(3)
    (((1, 1), (2, 3), (4, 6), (7, 10)), ((1, 1), (2, 1), (2, 2), (3, 3)))
    """
    first, second = max(1, ceil(members * 0.3)), max(1, ceil(members * 0.6))
    return ((1, 1), (2, first), (max(first, 1) + 1, second), (max(second, 1) + 1, members))

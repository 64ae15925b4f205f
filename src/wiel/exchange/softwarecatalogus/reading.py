"""Reads an export of the Softwarecatalogus."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.files import fingerprint, read_bytes, refused
from wiel.exchange.grid import Grid, grid
from wiel.exchange.softwarecatalogus.exports import DATES, EXPORTS, PEOPLE, Export, export_of
from wiel.exchange.softwarecatalogus.rows import JOIN, READERS, Doubts, Row
from wiel.exchange.table import Part, TableDelivery, TableMapping
from wiel.findings import Findings, Place, Rule, Severity
from wiel.landscape import EXPANSIONS, TABLES
from wiel.schema import Notation, RawTable

READ = Rule("softwarecatalogus.read", Severity.INFO)
PEOPLE_COLUMN = Rule("person.column", Severity.WARNING)
DOUBTS = {"softwarecatalogus.direction-unknown": Rule("softwarecatalogus.direction-unknown", Severity.INFO)}
# Tables whose rows several rows of an export tell together; the others keep every row that differs.
TOGETHER = ("organisations", "components", "standards", "products", "applications")
HEAD = 1 << 16


@dataclass
class _Thing:
    """One thing in the making: the line where it stands first, its member, its cells, and its lists of words."""

    line: int
    member: str | None
    cells: dict[str, str]
    lists: dict[str, dict[str, None]] = field(default_factory=dict)


def recognised(path: Path | str) -> bool:
    """Whether this is an export of the Softwarecatalogus, by the headers in its first line; whatever cannot be read is none."""
    try:
        with Path(path).open("rb") as file:
            line = file.read(HEAD).decode("utf-8-sig", errors="replace").partition("\n")[0]
    except (OSError, ValueError):
        return False
    return any(export_of([cell.strip().strip('"') for cell in line.split(sign)]) for sign in ",;\t")


def read(path: Path | str) -> tuple[TableDelivery, Findings]:
    """What does this export tell: organisations, products, applications with their use, couplings or partnerships?

    Columns with names and contact data of people are passed over. A thing that several rows tell about (a product with its versions, an
    application with its components) becomes one row, with the words of all.

    Raises:
        InputRefused: not readable as text, or not one of the exports.
    """
    path = Path(path)
    data = read_bytes(path)
    text, _ = decoded(data, path.name)
    # The marks of one export decide between delimiters, because a name may hold another sign.
    rows, _ = delimited_rows(text, path.name, tuple(header for export in EXPORTS for header in export.marks))
    cells, found = grid(rows, 1, path.name)
    export = export_of(cells.headers)
    if export is None:
        raise refused("softwarecatalogus.unknown-export", path.name, headers=cells.headers[:12])
    doubts = Doubts()
    things = _things(cells, export, doubts)
    parts = tuple(_part(table, list(told.values()), path.name) for table, told in things.items() if told)
    findings = [*found, READ.broken(Place(path.name), export=export.name, n=len(cells.rows))]
    findings += [PEOPLE_COLUMN.broken(Place(path.name, column=header)) for header in cells.headers if header in PEOPLE]
    findings += [DOUBTS[rule].broken(Place(path.name, row=line)) for line, rule in doubts.found]
    return TableDelivery(path.name, fingerprint(data), parts), Findings.of(findings)


def _things(cells: Grid, export: Export, doubts: Doubts) -> dict[str, dict[tuple[str, ...], _Thing]]:
    """Per table the things that the rows tell, in the order of the tables of a landscape."""
    blank = [""] * len(cells.rows)
    columns = {header: list(map(str, cells.columns.get(header, blank))) for header in export.read}
    found: dict[str, dict[tuple[str, ...], _Thing]] = {table: {} for table in TABLES}
    reader = READERS[export.name]
    for index, line in enumerate(cells.rows):
        for row in reader({header: column[index].strip() for header, column in columns.items()}, line, doubts):
            _tell(found[row.table], row, line)
    return found


def _tell(things: dict[tuple[str, ...], _Thing], row: Row, line: int) -> None:
    """Add a row to what is known: to the thing of the same key, or as a new one."""
    several = EXPANSIONS.get(row.table, {})
    lists = {column: text for column, text in row.cells.items() if column in several}
    cells = {column: text for column, text in row.cells.items() if column not in several}
    key = (
        (cells["id"],)
        if row.table in TOGETHER and "id" in cells
        else (*cells.values(), str(line) if row.table == "couplings" else "")
    )
    thing = things.setdefault(key, _Thing(line, row.member, {}))
    thing.cells = cells | thing.cells
    for column, text in lists.items():
        thing.lists.setdefault(column, {}).update(dict.fromkeys(filter(None, text.split(JOIN))))


def _part(table: str, things: Sequence[_Thing], file: str) -> Part:
    names = dict.fromkeys(column for thing in things for column in (*thing.cells, *thing.lists))
    rows = [thing.cells | {column: JOIN.join(words) for column, words in thing.lists.items()} for thing in things]
    frame = pl.DataFrame({name: pl.Series([row.get(name) for row in rows], dtype=pl.String) for name in names})
    lines = pl.Series("row", [thing.line for thing in things], dtype=pl.Int64)
    notation = Notation(dates=DATES)
    several = [name for name in names if name in EXPANSIONS.get(table, {})]
    raw = RawTable(table, frame, lines, file, notation=notation, separators=dict.fromkeys(several, JOIN))
    members = None
    if any(thing.member for thing in things):
        members = pl.Series("member", [thing.member for thing in things], dtype=pl.String)
    return Part(raw, TableMapping(table, {name: name for name in names}), members, (), len(things))

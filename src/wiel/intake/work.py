"""A landscape in the making: what every step of the assembly takes and adds to."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from wiel.findings import Findings
from wiel.intake.duplicates import told_apart
from wiel.intake.identifiers import identified
from wiel.intake.links import ANYTHING, Directory, followed
from wiel.intake.names import NO_DECISIONS, Kind, Settled
from wiel.intake.origins import origins
from wiel.intake.rows import KEPT, Members, Places
from wiel.landscape import TABLES, Landscape

# Columns that hold the key of a row in any of several tables.
LOOSE_LINKS = {"dependencies": ("dependent", "needs")}


@dataclass
class Assembly:
    """A landscape in the making.

    `places` holds the sources, of which the first `files` come from files; `frames` the rows per table; `directories` where rows are
    found; `findings` what was found on the way; `decided` what people decided about names; `new_names` whether a name that stands in
    no list makes a row; `named` what names turned out to mean.
    """

    places: Places
    files: int
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    members: Members = field(default_factory=lambda: Members({}, {}))
    decided: pl.DataFrame = field(default_factory=lambda: NO_DECISIONS)
    new_names: bool = True
    named: list[tuple[Kind, Settled]] = field(default_factory=list)

    def landscape(self, as_of: date) -> Landscape:
        """The rows that stand for themselves, with the origin of every row."""
        tables = {name: frame.filter(pl.col(KEPT)).select(list(TABLES[name].columns)) for name, frame in self.frames.items()}
        return Landscape.of(as_of, tables | {"origins": origins(self.frames, self.places)})

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Rows more for a table."""
        frame = self.frames[table]
        whole = rows if KEPT in rows.columns else rows.with_columns(pl.lit(True).alias(KEPT))
        self.frames[table] = pl.concat([frame, whole.select(frame.columns)])

    def identified(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows with identifiers that are unique in their table."""
        if "id" not in TABLES[table].columns:
            return frame.with_columns(pl.lit(True).alias(KEPT))
        frame, missing = identified(TABLES[table], frame, self.places)
        frame, doubles = told_apart(TABLES[table], frame, self.places)
        self.findings += missing + doubles
        return frame

    def follow(self, table: str) -> None:
        """Turn the links of a table from words into identifiers."""
        frame = self.frames[table]
        if frame.is_empty():
            return
        wanted: dict[str, tuple[str, ...]] = {column: (target,) for column, target in TABLES[table].links().items()}
        wanted.update(dict.fromkeys(LOOSE_LINKS.get(table, ()), ANYTHING))
        for column, targets in wanted.items():
            identifiers, findings = followed(frame, column, targets, self.directories, self.places)
            frame = frame.with_columns(identifiers.alias(column))
            self.findings += findings
        self.frames[table] = frame

"""Reads a landscape from a data package."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from wiel.exchange.datapackage.cells import fitted
from wiel.exchange.datapackage.cells import read as read_cells
from wiel.exchange.datapackage.descriptor import NAME
from wiel.exchange.datapackage.parquet import is_modest
from wiel.exchange.delimited import delimited_rows
from wiel.exchange.extent import too_large
from wiel.exchange.files import is_inside, read_bytes, refused, unpacked
from wiel.exchange.grid import grid
from wiel.exchange.limits import CHARACTERS, VALUES, first
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.landscape import TABLES, Landscape
from wiel.schema import Table

BAD_CELL = Rule("datapackage.bad-cell", Severity.ERROR)
UNKNOWN_COLUMN = Rule("table.unknown-column", Severity.WARNING)
UNKNOWN_RESOURCE = Rule("datapackage.unknown-resource", Severity.WARNING)
CHANGED = Rule("datapackage.changed", Severity.WARNING)
PARQUET = b"PAR1"
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class _Package:
    """An open data package: its descriptor and the bytes of its files."""

    file: str
    descriptor: Mapping[str, Any]
    members: Mapping[str, bytes]
    folder: Path | None

    def content(self, path: str) -> bytes:
        """The bytes of a resource inside the package."""
        if self.folder is not None:
            return read_bytes(self.folder / path)
        if path not in self.members:
            raise refused("datapackage.missing-file", self.file, text=path)
        return self.members[path]


def read(path: Path | str) -> tuple[Landscape, Findings]:
    """Which landscape does this data package (folder, zip or ``datapackage.json``) hold?

    Resources are CSV or Parquet. A cell that is no value of its kind becomes unknown with a finding; so do unknown columns. Rules and
    links of the tables are left to `Landscape.check`. When the content is not what the digest says, that is a finding.

    Raises:
        InputRefused: unreadable, truncated or no data package; a file that is missing or lies outside; no date.
    """
    package = _open(Path(path))
    as_of = _as_of(package)
    found: list[Finding] = []
    frames: dict[str, list[pl.DataFrame]] = {}
    for resource in _resources(package):
        name = str(resource.get("name", "")).replace("-", "_")
        table = TABLES.get(name)
        if table is None:
            found.append(UNKNOWN_RESOURCE.broken(Place(package.file), text=str(resource.get("name"))))
            continue
        for part in _paths(resource, package):
            frame, findings = _table(table, package.content(part), part)
            frames.setdefault(name, []).append(frame)
            found.extend(findings)
    landscape = Landscape.of(as_of, {name: pl.concat(parts) for name, parts in frames.items()})
    digest = package.descriptor["wiel"].get("digest")
    if not found and digest is not None and digest != landscape.digest():
        found.append(CHANGED.broken(Place(package.file)))
    return landscape, Findings.of(found)


def _open(path: Path) -> _Package:
    if path.is_dir():
        if not (path / NAME).exists():
            raise refused("datapackage.no-descriptor", str(path))
        return _Package(path.name, _json(read_bytes(path / NAME), NAME), {}, path)
    data = read_bytes(path)
    if not data.startswith(b"PK"):
        return _Package(path.name, _json(data, path.name), {}, path.parent)
    members = unpacked(data, path.name)
    inside = [name for name in members if name == NAME or name.endswith(f"/{NAME}")]
    if len(inside) != 1:
        raise refused("datapackage.no-descriptor", path.name)
    # A zip of a folder has that folder in front of every name.
    prefix = inside[0].removesuffix(NAME)
    own = {name.removeprefix(prefix): content for name, content in members.items() if name.startswith(prefix)}
    return _Package(path.name, _json(own[NAME], path.name), own, None)


def _json(data: bytes, file: str) -> Mapping[str, Any]:
    if data.count(b",") + data.count(b"[") + data.count(b"{") > VALUES:
        raise refused("datapackage.not-of-wiel", file)
    try:
        descriptor = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refused("datapackage.no-json", file, reason=str(error)) from error
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("wiel"), dict):
        raise refused("datapackage.not-of-wiel", file)
    return descriptor


def _as_of(package: _Package) -> date:
    text = str(package.descriptor["wiel"].get("as_of"))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refused("datapackage.no-date", package.file, text=text) from error


def _resources(package: _Package) -> Sequence[Mapping[str, Any]]:
    resources = package.descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise refused("datapackage.not-of-wiel", package.file)
    return resources


def _paths(resource: Mapping[str, Any], package: _Package) -> Sequence[str]:
    """The files of a resource: one path, or several that follow one another."""
    path = resource.get("path")
    paths = [str(part) for part in path] if isinstance(path, list) else [str(path or "")]
    if not all(map(is_inside, paths)):
        raise refused("datapackage.path-outside", package.file, text=", ".join(paths))
    return paths


def _table(table: Table, data: bytes, file: str) -> tuple[pl.DataFrame, list[Finding]]:
    """The table in a file; every row stays."""
    is_parquet = data.startswith(PARQUET)
    columns, rows, found = _parquet_columns(data, file) if is_parquet else _csv_columns(data, file)
    reader = fitted if is_parquet else read_cells
    found += [UNKNOWN_COLUMN.broken(Place(file, column=name)) for name in columns if name not in table.columns]
    series = []
    for name, column in table.columns.items():
        if name not in columns:
            series.append(pl.Series(name, [None] * len(rows), dtype=column.dtype))
            continue
        values, bad = reader(column, columns[name])
        series.append(values)
        faults = (BAD_CELL.broken(Place(file, row=rows[i], column=name), text=str(columns[name][i])[:LONGEST_QUOTE]) for i in bad)
        found += first(faults, Place(file, column=name))
    return pl.DataFrame(series), found


def _parquet_columns(data: bytes, file: str) -> tuple[dict[str, pl.Series], Sequence[int], list[Finding]]:
    try:
        if not is_modest(data):
            raise too_large(file)
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise refused("datapackage.bad-parquet", file, reason=str(error).partition("\n")[0]) from error
    texts = frame.select(pl.col(pl.String).str.len_bytes().sum()).row(0)
    if sum(size or 0 for size in texts) > CHARACTERS:
        # One text in a dictionary may stand in every row.
        raise too_large(file)
    return {name: frame[name] for name in frame.columns}, range(1, frame.height + 1), []


def _csv_columns(data: bytes, file: str) -> tuple[dict[str, pl.Series], Sequence[int], list[Finding]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("file.encoding", file, line=data.count(b"\n", 0, error.start) + 1) from error
    rows, _ = delimited_rows(text, file, [name for table in TABLES.values() for name in table.columns])
    cells, found = grid(rows, 1, file, keep_blank=True)
    columns = {name: pl.Series(name, column, dtype=pl.String) for name, column in cells.columns.items()}
    return columns, cells.rows, list(found)

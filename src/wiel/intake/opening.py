"""Opens a file, whatever it is, and says which tables it brings and whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from wiel.errors import InputRefused, Place
from wiel.exchange import archimate, datapackage, softwarecatalogus, table, workbook
from wiel.exchange.archimate.mapping import to_landscape
from wiel.exchange.table import Mapping, TableDelivery
from wiel.findings import Findings
from wiel.intake.assuming import assumed, by_headers, owned
from wiel.intake.region import RegionFile
from wiel.intake.rows import Source
from wiel.landscape import Landscape
from wiel.schema import RawTable
from wiel.texts import Sentence

PACKAGE = "datapackage.json"
# A workbook whose sheets are not called as in the template may still be a plain list.
NO_TEMPLATE = "workbook.no-tables"
HEADER_ROW = 1
# Files with these endings are never models; they are not opened to see.
LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
# The date of a model is not known; the region or the other files tell it.
UNKNOWN_DAY = date.min


@dataclass(frozen=True)
class Opened:
    """What one file brought: its tables, the date that it gives for itself, and what was found while reading it."""

    sources: tuple[Source, ...]
    as_of: date | None
    findings: Findings


def opened(file: RegionFile, alone: bool = False) -> Opened:
    """Read one file of a region: data package, ArchiMate model, workbook of the template, export of the Softwarecatalogus, or a list.

    A list without a mapping is read by its headers, or else by the mapping that it seems to need. `alone` says that no region tells
    whose it is.

    Raises:
        InputRefused: the file cannot be used as a whole, or a folder holds no data package.
    """
    path = file.path
    if is_folder(path) or path.suffix.lower() == ".zip" or path.name == PACKAGE:
        return _package(file)
    if path.suffix.lower() not in LISTS and archimate.recognises(path):
        return _model(file)
    if file.mapping is None and file.member_column is None and path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            return _workbook(file)
        except InputRefused as refusal:
            if refusal.sentence.key != NO_TEMPLATE:
                raise
    if file.mapping is None and softwarecatalogus.recognised(path):
        delivery, findings = softwarecatalogus.read(path)
        return Opened(tuple(_source(file, delivery, n) for n in range(len(delivery.parts))), None, findings)
    return _list(file, alone)


def is_folder(path: Path) -> bool:
    """Whether this is a folder.

    Raises:
        InputRefused: the path may not be looked at, or cannot be a path at all.
    """
    try:
        return path.is_dir()
    except PermissionError as error:
        raise InputRefused(Sentence("intake.no-permission"), Place(path.name)) from error
    except (OSError, ValueError) as error:
        raise InputRefused(Sentence("intake.no-path"), Place(path.name)) from error


def _package(file: RegionFile) -> Opened:
    if is_folder(file.path) and not (file.path / PACKAGE).exists():
        raise InputRefused(Sentence("intake.folder-without-package"), Place(file.path.name))
    if file.mapping is not None or file.member_column is not None:
        raise InputRefused(Sentence("intake.package-with-mapping"), Place(file.path.name))
    landscape, findings = datapackage.read(file.path)
    return Opened(tuple(_typed(file, landscape)), landscape.as_of, findings)


def _model(file: RegionFile) -> Opened:
    """The applications, couplings, components and standards of an ArchiMate model."""
    model, found = archimate.read(file.path)
    landscape, more = to_landscape(model, UNKNOWN_DAY, file.member, file.path.name)
    sources = (replace(source, names_products=source.raw.table == "applications") for source in _typed(file, landscape))
    return Opened(tuple(sources), None, found + more)


def _typed(file: RegionFile, landscape: Landscape) -> Iterator[Source]:
    """The tables of a landscape that was made before; its identifiers, and the origins that it tells, stay."""
    for name, frame in landscape.tables.items():
        if frame.is_empty():
            continue
        lines = pl.Series(range(HEADER_ROW + 1, frame.height + HEADER_ROW + 1), dtype=pl.Int64)
        raw = RawTable(name, pl.DataFrame(schema=dict.fromkeys(frame.columns, pl.String)), lines, file.path.name, name)
        yield Source(raw, landscape.digest(), file.member, complete=file.complete, values=frame)


def _workbook(file: RegionFile) -> Opened:
    delivery, findings = workbook.read(file.path)
    sources = tuple(
        Source(raw, delivery.delivery.digest, file.member, complete=file.complete)
        for raw in delivery.delivery.tables
        if raw.rows.len()
    )
    return Opened(sources, delivery.as_of, findings)


def _list(file: RegionFile, alone: bool) -> Opened:
    mapping = None if file.mapping is None else table.load_mapping(file.mapping)
    assumptions, plain = Findings(), by_headers(file) if mapping is None else None
    if plain is not None and (found := assumed(file, plain)) is not None:
        mapping, assumptions = found
    elif plain is not None and plain.delivery is not None and file.member_column is not None:
        # The headers say which table it is; only then the column with the member can be taken along.
        mapping = Mapping(tuple(part.mapping for part in plain.delivery.parts))
    if mapping is not None:
        mapping = mapping.for_member(file.member_column, file.member)
    if mapping is not None and alone:
        mapping, named = owned(mapping, file.path)
        assumptions += named
    if mapping is None and plain is not None and plain.delivery is not None:
        delivery, findings = plain.delivery, plain.findings
    else:
        delivery, findings = table.read(file.path, mapping)
    whole = _whole(file, mapping, delivery)
    sources = [_source(file, delivery, n) for n in range(len(delivery.parts))]
    if whole is not None:
        sources = [replace(s, whole=_source(file, whole, n)) if any(s.excluded) else s for n, s in enumerate(sources)]
    return Opened(tuple(sources), None, assumptions + findings)


def _whole(file: RegionFile, mapping: Mapping | None, delivery: TableDelivery) -> TableDelivery | None:
    """The same file with the rows that the mapping left out, so that these can be counted too."""
    if mapping is None or not any(delivery.excluded):
        return None
    everything = replace(mapping, tables=tuple(replace(t, exclude=()) for t in mapping.tables))
    return table.read(file.path, everything)[0]


def _source(file: RegionFile, delivery: TableDelivery, nth: int) -> Source:
    part = delivery.parts[nth]
    return Source(
        part.raw,
        delivery.digest,
        part.mapping.owner or file.member,
        part.members,
        part.mapping.derive,
        file.complete,
        part.rows_read,
        part.excluded,
        names_products=part.raw.table == "applications" and "product" not in part.raw.cells.columns,
    )

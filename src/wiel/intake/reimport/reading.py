"""Reads a delivery in the light of the landscape that it goes into."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from wiel.errors import Place
from wiel.findings import Findings, Rule, Severity
from wiel.intake.assembly import assembled
from wiel.intake.names import NO_DECISIONS, counts_table, links_table, review_pairs
from wiel.intake.opening import opened
from wiel.intake.origins import ABOUT_ROWS, origins
from wiel.intake.reading import UNDATED, Intake
from wiel.intake.readings import readings
from wiel.intake.region import Region, RegionFile
from wiel.intake.reimport.recognition import KNOWN, Recognition
from wiel.intake.reimport.scope import Part, Scope
from wiel.intake.rows import KEPT, LIST, SOURCE, Source
from wiel.intake.work import Assembly
from wiel.landscape import EXPANSIONS, TABLES, Landscape

NEW_MEMBER = Rule("reimport.new-member", Severity.WARNING)


def read_delivery(
    paths: Sequence[Path | str], current: Landscape, member: str | None = None, mapping: Path | None = None
) -> tuple[Intake, Scope]:
    """What do these files say, in the identifiers of the landscape they go into?

    Keys and links that the landscape knows get its identifiers, whether they are written short (``A-017``) or whole
    (``app:oosterlaak:A-017``). The landscape in the answer holds the rows of the delivery only. `preview` takes both.

    Args:
        paths: workbooks, data packages, CSV and XLSX lists.
        current: the landscape that they go into.
        member: the name of the organisation whose lists they are.
        mapping: the mapping file of the lists that are no workbook or data package.

    Raises:
        InputRefused: a file cannot be used as a whole, or memberships run in a ring.
    """
    files = tuple(_file(Path(path), member, mapping) for path in paths)
    brought = [opened(file, alone=member is None) for file in files]
    given = [source for entry in brought for source in entry.sources if source.raw.table not in ABOUT_ROWS]
    known = Recognition(current, given)
    names = list(dict.fromkeys(name for source in given for name in source.member_names()))
    sources = [_called(known.recognised(source), known) for source in given]
    context = known.context({source.raw.table for source in sources})
    work = assembled([*sources, *context], None, new_names=False)
    kept = {name: _delivered(work, name, len(sources)) for name in TABLES}
    day = max((entry.as_of for entry in brought if entry.as_of), default=UNDATED)
    found = sum((entry.findings for entry in brought), Findings()) + Findings.of(known.found) + _own(work.findings)
    strangers = [name for name in names if known.organisation(name) is None]
    found += Findings.of(NEW_MEMBER.broken(Place(files[0].path.name), name=name) for name in strangers)
    region = Region(", ".join(file.path.name for file in files), day, files, "")
    links = links_table(work.named, work.places, {}), counts_table(work.named), review_pairs(work.named, NO_DECISIONS, work.places)
    intake = Intake(region, _landscape(work, kept, day), found, readings(work, sources), *links)
    return intake, Scope(tuple(part for name in TABLES for part in _parts(work, kept[name], name)), known.tokens)


def _file(path: Path, member: str | None, mapping: Path | None) -> RegionFile:
    is_list = path.suffix.lower() in (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
    return RegionFile(path, str(path), member, mapping if is_list else None)


def _called(source: Source, known: Recognition) -> Source:
    """The source under the name that the landscape has for its member."""
    row = known.members.get(source.owner.casefold()) if source.owner else None
    return source if row is None else replace(source, owner=row["name"])


def _own(found: Findings) -> Findings:
    """The findings about the delivery itself."""
    return Findings.of(finding for finding in found if finding.place.file not in (KNOWN, None))


def _delivered(work: Assembly, name: str, sources: int) -> pl.DataFrame:
    """The rows of the delivery, also those that became part of another."""
    return work.frames[name].filter(pl.col(SOURCE) < sources)


def _landscape(work: Assembly, kept: dict[str, pl.DataFrame], day: date) -> Landscape:
    """The delivered rows that stand for themselves, with their origins."""
    told = origins(kept | {"origins": work.frames["origins"].clear()}, work.places)
    tables = {name: frame.filter(pl.col(KEPT)).select(list(TABLES[name].columns)) for name, frame in kept.items()}
    return Landscape.of(day, tables | {"origins": told})


def _parts(work: Assembly, frame: pl.DataFrame, name: str) -> list[Part]:
    """The kept rows of one table by the columns that the delivery has for them.

    A thing that several lists tell has the columns of all of them.
    """
    if name in ABOUT_ROWS:
        return []
    key = list(TABLES[name].key)
    per_source = {source: _columns(work.places.sources[source], name) for source in frame[SOURCE].unique().to_list()}
    told: dict[tuple[object, ...], frozenset[str]] = {}
    for *identity, source in frame.select(*key, SOURCE).iter_rows():
        told[tuple(identity)] = told.get(tuple(identity), frozenset()) | per_source[source]
    groups: dict[tuple[frozenset[str], bool], list[int]] = {}
    rows = frame.filter(pl.col(KEPT)).select(*key, SOURCE)
    for number, (*identity, source) in enumerate(rows.iter_rows()):
        listed = work.places.sources[source].raw.table == name
        groups.setdefault((told[tuple(identity)], listed), []).append(number)
    among = _among(work, name)
    parts = [Part(name, columns, tuple(n), None if listed or not columns else among) for (columns, listed), n in groups.items()]
    if among and not any(part.among is not None for part in parts):
        parts.append(Part(name, frozenset(key), (), among))
    return parts


def _columns(source: Source, table: str) -> frozenset[str]:
    """The columns that a source has for the rows of a table; none for rows that Wiel made of it."""
    if source.raw.table == table:
        return frozenset(c for c in TABLES[table].columns if source.has_column(c) or c in TABLES[table].key)
    filled = [link for column, (link, _, _) in EXPANSIONS.get(source.raw.table, {}).items() if source.has_column(column)]
    return frozenset(TABLES[table].key) if table in filled else frozenset()


def _among(work: Assembly, link: str) -> frozenset[str]:
    """The rows whose cell of several words fills a link table and is not empty."""
    found: set[str] = set()
    for table, columns in EXPANSIONS.items():
        for column, (target, _, _) in columns.items():
            if target == link:
                rows = work.frames[table].filter(pl.col(KEPT), pl.col(LIST + column).is_not_null())
                found.update(rows["id"].to_list())
    return frozenset(found)

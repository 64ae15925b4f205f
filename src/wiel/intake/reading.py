"""Reads a region, or whatever files there are, into one landscape."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wiel.errors import InputRefused, Place
from wiel.findings import Findings, Rule, Severity
from wiel.intake.assembly import assembled
from wiel.intake.choosing import chosen_members
from wiel.intake.opening import Opened, is_folder, opened
from wiel.intake.persons import discreet
from wiel.intake.readings import Reading, as_table, readings
from wiel.intake.region import Region, RegionFile
from wiel.intake.region_file import NAME, load_region
from wiel.intake.work import Assembly
from wiel.landscape import Landscape
from wiel.results import ResultTable
from wiel.texts import Sentence

NO_DATE = Rule("intake.no-date", Severity.INFO)
DATE_ASSUMED = Rule("intake.date-assumed", Severity.INFO)
# A day before which nothing in a landscape can lie: it stands for "not given" and is always told with a finding.
UNDATED = date(1900, 1, 1)


@dataclass(frozen=True)
class Intake:
    """What was read: the region, its landscape, what was found on the way, and how each list was read."""

    region: Region
    landscape: Landscape
    findings: Findings
    readings: tuple[Reading, ...]


def read_region(path: Path | str, data_folder: Path | str | None = None) -> Intake:
    """Which landscape do the files of a region make together?

    `path` is a folder with ``region.toml`` or that file itself. Paths of lists in it start from `data_folder` where that is given, so
    that a description and the data it describes may stand apart. The same files always give the same landscape.

    Raises:
        InputRefused: a file cannot be used as a whole, the description is not right, or memberships run in a ring.
    """
    region = load_region(Path(path), None if data_folder is None else Path(data_folder))
    brought = [opened(file) for file in region.files]
    return _intake(region, brought, declared=True)


def read_paths(paths: Sequence[Path | str], as_of: date | None = None, mapping: Path | None = None) -> Intake:
    """Which landscape do these files make together: workbooks, data packages, CSV and XLSX lists with known headers, or one region?

    `mapping` is a mapping file for the lists among them. The date is `as_of`, else the latest date that a workbook or data package gives
    for itself.

    Raises:
        InputRefused: a file cannot be used as a whole, or memberships run in a ring.
    """
    places = [Path(path) for path in paths]
    regions = [path for path in places if path.name == NAME or (is_folder(path) and (path / NAME).is_file())]
    if regions and len(places) > 1:
        raise InputRefused(Sentence("intake.region-with-others"), Place(regions[0].name))
    if regions:
        return read_region(regions[0])
    brought = [opened(RegionFile(path, str(path), mapping=mapping), alone=True) for path in places]
    dates = [entry.as_of for entry in brought if entry.as_of]
    day = as_of or max(dates, default=None)
    names = ", ".join(dict.fromkeys(path.stem for path in places))
    files = tuple(RegionFile(path, str(path)) for path in places)
    intake = _intake(Region(names, day or UNDATED, files, ""), brought, declared=False)
    return intake if day is not None else _dated(intake, Place(places[0].name))


def _dated(intake: Intake, place: Place) -> Intake:
    """Where no file gives a date: that of the youngest use, because before it the uses in the files would not run yet."""
    youngest = intake.landscape["application_uses"]["since"].max()
    told = intake.findings + Findings.of([NO_DATE.broken(place)])
    if not isinstance(youngest, date):
        return replace(intake, findings=told)
    landscape = Landscape.of(youngest, intake.landscape.tables)
    told += Findings.of([DATE_ASSUMED.broken(place, day=youngest)])
    return replace(intake, region=replace(intake.region, as_of=youngest), landscape=landscape, findings=told)


def _intake(region: Region, brought: Sequence[Opened], declared: bool) -> Intake:
    sources = [source for entry in brought for source in entry.sources]
    found = Findings()
    for entry in brought:
        found += entry.findings
    work: Assembly = assembled(sources, region if declared else None)
    landscape = work.landscape(region.as_of)
    members, missing = chosen_members(region, landscape, work)
    named = replace(region, members=members)
    return Intake(named, landscape, discreet(found, sources) + work.findings + missing, readings(work, sources))


def readings_table(intake: Intake) -> ResultTable:
    """How each list was read, as a table with one row per list of a file; counts are openbaar."""
    return as_table(intake.readings)

"""Reads a region, or whatever files there are, into one landscape."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from wiel.errors import InputRefused, Place
from wiel.exchange.review import read_decisions, write_review
from wiel.findings import Findings, Rule, Severity
from wiel.intake.assembly import assembled
from wiel.intake.choosing import chosen_members
from wiel.intake.names import NO_DECISIONS, counts_table, links_table, review_pairs
from wiel.intake.names.spoken import NAME_ID
from wiel.intake.opening import Opened, is_folder, opened
from wiel.intake.persons import discreet
from wiel.intake.readings import Reading, as_table, readings
from wiel.intake.region import Region, RegionFile
from wiel.intake.region_file import NAME, load_region
from wiel.intake.rows import Places
from wiel.intake.work import Assembly
from wiel.landscape import Landscape
from wiel.results import ResultTable
from wiel.texts import Sentence

NO_DATE = Rule("intake.no-date", Severity.INFO)
NOT_MET = Rule("names.not-met", Severity.INFO)
DATE_ASSUMED = Rule("intake.date-assumed", Severity.INFO)
# A day before which nothing in a landscape can lie: it stands for "not given" and is always told with a finding.
UNDATED = date(1900, 1, 1)


@dataclass(frozen=True)
class Intake:
    """What was read.

    Args:
        region: the region with its members.
        landscape: what the files say together.
        findings: what was found on the way.
        readings: how each list was read.
        links: what every name means that members use, one row per name and file; intern.
        link_counts: how many names are sure, unsure, new and decided; openbaar.
        review: the pairs of names that a person is asked about, see `write_review_file`.
    """

    region: Region
    landscape: Landscape
    findings: Findings
    readings: tuple[Reading, ...]
    links: ResultTable = field(default_factory=lambda: links_table((), Places(()), {}))
    link_counts: ResultTable = field(default_factory=lambda: counts_table(()))
    review: pl.DataFrame = field(default_factory=lambda: review_pairs((), NO_DECISIONS, Places(())))

    @property
    def link_tables(self) -> dict[str, ResultTable]:
        """The two tables about names, by name."""
        return {table.name: table for table in (self.links, self.link_counts)}


def read_region(path: Path | str, data_folder: Path | str | None = None, reviewed: Sequence[Path] = ()) -> Intake:
    """Which landscape do the files of a region make together?

    `path` is a folder with ``region.toml`` or that file itself. Paths of lists in it start from `data_folder` where that is given, so
    that a description and the data it describes may stand apart. `reviewed` are files with decisions about names, beside those that the
    region names. The same files always give the same landscape.

    Raises:
        InputRefused: a file cannot be used as a whole, the description is not right, or memberships run in a ring.
    """
    region = load_region(Path(path), None if data_folder is None else Path(data_folder))
    brought = [opened(file) for file in region.files]
    return _intake(replace(region, reviews=(*region.reviews, *reviewed)), brought, declared=True)


def read_paths(
    paths: Sequence[Path | str], as_of: date | None = None, mapping: Path | None = None, reviewed: Sequence[Path] = ()
) -> Intake:
    """Which landscape do these files make together: workbooks, data packages, CSV and XLSX lists with known headers, or one region?

    `mapping` is a mapping file for the lists among them. The date is `as_of`, else the latest date that a workbook or data package gives
    for itself. `reviewed` are files in which people decided what names mean.

    Raises:
        InputRefused: a file cannot be used as a whole, or memberships run in a ring.
    """
    places = [Path(path) for path in paths]
    regions = [path for path in places if path.name == NAME or (is_folder(path) and (path / NAME).is_file())]
    if regions and len(places) > 1:
        raise InputRefused(Sentence("intake.region-with-others"), Place(regions[0].name))
    if regions:
        return read_region(regions[0], reviewed=reviewed)
    brought = [opened(RegionFile(path, str(path), mapping=mapping), alone=True) for path in places]
    dates = [entry.as_of for entry in brought if entry.as_of]
    day = as_of or max(dates, default=None)
    names = ", ".join(dict.fromkeys(path.stem for path in places))
    files = tuple(RegionFile(path, str(path)) for path in places)
    intake = _intake(Region(names, day or UNDATED, files, "", reviews=tuple(reviewed)), brought, declared=False)
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
    decided, more = _decisions(region)
    work: Assembly = assembled(sources, region if declared else None, decided)
    landscape = work.landscape(region.as_of)
    members, missing = chosen_members(region, landscape, work)
    findings = discreet(found + more, sources) + work.findings + missing + _not_met(work, decided, region)
    names = dict(landscape["organisations"].select("id", "name").iter_rows())
    owners = {
        slug: names[work.members.identifiers[name]] for name, slug in work.members.slugs.items() if name in work.members.identifiers
    }
    return Intake(
        replace(region, members=members),
        landscape,
        findings,
        readings(work, sources),
        links_table(work.named, work.places, owners),
        counts_table(work.named),
        review_pairs(work.named, decided, work.places),
    )


def _decisions(region: Region) -> tuple[pl.DataFrame, Findings]:
    """What people decided about names; a later file goes before an earlier one."""
    decided, findings = NO_DECISIONS, Findings()
    for path in region.reviews:
        told, found = read_decisions(path)
        decided = pl.concat([decided, told]).unique(["left", "right"], keep="last", maintain_order=True)
        findings += found
    return decided, findings


def _not_met(work: Assembly, decided: pl.DataFrame, region: Region) -> Findings:
    """Decisions about names that no file has any more."""
    names = {name for _, settled in work.named for name in settled.said[NAME_ID].to_list()}
    n = decided.filter(~pl.col("left").is_in(sorted(names))).height
    return Findings.of([NOT_MET.broken(Place(region.reviews[-1].name), n=n)] if n else [])


def readings_table(intake: Intake) -> ResultTable:
    """How each list was read, as a table with one row per list of a file; counts are openbaar."""
    return as_table(intake.readings)


def write_review_file(intake: Intake, path: Path, language: str = "nl") -> bool:
    """Write the workbook in which a person decides about names, and say whether there was anything to decide or to see.

    What was decided in a file that stands there already is taken along.

    Raises:
        InputRefused: the place cannot be written to, or the file there is no review file.
    """
    if intake.review.is_empty():
        return False
    pairs = intake.review
    if path.exists():
        before = read_decisions(path)[0].rename({"same": "before"})
        pairs = pairs.join(before, on=["left", "right"], how="left", maintain_order="left")
        pairs = pairs.with_columns(pl.coalesce("before", "same").alias("same"))
    write_review(pairs.filter("open"), pairs.filter(~pl.col("open")), path, language)
    return True

"""From the tables of many files to one landscape, in the order in which things can be known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from wiel.findings import Findings
from wiel.intake.derivation import assumed_uses, derived_applications, functions_of_products, is_derived, one_use_per_pair
from wiel.intake.duplicates import told_apart
from wiel.intake.expansion import expanded
from wiel.intake.identifiers import identified, slugs
from wiel.intake.links import ANYTHING, Directory, followed
from wiel.intake.members import declared_members, with_members
from wiel.intake.naming import FROM_NAMES_TABLES, from_names, mentions, unlisted_suppliers
from wiel.intake.origins import origins
from wiel.intake.persons import without_people
from wiel.intake.region import Region
from wiel.intake.repeats import each_once
from wiel.intake.rows import KEPT, Members, Places, Source, stacked, with_company
from wiel.intake.rules import broken, refuse_cycles
from wiel.intake.values import values
from wiel.landscape import EXPANSIONS, TABLES, Landscape

# Columns that hold the key of a row in any of several tables.
LOOSE_LINKS = {"dependencies": ("dependent", "needs")}


@dataclass
class Assembly:
    """A landscape in the making.

    `places` holds the sources, of which the first `files` come from files; `frames` the rows per table; `directories` where rows are
    found; `findings` what was found on the way.
    """

    places: Places
    files: int
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    directories: dict[str, Directory] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    members: Members = field(default_factory=lambda: Members({}, {}))

    def landscape(self, as_of: date) -> Landscape:
        """The rows that stand for themselves, with the origin of every row."""
        tables = {name: frame.filter(pl.col(KEPT)).select(list(TABLES[name].columns)) for name, frame in self.frames.items()}
        return Landscape.of(as_of, tables | {"origins": origins(self.frames, self.places)})


def assembled(sources: Sequence[Source], region: Region | None) -> Assembly:
    """Make one landscape of what files brought.

    Raises:
        InputRefused: partnerships are members of one another in a ring.
    """
    work = _begun(sources, region)
    _organisations(work, region)
    _all_rows(work)
    _shared_tables(work)
    _applications(work)
    refuse_cycles(work.frames["memberships"], work.directories["organisations"], work.frames["organisations"], work.places)
    _links(work)
    _link_tables(work)
    work.findings += broken(work.frames, work.places, work.findings)
    return work


def _begun(sources: Sequence[Source], region: Region | None) -> Assembly:
    """The sources without names of people; what the region itself says about members is the last source."""
    clean, found = [], Findings()
    for source in sources:
        kept, findings = without_people(source) if source.values is None else (source, Findings())
        clean.append(kept)
        found += findings
    if region is not None:
        clean.append(declared_members(region))
    return Assembly(Places(clean), len(sources), findings=found)


def _delivered(work: Assembly, table: str) -> pl.DataFrame:
    """The typed rows of all files for one table."""
    sources = [(i, source) for i, source in enumerate(work.places.sources[: work.files]) if source.raw.table == table]
    read, findings = values(TABLES[table], sources)
    work.findings += findings
    return stacked(TABLES[table], [with_company(i, source, read[i], work.members) for i, source in sources])


def _identified(work: Assembly, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows with identifiers that are unique in their table."""
    if "id" not in TABLES[table].columns:
        return frame.with_columns(pl.lit(True).alias(KEPT))
    frame, missing = identified(TABLES[table], frame, work.places)
    frame, doubles = told_apart(TABLES[table], frame, work.places)
    work.findings += missing + doubles
    return frame


def _organisations(work: Assembly, region: Region | None) -> None:
    """Who there is: listed, or named as a member."""
    named = [name for source in work.places.sources for name in source.member_names()]
    given = slugs([*named, *(region.member_names() if region else ())])
    work.members = Members(given, {})
    listed = _identified(work, "organisations", _delivered(work, "organisations"))
    organisations, memberships, work.members, findings = with_members(listed, region, work.places, given)
    work.findings += findings
    work.frames = {"organisations": organisations, "memberships": memberships}


def _all_rows(work: Assembly) -> None:
    """What all other tables hold, links still in words."""
    for name in TABLES:
        if name != "organisations":
            before = [work.frames[name]] if name in work.frames else []
            work.frames[name] = pl.concat([_delivered(work, name), *before])


def _shared_tables(work: Assembly) -> None:
    """Suppliers that are only named, then the reference lists, so that everything else can be looked up."""
    frames, places = work.frames, work.places
    suppliers = unlisted_suppliers(frames, frames["organisations"], places)
    _add(work, "organisations", suppliers)
    work.directories["organisations"] = Directory("organisations", frames["organisations"], places)
    for name in FROM_NAMES_TABLES:
        _follow(work, name)
        frames[name] = _identified(work, name, frames[name])
        if frames[name].is_empty():
            frames[name], findings = from_names(name, frames, [_derived_products(work, name)], places)
            work.findings += findings
        work.directories[name] = Directory(name, frames[name], places)


def _derived_products(work: Assembly, table: str) -> pl.DataFrame:
    """What lists of uses name as a product, where applications are made of them."""
    uses = work.frames["application_uses"]
    wanted = uses.filter(is_derived(uses, work.places)) if table == "products" else uses.clear()
    return mentions({"application_uses": wanted}, [("application_uses", "application")])


def _applications(work: Assembly) -> None:
    """Every other table with keys, and the applications that are made of uses."""
    frames = work.frames
    for name in TABLES:
        if name not in work.directories:
            frames[name] = _identified(work, name, frames[name])
    frames["application_uses"], made, findings = derived_applications(
        frames["application_uses"], frames["applications"], work.directories["products"], work.places
    )
    work.findings += findings
    _add(work, "applications", made)
    for name, table in TABLES.items():
        if "id" in table.columns and name not in work.directories:
            work.directories[name] = Directory(name, frames[name], work.places)


def _add(work: Assembly, table: str, rows: pl.DataFrame) -> None:
    frame = work.frames[table]
    whole = rows if KEPT in rows.columns else rows.with_columns(pl.lit(True).alias(KEPT))
    work.frames[table] = pl.concat([frame, whole.select(frame.columns)])


def _follow(work: Assembly, table: str) -> None:
    """Turn the links of a table from words into identifiers."""
    frame = work.frames[table]
    if frame.is_empty():
        return
    wanted: dict[str, tuple[str, ...]] = {column: (target,) for column, target in TABLES[table].links().items()}
    wanted.update(dict.fromkeys(LOOSE_LINKS.get(table, ()), ANYTHING))
    for column, targets in wanted.items():
        identifiers, findings = followed(frame, column, targets, work.directories, work.places)
        frame = frame.with_columns(identifiers.alias(column))
        work.findings += findings
    work.frames[table] = frame


def _links(work: Assembly) -> None:
    for name in TABLES:
        if name not in ("organisations", *FROM_NAMES_TABLES):
            _follow(work, name)


def _link_tables(work: Assembly) -> None:
    """Rows from columns of several words, functions of derived applications, and every row once."""
    frames, places = work.frames, work.places
    for name in EXPANSIONS:
        made, findings = expanded(name, frames[name], work.directories, places)
        work.findings += findings
        for link_table, rows in made.items():
            _add(work, link_table, rows)
    assumed, findings = assumed_uses(frames["applications"], frames["application_uses"], places)
    work.findings += findings
    _add(work, "application_uses", assumed)
    derived = frames["applications"].filter(is_derived(frames["applications"], places))
    _add(work, "application_components", functions_of_products(derived, frames["product_components"]))
    frames["application_uses"], findings = one_use_per_pair(frames["application_uses"], places)
    work.findings += findings
    for name, table in TABLES.items():
        if "id" not in table.columns and name != "origins":
            frames[name], findings = each_once(table, frames[name], places)
            work.findings += findings

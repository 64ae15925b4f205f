"""From the tables of many files to one landscape, in the order in which things can be known."""

from collections.abc import Sequence

import polars as pl

from wiel.findings import Findings
from wiel.intake.catalogue import reference_tables
from wiel.intake.derivation import assumed_uses, derived_applications, functions_of_products, one_use_per_pair
from wiel.intake.expansion import expanded
from wiel.intake.guests import told_twice
from wiel.intake.identifiers import slugs
from wiel.intake.links import Directory
from wiel.intake.members import declared_members, with_members
from wiel.intake.names import NO_DECISIONS
from wiel.intake.namesakes import namesakes
from wiel.intake.persons import without_people
from wiel.intake.region import Region
from wiel.intake.repeats import each_once
from wiel.intake.rows import SHARED, Members, Places, Source, stacked, with_company
from wiel.intake.rules import broken, refuse_cycles
from wiel.intake.values import values
from wiel.intake.work import Assembly
from wiel.landscape import EXPANSIONS, TABLES


def assembled(
    sources: Sequence[Source], region: Region | None, decided: pl.DataFrame = NO_DECISIONS, new_names: bool = True
) -> Assembly:
    """Make one landscape of what files brought.

    Args:
        sources: the tables of the files.
        region: what the region says about members.
        decided: what people decided about names before.
        new_names: whether a product that stands in no list becomes a row; else it is a finding.

    Raises:
        InputRefused: partnerships are members of one another in a ring.
    """
    work = _begun(sources, region)
    work.decided, work.new_names = decided, new_names
    _organisations(work, region)
    _all_rows(work)
    reference_tables(work)
    _applications(work)
    refuse_cycles(work.frames["memberships"], work.directories["organisations"], work.frames["organisations"], work.places)
    _links(work)
    _link_tables(work)
    work.findings += told_twice(work.frames["applications"], work.members, work.places) + namesakes(work.frames, work.places)
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


def _organisations(work: Assembly, region: Region | None) -> None:
    """Who there is: listed, or named as a member."""
    named = [name for source in work.places.sources for name in source.member_names()]
    given = slugs([*named, *(region.member_names() if region else ())])
    work.members = Members(given, {})
    listed = work.identified("organisations", _delivered(work, "organisations"))
    organisations, memberships, work.members, findings = with_members(listed, region, work.places, given)
    work.findings += findings
    work.frames = {"organisations": organisations, "memberships": memberships}


def _all_rows(work: Assembly) -> None:
    """What all other tables hold, links still in words."""
    for name in TABLES:
        if name != "organisations":
            before = [work.frames[name]] if name in work.frames else []
            work.frames[name] = pl.concat([_delivered(work, name), *before])


def _applications(work: Assembly) -> None:
    """Every other table with keys, and the applications that are made of uses."""
    frames = work.frames
    for name in TABLES:
        if name not in work.directories:
            frames[name] = work.identified(name, frames[name])
    frames["application_uses"], made, findings = derived_applications(
        frames["application_uses"], frames["applications"], work.directories["products"], work.places
    )
    work.findings += findings
    work.add("applications", made)
    for name, table in TABLES.items():
        if "id" in table.columns and name not in work.directories:
            work.directories[name] = Directory(name, frames[name], work.places)


def _links(work: Assembly) -> None:
    for name in TABLES:
        if name not in SHARED:
            work.follow(name)


def _link_tables(work: Assembly) -> None:
    """Rows from columns of several words, functions of derived applications, and every row once."""
    frames, places = work.frames, work.places
    for name in EXPANSIONS:
        made, findings = expanded(name, frames[name], work.directories, places)
        work.findings += findings
        for link_table, rows in made.items():
            work.add(link_table, rows)
    assumed, findings = assumed_uses(frames["applications"], frames["application_uses"], places)
    work.findings += findings
    work.add("application_uses", assumed)
    told = frames["application_components"]
    served, findings = functions_of_products(frames["applications"], told, frames["product_components"], places)
    work.findings += findings
    work.add("application_components", served)
    frames["application_uses"], findings = one_use_per_pair(frames["application_uses"], places)
    work.findings += findings
    for name, table in TABLES.items():
        if "id" not in table.columns and name != "origins":
            frames[name], findings = each_once(table, frames[name], places)
            work.findings += findings

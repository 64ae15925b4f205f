"""Which organisation is each member: found in the lists, or made from what the region says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.identifiers import slug
from wiel.intake.region import DEFAULT_MEMBER_KIND, Region, RegionMember
from wiel.intake.rows import KEPT, KEY, LINE, OWNER, SHARED_OWNER, SOURCE, Members, Places, Source, no_rows
from wiel.landscape import TABLES
from wiel.schema import Notation, RawTable, typed

DIFFERS = Rule("member.differs", Severity.WARNING)
SHEET, FILE = "[[member]]", "region.toml"
Row = dict[str, Any]


def declared_members(region: Region) -> Source:
    """What ``region.toml`` says about members, as a source with one row per ``[[member]]``."""
    columns = [c for c in TABLES["organisations"].columns if c not in ("id", "list_complete")]
    rows = [{"name": member.name} | dict(member.figures) for member in region.declared]
    cells = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
    lines = pl.Series([member.position for member in region.declared], dtype=pl.Int64)
    headers = {column: column for column in columns}
    return Source(RawTable("organisations", cells, lines, FILE, SHEET, headers, notation=Notation(decimal=".")), region.digest)


@dataclass
class Organisations:
    """The organisations, while members are looked up and added."""

    rows: list[Row]
    schema: pl.Schema
    places: Places

    @classmethod
    def of(cls, frame: pl.DataFrame, places: Places) -> "Organisations":
        """Start from the organisations that files list."""
        return cls(frame.to_dicts(), frame.schema, places)

    @property
    def frame(self) -> pl.DataFrame:
        """The organisations as a table on its way."""
        return pl.DataFrame(self.rows, schema=self.schema)

    def find(self, name: str, cbs_code: str | None = None) -> Row | None:
        """The row of an organisation by identifier, key, name (with or without the word gemeente) or code of the CBS."""
        wanted = _plain(name)
        for row in self.rows:
            if row[KEPT] and (row["id"] == name or wanted in (_plain(row[KEY]), _plain(row["name"]))):
                return row
        return next((row for row in self.rows if cbs_code and row[KEPT] and row["cbs_code"] == cbs_code), None)

    def add(self, name: str, kind: str, source: int | None, line: int | None) -> Row:
        """A new organisation of which only the name is known."""
        taken = {row["id"] for row in self.rows}
        plain = f"{TABLES['organisations'].named.prefix}:{SHARED_OWNER}:{slug(name)}"
        numbered = (plain if nth == 1 else f"{plain}#{nth}" for nth in range(1, len(taken) + 2))
        own = {"id": next(i for i in numbered if i not in taken), "name": name, "kind": kind}
        beside = {SOURCE: source, LINE: line, OWNER: SHARED_OWNER, KEY: None, KEPT: True}
        row: Row = dict.fromkeys(self.schema) | own | beside
        self.rows.append(row)
        return row

    def learn(self, row: Row, values: Row, source: int, line: int | None) -> Iterator[Finding]:
        """Fill in what is unknown; what the region says otherwise than the list is a finding, and the list stays."""
        for column, value in values.items():
            if value is None or column in ("id", "name"):
                continue
            if row[column] is None:
                row[column] = value
            elif row[column] != value:
                yield DIFFERS.broken(
                    self.places.of(source, line, column), name=row["name"], text=str(value), other=str(row[column])
                )


def _plain(name: str | None) -> str:
    return re.sub(r"^gemeente\s+", "", re.sub(r"\s+", " ", (name or "").strip()).casefold())


def with_members(
    organisations: pl.DataFrame, region: Region | None, places: Places, slugs: dict[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame, Members, Findings]:
    """The organisations with every member among them, the memberships that the region names, and the members themselves."""
    known = Organisations.of(organisations, places)
    found: list[Finding] = []
    identifiers: dict[str, str] = {}
    memberships: list[Row] = []
    if region is not None:
        declared = len(places.sources) - 1
        figures, faults = typed(places.sources[declared].raw, TABLES["organisations"])
        found.extend(faults)
        for member, values in zip(region.declared, figures.to_dicts(), strict=True):
            row = known.find(member.name, values["cbs_code"])
            row = row or known.add(member.name, values["kind"] or region.member_kind, declared, member.position)
            found.extend(known.learn(row, values, declared, member.position))
            row["kind"] = row["kind"] or region.member_kind
            identifiers[member.name.casefold()] = row["id"]
            memberships.extend(_memberships(known, member, row["id"], declared))
    kind = region.member_kind if region else DEFAULT_MEMBER_KIND
    for name, source, line in _other_names(region, places.sources):
        if name.casefold() not in identifiers:
            row = known.find(name) or known.add(name, kind, source, line)
            row["kind"] = row["kind"] or kind
            identifiers[name.casefold()] = row["id"]
    found.extend(_complete(known, identifiers, places.sources))
    joined = pl.DataFrame(memberships, schema=no_rows(TABLES["memberships"]).schema)
    return known.frame, joined, Members(slugs, identifiers), Findings.of(found)


def _memberships(known: Organisations, member: RegionMember, identifier: str, source: int) -> Iterator[Row]:
    for name in member.memberships:
        partnership = known.find(name) or known.add(name, "samenwerking", source, member.position)
        empty: Row = dict.fromkeys(no_rows(TABLES["memberships"]).schema)
        yield empty | {
            "partnership": partnership["id"], "member": identifier, SOURCE: source, LINE: member.position, OWNER: SHARED_OWNER,
        }  # fmt: skip


def _other_names(region: Region | None, sources: Iterable[Source]) -> Iterator[tuple[str, int | None, int | None]]:
    """Members that files or the study name, with the source and line where they stand first."""
    listed = list(sources)
    for name in region.member_names() if region else ():
        yield name, len(listed) - 1, None
    for index, source in enumerate(listed):
        if source.members is None and source.owner:
            yield source.owner, index, None
        elif source.members is not None:
            lines = pl.DataFrame({"n": source.members, "line": source.raw.rows}).unique("n", keep="first", maintain_order=True)
            for name, line in lines.iter_rows():
                if name and name.strip():
                    yield name.strip(), index, line


def _complete(known: Organisations, identifiers: dict[str, str], sources: Iterable[Source]) -> Iterator[Finding]:
    """Mark the members whose list is complete."""
    rows = {row["id"]: row for row in known.rows if row[KEPT]}
    for index, source in enumerate(sources):
        for name in source.member_names() if source.complete else ():
            yield from known.learn(rows[identifiers[name.casefold()]], {"list_complete": True}, index, None)

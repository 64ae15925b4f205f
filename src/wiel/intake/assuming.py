"""Lists without a mapping whose headers are not those of the workbook: which mapping is assumed, and whose list it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wiel.errors import InputRefused, Place
from wiel.exchange import cmdb, table
from wiel.exchange.files import refused
from wiel.exchange.headers import table_named
from wiel.exchange.table import Mapping, TableDelivery, TableMapping
from wiel.findings import Findings, Rule, Severity
from wiel.intake.region import RegionFile

OWNER = Rule("cmdb.owner-assumed", Severity.INFO)
# Refusals that only say that the headers of the first row are strange.
NOT_BY_HEADERS = ("mapping.needed", "grid.no-header")
ORGANISATION = {"applications": "holder", "application_uses": "organisation"}


@dataclass(frozen=True)
class ByHeaders:
    """What the headers of a list say by themselves: what was read, or the refusal of it."""

    delivery: TableDelivery | None
    findings: Findings
    refusal: InputRefused | None

    @property
    def known(self) -> int:
        """How many columns the headers name."""
        return len(self.delivery.parts[0].raw.headers) if self.delivery else 0


def by_headers(file: RegionFile) -> ByHeaders:
    """Read a list by its headers alone.

    Raises:
        InputRefused: the file cannot be read as a whole.
    """
    try:
        delivery, findings = table.read(file.path)
    except InputRefused as refusal:
        if refusal.sentence.key not in NOT_BY_HEADERS:
            raise
        return ByHeaders(None, Findings(), refusal)
    return ByHeaders(delivery, findings, None)


def assumed(file: RegionFile, plain: ByHeaders) -> tuple[Mapping, Findings] | None:
    """The mapping that a list of applications seems to need; None where its own headers say as much.

    Raises:
        InputRefused: neither the headers nor the proposal tell which table this is.
    """
    refusal = plain.refusal
    if plain.delivery is not None:
        raw = plain.delivery.parts[0].raw
        if not raw.unused or table_named(raw.sheet or "") or table_named(file.path.stem):
            return None
        if plain.known == 1 and len(raw.unused) > 1:
            # One word that also stands in the workbook does not tell which table this is.
            refusal = refused("mapping.needed", raw.file, raw.sheet, headers=(*raw.headers.values(), *raw.unused)[:12])
    proposal = _proposal(file)
    if proposal is not None and proposal.sure and max(sheet.understood for sheet in proposal.used) > plain.known:
        return _of_member(proposal.mapping, file), proposal.findings()
    if refusal is not None:
        raise refusal
    return None


def _proposal(file: RegionFile) -> cmdb.Proposal | None:
    try:
        return cmdb.propose(file.path)
    except InputRefused:
        return None


def _of_member(mapping: Mapping, file: RegionFile) -> Mapping:
    """Where the region says whose rows these are, no column of the list does."""
    if file.member is None and file.member_column is None:
        return mapping
    tables = (replace(entry, member_column=None) for entry in mapping.tables)
    return replace(mapping, tables=tuple(tables))


def owned(mapping: Mapping, path: Path) -> tuple[Mapping, Findings]:
    """The same mapping with the organisation that the name of the file speaks of, where neither mapping nor list names one."""
    if not _nobodys(mapping.tables):
        return mapping, Findings()
    name = cmdb.organisation_in(path.stem)
    return mapping.for_member(owner=name), Findings.of([OWNER.broken(Place(path.name), name=name)])


def _nobodys(tables: Sequence[TableMapping]) -> bool:
    named = any(entry.owner or entry.member_column or ORGANISATION.get(entry.table) in entry.columns for entry in tables)
    return not named and any(entry.table in ORGANISATION for entry in tables)

"""Lists without a mapping whose headers are not those of the workbook: which mapping is assumed, and whose list it is."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wiel.errors import InputRefused, Place
from wiel.exchange import cmdb, table
from wiel.exchange.files import refused
from wiel.exchange.headers import table_named
from wiel.exchange.table import Mapping, TableMapping
from wiel.findings import Findings, Rule, Severity
from wiel.intake.region import RegionFile

OWNER = Rule("cmdb.owner-assumed", Severity.INFO)
# Refusals that only say that the headers of the first row are strange.
NOT_BY_HEADERS = ("mapping.needed", "grid.no-header")
ORGANISATION = {"applications": "holder", "application_uses": "organisation"}


def assumed(file: RegionFile) -> tuple[Mapping, Findings] | None:
    """The mapping that a list of applications seems to need; None where its own headers say as much.

    Raises:
        InputRefused: neither the headers nor the proposal tell which table this is, or the file cannot be read as a whole.
    """
    refusal: InputRefused | None = None
    known = 0
    try:
        part = table.read(file.path)[0].parts[0]
    except InputRefused as error:
        if error.sentence.key not in NOT_BY_HEADERS:
            raise
        refusal = error
    else:
        known = len(part.raw.headers)
        if known == 1 and len(part.raw.unused) > 1:
            # One word that also stands in the workbook does not tell which table this is.
            headers = (*part.raw.headers.values(), *part.raw.unused)
            refusal = refused("mapping.needed", part.raw.file, part.raw.sheet, headers=headers[:12])
        if not part.raw.unused or table_named(part.raw.sheet or "") or table_named(file.path.stem):
            return None
    try:
        proposal = cmdb.propose(file.path)
    except InputRefused:
        if refusal is not None:
            raise refusal from None
        return None
    if not proposal.sure and refusal is not None:
        raise refusal
    if not proposal.sure or max(sheet.understood for sheet in proposal.used) <= known:
        return None
    return _of_member(proposal.mapping, file), proposal.findings()


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

"""What a region is: its members, its files and what is to be studied, as ``region.toml`` says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

DEFAULT_MEMBER_KIND = "gemeente"


@dataclass(frozen=True, slots=True)
class RegionFile:
    """One file of a region.

    Args:
        path: where it stands, found and inside the folder.
        label: the path as it is written in ``region.toml``, which findings show.
        member: name of the organisation that all rows belong to.
        mapping: the mapping file, for lists that are not a workbook or data package of Wiel.
        member_column: header that names the member of each row.
        role: ``list`` for what organisations have; ``reference`` for a list that belongs to nobody, such as products.
        complete: the list is complete: what is not in it, is not there.
    """

    path: Path
    label: str
    member: str | None = None
    mapping: Path | None = None
    member_column: str | None = None
    role: str = "list"
    complete: bool = False


@dataclass(frozen=True, slots=True)
class RegionMember:
    """What ``region.toml`` itself says about one organisation; `figures` holds its columns of the table organisations, as text."""

    name: str
    position: int
    figures: Mapping[str, str] = field(default_factory=dict)
    memberships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Largest:
    """The members are the `count` largest organisations by a measure; equal ones are taken by name."""

    count: int
    by: str


@dataclass(frozen=True, slots=True)
class StudySettings:
    """What is to be studied: who, which allocation keys and scenarios, and options per instrument that differ from the defaults.

    `members` None means every member of the region.
    """

    members: tuple[str, ...] | Largest | None = None
    keys: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """A group of organisations and the files in which they say what they have, at a date.

    `named` are the members that the region lists by name and `declared` what it says about organisations; `members` are the identifiers
    of those that are studied, known once the files are read. `reviews` are files in which people decided what names mean.
    """

    name: str
    as_of: date
    files: tuple[RegionFile, ...]
    digest: str
    question: str | None = None
    member_kind: str = DEFAULT_MEMBER_KIND
    named: tuple[str, ...] = ()
    declared: tuple[RegionMember, ...] = ()
    study: StudySettings = field(default_factory=StudySettings)
    members: tuple[str, ...] = ()
    reviews: tuple[Path, ...] = ()

    @property
    def options(self) -> Mapping[str, Mapping[str, Any]]:
        """Per instrument the options that differ from the defaults."""
        return self.study.options

    def member_names(self) -> tuple[str, ...]:
        """Every member that the region itself names, in the order of the file, each once."""
        chosen = self.study.members if isinstance(self.study.members, tuple) else ()
        declared = [member.name for member in self.declared]
        delivering = [file.member for file in self.files if file.member]
        names = [*self.named, *declared, *delivering, *chosen]
        return tuple({name.casefold(): name for name in reversed(names)}.values())[::-1]

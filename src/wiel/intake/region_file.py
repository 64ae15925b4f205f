"""Reads ``region.toml``."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from wiel.errors import InputRefused, Place
from wiel.intake.opening import is_folder
from wiel.intake.region import DEFAULT_MEMBER_KIND, Largest, Region, RegionFile, RegionMember, StudySettings
from wiel.intake.strict import StrictTable
from wiel.landscape import TABLES
from wiel.texts import Sentence

NAME = "region.toml"
ROLES = ("list", "reference")
MEASURES = ("products", "applications", "inhabitants", "workplaces")
ROOT_KEYS = ("name", "question", "as_of", "member_kind", "members", "member", "file", "study", "review")
FILE_KEYS = ("path", "member", "mapping", "member_column", "role", "complete")
_FIGURES = ("kind", "cbs_code", "inhabitants", "workplaces", "employees_fte", "province", "budget")
MEMBER_KEYS = ("name", *_FIGURES, "partnership", "memberships")
REVIEW_KEYS = ("path",)
STUDY_KEYS = ("members", "keys", "scenarios", "options")


def load_region(path: Path, data_folder: Path | None = None) -> Region:
    """Which region does this folder (or ``region.toml`` in it) describe?

    Paths of lists are relative to `data_folder`, by default the folder itself; paths of mappings always to the folder.

    Raises:
        InputRefused: no ``region.toml``, unreadable, no TOML, an unknown key, a value that cannot be, or a path outside the folder.
    """
    file = path / NAME if is_folder(path) else path
    content = _content(file)
    root = StrictTable(_toml(content, file), NAME, NAME, ROOT_KEYS)
    as_of = root.day("as_of")
    if as_of is None:
        raise root.refused("region.missing-key", name="as_of")
    kind = _one_of(root, "member_kind", TABLES["organisations"].columns["kind"].choices, DEFAULT_MEMBER_KIND)
    files = tuple(_file(entry, data_folder or file.parent, file.parent) for entry in root.tables("file", FILE_KEYS))
    if not files:
        raise root.refused("region.no-files")
    return Region(
        root.needed_text("name"),
        as_of,
        files,
        hashlib.sha256(content).hexdigest(),
        root.text("question"),
        kind,
        root.texts("members"),
        _members(root.tables("member", MEMBER_KEYS)),
        _study(root.table("study", STUDY_KEYS)),
        reviews=tuple(inside(entry, entry.needed_text("path"), file.parent) for entry in root.tables("review", REVIEW_KEYS)),
    )


def _content(file: Path) -> bytes:
    """The bytes of the file; whatever keeps them from being read is a refusal with a remedy."""
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise InputRefused(Sentence("region.absent", {"folder": str(file.parent)}), Place(NAME)) from error
    except IsADirectoryError as error:
        raise InputRefused(Sentence("region.absent", {"folder": str(file)}), Place(NAME)) from error
    except PermissionError as error:
        raise InputRefused(Sentence("intake.no-permission"), Place(NAME)) from error


def _toml(content: bytes, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputRefused(Sentence("region.not-utf8"), Place(file.name)) from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(Sentence("region.not-toml", {"detail": str(error)}), Place(file.name)) from error


def _one_of(table: StrictTable, key: str, words: tuple[str, ...], default: str) -> str:
    value = table.text(key) or default
    if value not in words:
        raise table.refused("region.not-one-of", name=key, text=value, known=words)
    return value


def inside(table: StrictTable, text: str, folder: Path) -> Path:
    """The file that a path in the region means; a path that leads out of the folder or to nothing is refused."""
    try:
        target, there = (folder / text).resolve(), (folder / text).exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise table.refused("region.file-absent", path=text, folder=str(folder)) from error
    if not target.is_relative_to(folder.resolve()):
        raise table.refused("region.outside", path=text)
    if not there:
        raise table.refused("region.file-absent", path=text, folder=str(folder))
    return target


def _file(table: StrictTable, data: Path, folder: Path) -> RegionFile:
    label, mapping = table.needed_text("path"), table.text("mapping")
    member, column, complete = table.text("member"), table.text("member_column"), table.flag("complete")
    role = _one_of(table, "role", ROLES, "list")
    if member and column:
        raise table.refused("region.two-owners")
    if role == "reference" and (member or column):
        raise table.refused("region.reference-with-member")
    if complete and not (member or column):
        raise table.refused("region.complete-without-member")
    return RegionFile(
        inside(table, label, data),
        label,
        member,
        None if mapping is None else inside(table, mapping, folder),
        column,
        role,
        complete,
    )


def _members(tables: list[StrictTable]) -> tuple[RegionMember, ...]:
    members: dict[str, RegionMember] = {}
    for position, table in enumerate(tables, start=1):
        name = table.needed_text("name")
        if name.casefold() in members:
            raise table.refused("region.member-twice", name=name)
        numbers = {key: table.number(key) for key in ("inhabitants", "workplaces", "employees_fte", "budget")}
        words = {key: table.text(key) for key in ("kind", "cbs_code", "province")}
        figures = {key: str(value) for key, value in (words | numbers).items() if value is not None}
        memberships = tuple(dict.fromkeys(table.texts("partnership") + table.texts("memberships")))
        members[name.casefold()] = RegionMember(name, position, figures, memberships)
    return tuple(members.values())


def _study(table: StrictTable) -> StudySettings:
    options = table.values.get("options", {})
    if not isinstance(options, dict) or not all(isinstance(value, dict) for value in options.values()):
        raise table.refused("region.not-table", name="options")
    return StudySettings(_chosen(table), table.texts("keys"), table.texts("scenarios"), options)


def _chosen(table: StrictTable) -> tuple[str, ...] | Largest | None:
    """Who is studied: names, the largest, or everybody."""
    value = table.values.get("members")
    if not isinstance(value, dict):
        return table.texts("members") or None
    chosen = StrictTable(value, "[study] members", table.file, ("largest", "by"))
    count = chosen.count("largest")
    if count is None:
        raise chosen.refused("region.missing-key", name="largest")
    return Largest(count, _one_of(chosen, "by", MEASURES, "products"))

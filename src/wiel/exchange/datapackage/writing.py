"""Writes a landscape as a data package."""

import csv
import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from wiel.exchange.datapackage.cells import written
from wiel.exchange.datapackage.changes import history_path, is_history
from wiel.exchange.datapackage.descriptor import NAME, described, path_of
from wiel.exchange.files import packed, part_name, refused, write_atomically
from wiel.landscape import TABLES, Landscape
from wiel.schema import Table


def write(landscape: Landscape, path: Path | str, history: Sequence[bytes] = ()) -> None:
    """Write a landscape as a folder, or as one file when `path` ends in ``.zip``; equal landscapes give equal bytes.

    An older data package in the folder is replaced as a whole, its history too; a folder that holds anything else is left alone.

    Args:
        landscape: what is written.
        path: the folder or file.
        history: what was changed before, oldest first, kept in ``history/`` (see `wiel.exchange.datapackage.changes`).

    Raises:
        InputRefused: the place cannot be written to, or the folder holds files that are not of a data package.
    """
    path = Path(path)
    members = {path_of(table): _csv(table, landscape[table.name]) for table in TABLES.values()}
    members = {NAME: described(landscape, members)} | members
    members |= {history_path(number): content for number, content in enumerate(history, 1)}
    if path.suffix.lower() == ".zip":
        write_atomically(path, packed(members))
    else:
        _write_folder(path, members)


def _csv(table: Table, frame: pl.DataFrame) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.columns)
    cells = [written(column, frame[name]) for name, column in table.columns.items()]
    writer.writerows(zip(*cells, strict=True))
    return buffer.getvalue().encode()


def _write_folder(path: Path, members: dict[str, bytes]) -> None:
    """Fill a folder beside the old one, then let it take the place of the old one."""
    if path.exists() and not _replaceable(path):
        raise refused("datapackage.folder-in-use", str(path))
    new, old = path.with_name(part_name(path)), path.with_name(part_name(path) + ".old")
    try:
        for name, content in members.items():
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if path.exists():
            path.rename(old)
        new.rename(path)
    except OSError as error:
        if old.exists() and not path.exists():
            old.rename(path)
        raise refused("file.cannot-write", str(path), reason=error.strerror or str(error)) from error
    finally:
        for left in (new, old):
            if left.exists():
                shutil.rmtree(left)


def _replaceable(path: Path) -> bool:
    """Whether a folder is empty or holds a data package of Wiel and nothing else."""
    if not path.is_dir():
        return False
    there = {file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir()}
    if not there:
        return True
    try:
        package = json.loads((path / NAME).read_bytes())
        known = {NAME} | {str(resource["path"]) for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return "wiel" in package and all(file in known or is_history(file) for file in there)

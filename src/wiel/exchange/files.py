"""Files as bytes: read whole or refused, written whole or not at all."""

import hashlib
import io
import os
import threading
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from wiel.errors import InputRefused, Place
from wiel.exchange.limits import FILE, MEGABYTE, RATIO, SUSPECT, UNPACKED
from wiel.texts import Sentence
from wiel.texts.numbers import Value

MEMBERS = 10_000
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20


def refused(rule: str, file: str | None, sheet: str | None = None, row: int | None = None, **values: Value) -> InputRefused:
    """The refusal of a whole file, to be raised; `rule` is the key of its sentence."""
    return InputRefused(Sentence(rule, values), Place(file=file, sheet=sheet, row=row))


def read_bytes(path: Path | str, limit: int = FILE) -> bytes:
    """What does this file hold?

    Raises:
        InputRefused: it does not exist, is a folder, may not be read, is empty or is larger than `limit` bytes.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise refused("file.missing", str(path)) from error
    except IsADirectoryError as error:
        raise refused("file.folder", str(path)) from error
    except PermissionError as error:
        raise refused("file.no-permission", str(path)) from error
    except (OSError, ValueError) as error:
        raise refused("file.cannot-open", str(path), reason=getattr(error, "strerror", None) or str(error)) from error
    if not data:
        raise refused("file.empty", path.name)
    if len(data) > limit:
        raise refused("file.too-large", path.name, limit=limit // MEGABYTE)
    return data


def fingerprint(data: bytes) -> str:
    """SHA-256 of the bytes of a delivery, in hexadecimal.

    >>> fingerprint(b"wiel")[:8]
    '4b9e50ba'
    """
    return hashlib.sha256(data).hexdigest()


def unpacked(data: bytes, file: str, limit: int = UNPACKED) -> dict[str, bytes]:
    """The members of a zip by name, each checked against its checksum.

    Raises:
        InputRefused: truncated, damaged or locked; a member twice; more than `limit` bytes in all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bomb(archive, len(data), file, limit)
            return _members(archive, file, limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise refused("file.damaged-zip", file, reason=str(error)) from error
    except RuntimeError as error:
        raise refused("file.password", file) from error


def _refuse_bomb(archive: zipfile.ZipFile, packed_size: int, file: str, limit: int) -> None:
    """Refuse by what the zip itself says of its size, before anything is unpacked; no member gives more than it says."""
    size = sum(entry.file_size for entry in archive.infolist())
    if size > limit or (size > SUSPECT and size > RATIO * packed_size):
        raise refused("file.unpacks-too-large", file, limit=min(limit, max(SUSPECT, RATIO * packed_size)) // MEGABYTE)


def _members(archive: zipfile.ZipFile, file: str, limit: int) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MEMBERS or len({entry.filename for entry in entries}) < len(entries):
        raise zipfile.BadZipFile("members")
    members: dict[str, bytes] = {}
    left = limit
    for entry in entries:
        # The size in the header is only a promise; what is really unpacked is counted.
        with archive.open(entry) as member:
            content = member.read(left + 1)
        left -= len(content)
        if left < 0:
            raise refused("file.unpacks-too-large", file, limit=limit // MEGABYTE)
        members[entry.filename] = content
    return members


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members; equal members give equal bytes, whatever the day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def is_inside(path: str) -> bool:
    """Whether a path that stands in a file stays inside the folder of that file.

    >>> is_inside("data/costs.csv"), is_inside("../costs.csv"), is_inside("/etc/passwd"), is_inside("C:\\\\costs.csv")
    (True, False, False, False)
    """
    pure = PurePosixPath(path)
    return bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in path


def write_atomically(path: Path | str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; an older file stays until the new one is complete.

    Raises:
        InputRefused: the place cannot be written to.
    """
    path = Path(path)
    part = path.with_name(part_name(path))
    try:
        if path.is_dir():
            raise IsADirectoryError
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(data)
        part.replace(path)
    except IsADirectoryError as error:
        raise refused("file.folder-in-the-way", str(path)) from error
    except OSError as error:
        raise refused("file.cannot-write", str(path), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True) if part.is_file() else None


def part_name(path: Path) -> str:
    """The name under which a file or folder is made before it gets its own."""
    return f".{path.name}.{os.getpid()}-{threading.get_ident()}.part"

"""Opens a file safely: no document type, no entities, no network, a limit on what a compressed file may grow to."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

from wiel.errors import InputRefused, Place
from wiel.exchange.archimate.rules import IMAGES_NOT_CARRIED
from wiel.findings import Finding, Findings
from wiel.texts import Sentence
from wiel.texts.numbers import Value

Source = Path | str | bytes | IO[bytes]

LIMIT = 512 * 1024 * 1024
"""Bytes that a file may hold after decompression. GEMMA, the largest model in use, holds 15 million."""

CHUNK = 1 << 16


def refused(rule: str, file: str | None, line: int | None = None, **values: Value) -> InputRefused:
    """The refusal of a whole file."""
    return InputRefused(Sentence(f"archimate.{rule}", values), Place(file=file, row=line))


@dataclass(frozen=True, slots=True)
class Root:
    """The first tag of a file: namespace, name and attributes."""

    namespace: str
    name: str
    attributes: dict[str, str]


class Limited(io.RawIOBase):
    """A stream that refuses to give more than the limit, so that a small file cannot fill the memory."""

    def __init__(self, inner: IO[bytes], file: str | None, limit: int) -> None:
        self.inner, self.file, self.limit, self.given = inner, file, limit, 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        try:
            chunk = self.inner.read(size if size >= 0 else CHUNK)
        except (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile) as error:
            raise refused("unreadable", self.file, reason=str(error)) from error
        self.given += len(chunk)
        if self.given > self.limit:
            raise refused("too-large", self.file, limit=self.limit // (1024 * 1024))
        return chunk


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file whose root has been seen; `rewind` gives the bytes from the start."""

    file: str | None
    root: Root
    rewind: Callable[[], IO[bytes]]
    findings: Findings


@contextmanager
def opened(source: Source, limit: int = LIMIT) -> Iterator[Opened]:
    """Open a path, bytes or a binary stream; gzip, xz and Archi's zip with images are unpacked on the way.

    Raises `InputRefused` for what cannot be read as a whole, with the line and what to do.
    """
    file = _name(source)
    raw = _bytes_of(source, file)
    try:
        inner, found = _unpacked(raw, file)

        def rewind() -> IO[bytes]:
            """The bytes from the start."""
            inner.seek(0)
            return cast("IO[bytes]", Limited(inner, file, limit))

        yield Opened(file, _root(rewind(), file), rewind, found)
    finally:
        if isinstance(source, Path | str | bytes):
            raw.close()


def _name(source: Source) -> str | None:
    if isinstance(source, bytes):
        return None
    if isinstance(source, Path | str):
        return Path(source).name
    name = getattr(source, "name", None)
    return Path(name).name if isinstance(name, str) else None


def _bytes_of(source: Source, file: str | None) -> IO[bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    if isinstance(source, Path | str):
        try:
            return Path(source).open("rb")
        except OSError as error:
            raise refused("cannot-open", str(source), reason=error.strerror or str(error)) from error
    return source if source.seekable() else io.BytesIO(source.read())


def _unpacked(raw: IO[bytes], file: str | None) -> tuple[IO[bytes], Findings]:
    head = raw.read(6)
    raw.seek(0)
    if not head:
        raise refused("empty", file)
    if head.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw)), Findings()
    if head == b"\xfd7zXZ\x00":
        return lzma.LZMAFile(raw), Findings()
    if head.startswith(b"PK\x03\x04"):
        return _zipped(raw, file)
    return raw, Findings()


def _zipped(raw: IO[bytes], file: str | None) -> tuple[IO[bytes], Findings]:
    """Archi keeps a model with pictures as a zip that holds model.xml beside the pictures."""
    try:
        archive = zipfile.ZipFile(raw)
        names = archive.namelist()
        member = archive.open("model.xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise refused("no-model-in-zip", file, reason=str(error)) from error
    pictures = [name for name in names if name != "model.xml" and not name.endswith("/")]
    found: list[Finding] = []
    if pictures:
        found.append(IMAGES_NOT_CARRIED.broken(Place(file=file), n=len(pictures)))
    return member, Findings.of(found)


class _RootSeenError(Exception):
    """The root has been seen; the parser need not go on."""


def _root(stream: IO[bytes], file: str | None) -> Root:
    """Read as far as the first tag. A document type is refused before anything in it is read."""
    parser = expat.ParserCreate(namespace_separator=" ")
    seen: list[Root] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        """The first tag."""
        namespace, _, local = name.rpartition(" ")
        seen.append(Root(namespace, local, attributes))
        raise _RootSeenError

    def doctype(*_: object) -> None:
        """A document type."""
        raise refused("doctype", file, parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _RootSeenError:
        return seen[0]
    except expat.ExpatError as error:
        raise refused("not-well-formed", file, error.lineno, reason=expat.ErrorString(error.code)) from error
    except (ValueError, LookupError) as error:
        raise refused("unknown-encoding", file, 1, reason=str(error)) from error
    raise refused("empty", file)

"""Breaks a small file in one to four places: the same seed always gives the same file.

Bytes flip, vanish or repeat, cells and rows move, words mislead. In a zip the parts inside are broken too.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

ZIP = b"PK"
# Ten entities of ten each, one inside the other.
BOMB = b"<!DOCTYPE x [" + b"".join(b"<!ENTITY e%d '%s'>" % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]><x>&e9;</x>"
ZEROS = 200 * 1024 * 1024
BOMBS = 0.001
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b'"', b'""', b"\n", b"\r", b";", b",", b"\t", b"|", b"#REF!", b"=1+1",
    b"@SUM(A1)",
    b"1e308", b"-99999999999999999999", b"NaN", b"31-02-2026", b"2026-13-45", b"00-00-00", b"\xe2\x80\xae", b"'", b"\\",
    b"[[", b"{", b"sep=,\n", b"=cmd|' /C calc'!A0", b"=HYPERLINK(\"http://x\")", b"-2+3", b"\t=1", b"x" * 40_000, b"\x00" * 300,
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#88;", b' r="XFD1048576"', b' r="A9999999999"', b" r = 'ZZZZ1'", b"4294967295",
    BOMB, b"\xe4\xbd\xa0", b"\xf0\x9f\x8c\xbe", b"\xff\xfe=\x001\x00", b"Totaal",
    b"Applicatie", b"(TEST)", b"J. de Vries", b"[" * 9000, b"&a [*a, *a]", b"9" * 5000, b"\"\"\"", b"\xed\xa0\x80", b"1979-05-27T07:32:00Z",
    b"!!python/object:x {}", b"- ", b": ", b"? ", b"null", b"true", b"[]", b"{}", b"-1",
    b"0x1F", b".inf", b"2026-99-99", b"../../etc", b"%Y", b"(?i)(", b"$",
)  # fmt: skip

Breaker = Callable[[random.Random, bytes], bytes]


def _cut(dice: random.Random, content: bytes) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.choice((1, 2, 9, 80, len(content))) :]


def _flip(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes((dice.randrange(256),)) + content[at + 1 :]


def _insert(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + dice.choice(NASTY) * dice.choice((1, 1, 1, 40)) + content[at:]


def _lines(dice: random.Random, content: bytes) -> bytes:
    """Rows that repeat, vanish or change places."""
    lines = content.splitlines(keepends=True)
    kind = dice.randrange(3)
    if kind == 0:
        lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    elif kind == 1 and len(lines) > 1:
        del lines[dice.randrange(len(lines))]
    else:
        dice.shuffle(lines)
    return b"".join(lines)


def _cells(dice: random.Random, content: bytes) -> bytes:
    """Cells that change places."""
    sign = dice.choice((b";", b",", b"|", b'"', b"<", b">"))
    parts = content.split(sign)
    one, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return sign.join(parts)


def _encoding(dice: random.Random, content: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode(dice.choice(("cp1252", "utf-16", "utf-8-sig", "utf-16-le")), "replace")


BREAKERS: tuple[Breaker, ...] = (_cut, _flip, _insert, _insert, _lines, _cells, _cells, _encoding)


def _broken_zip(dice: random.Random, content: bytes) -> bytes:
    """A zip of which one part is broken inside, so that the reader gets past the checksum."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = dice.choice(sorted(members))
    members[name] = dice.choice(BREAKERS[:-1])(dice, members[name] or b" ")
    if dice.random() < 0.05:
        del members[name]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return buffer.getvalue()


def _with_bomb(content: bytes) -> bytes:
    """The zip with a member that packs into little and unpacks to more than a file may hold; written in pieces, never held whole."""
    chunk, buffer = bytes(1 << 20), io.BytesIO(content)
    entry = zipfile.ZipInfo("xl/bom.bin")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "a") as archive, archive.open(entry, "w", force_zip64=True) as member:
        for _ in range(ZEROS // len(chunk)):
            member.write(chunk)
    return buffer.getvalue()


def broken(seed: int, corpus: Sequence[bytes]) -> bytes:
    """The file of a seed: always the same."""
    dice = random.Random(seed)
    content = dice.choice(corpus)
    for _ in range(dice.randint(1, 4)):
        inside = content.startswith(ZIP) and zipfile.is_zipfile(io.BytesIO(content)) and dice.random() < 0.9
        try:
            content = (_broken_zip if inside else dice.choice(BREAKERS))(dice, content) or b" "
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError, EOFError):
            content = _flip(dice, content)
    is_sound = zipfile.is_zipfile(io.BytesIO(content))
    return _with_bomb(content) if is_sound and dice.random() < BOMBS else content

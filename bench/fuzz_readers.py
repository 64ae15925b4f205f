"""Broken lists by the thousand: ``python -m bench.fuzz_readers [--cases 20000] [--seed 1] [--reader table …]``.

Each case breaks a small file in one to four places: bytes that flip, vanish or repeat, cells and rows that move, words that mislead.
For a workbook and a data package the parts inside the zip are broken too. Whatever comes out must be refused with a sentence or read
with findings that can be said; anything else is printed with its seed, and the run ends with status 1, as it does above 500 MB.
"""

import argparse
import io
import random
import resource
import sys
import tempfile
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import polars as pl
import xlsxwriter

from wiel.errors import InputRefused
from wiel.exchange import cmdb, datapackage, iv3, review, softwarecatalogus, table, workbook
from wiel.findings import Findings
from wiel.samples import buurtschap

MEMORY = 500
ZIP = b"PK"
# Ten entities of ten each, one inside the other.
BOMB = b"<!DOCTYPE x [" + b"".join(b"<!ENTITY e%d '%s'>" % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]><x>&e9;</x>"
ZEROS = 600 * 1024 * 1024
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b'"', b'""', b"\n", b"\r", b";", b",", b"\t", b"|", b"#REF!", b"=1+1",
    b"@SUM(A1)",
    b"1e308", b"-99999999999999999999", b"NaN", b"31-02-2026", b"2026-13-45", b"00-00-00", b"\xe2\x80\xae", b"'", b"\\",
    b"[[", b"{", b"sep=,\n", b"=cmd|' /C calc'!A0", b"=HYPERLINK(\"http://x\")", b"-2+3", b"\t=1", b"x" * 40_000, b"\x00" * 300,
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#88;", b' r="XFD1048576"', b' r="A9999999999"', b" r = 'ZZZZ1'", b"4294967295",
    BOMB, b"\xe4\xbd\xa0", b"\xf0\x9f\x8c\xbe", b"\xff\xfe=\x001\x00", b"Totaal",
    b"Applicatie", b"(TEST)", b"J. de Vries", b"../../etc", b"%Y", b"(?i)(", b"$",
)  # fmt: skip
APPLICATIONS = (
    "Applicatieoverzicht 2026;;;;;\n\nApplicatie;Leverancier;Functie;Status;Einddatum contract;Kosten per jaar\n"
    "Zaakspil 4.2 (TEST);Kadans;Zaken, Post;in productie;31-12-27;12.500,00\nKasboek;GeoNed;Burgerzaken;uitfaseren;1 mei 2028;€ 7.500\n"
    "Afdeling Ruimte;;;;;\nKaartlijn / GeoNed / 3;;Geo;actief;;n.v.t.\nTotaal;;;;;20.000,00\n"
)
PORTFOLIO = (
    "Gemeente ID,Gemeente naam,Samenwerking ID,Samenwerking,Gebruik Status,Gebruik Datum ingang status,Leverancier ID,Leverancier Naam,"
    "Pakket ID,Pakket Naam,Pakketversie ID,Pakketversie Naam,Referentiecomponenten ID,Referentiecomponenten naam\n"
    'g-1,Oosterlaak,,,In productie,26-03-14,l-1,Kadans,p-1,Zaakspil,v-1,4.2,c-1,"Zaken, en meer"\n'
    "g-2,Dorpsdam,s-1,SSC,In test,01-02-19,l-1,Kadans,p-1,Zaakspil,,,c-1,Zaken\n"
)
COUPLINGS = (
    "Koppeling ID,Organisation,Organisatie ID,Pakket ID 1,Pakketversie ID 1,Koppeling richting,Pakket ID 2,Pakketversie ID 2\n"
    "11,Oosterlaak,g-1,p-1,v-1,bidirection,p-9,v-9\n"
)
MODULES = (
    "id,naam,aanbieder,_aanbieder,licentietype,referentieComponenten,_referentieComponenten\n"
    'm-1,Zaak,l-1,Kadans,Open,"[""c-1""]","[""Zaken""]"\n'
)
PLAIN = "sleutel;eigen naam;versie;einde ondersteuning;componenten\nA-1;Zaakspil;4;31-12-2027;Zaken|Post\nA-2;Kasboek;1,5;;\n"

OVERHEAD = "jaar,verslagsoort,gm_code,lasten_taakveld_0.4_duizend_euro\n2024,2024X005,GM0003,5000.5\n2024,2024X000,GM0010,7000\n"
TOTALS = "jaar,verslagsoort,gm_code,inwoners,lasten,baten\n2024,2024X005,GM0003,10000,40000,1\n"
INHABITANTS = "gemeente,jaar,aantal_inwoners\nGM0010,2024,20000\nGM0003,2024,99\n"

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
        if dice.random() < 0.002:
            _add_bomb(archive, name)
    return buffer.getvalue()


def _add_bomb(archive: zipfile.ZipFile, name: str) -> None:
    """A member that packs into little and unpacks to more than a file may hold."""
    chunk = bytes(1 << 20)
    entry = zipfile.ZipInfo(f"{name}.bom")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as member:
        for _ in range(ZEROS // len(chunk)):
            member.write(chunk)


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
    return content


def _read_mapped(path: Path) -> Findings:
    """A list is proposed, written as a mapping, read back and applied."""
    proposal = cmdb.propose(path)
    target = path.with_suffix(".toml")
    target.write_text(cmdb.as_toml(proposal), encoding="utf-8")
    mapping = table.load_mapping(target)
    assert mapping.tables == proposal.mapping.tables
    return proposal.findings() + table.read(path, mapping)[1]


def corpora(folder: Path) -> dict[str, tuple[list[bytes], str, Callable[[Path], Findings]]]:
    """Per reader the sound files, the ending of their name and how they are read."""
    book, package, decisions = folder / "boek.xlsx", folder / "pakket.zip", folder / "beslist.xlsx"
    workbook.write(buurtschap(), book)
    datapackage.write(buurtschap(), package)
    review.write_review(_pairs(None), _pairs(True), decisions)
    catalogue = [text.encode() for text in (PORTFOLIO, COUPLINGS, MODULES)]
    return {
        "table": ([PLAIN.encode(), PORTFOLIO.encode(), PLAIN.encode("utf-16")], ".csv", lambda path: table.read(path)[1]),
        "workbook": ([_short_book(folder)] * 7 + [book.read_bytes()], ".xlsx", lambda path: workbook.read(path)[1]),
        "datapackage": ([package.read_bytes()], ".zip", lambda path: datapackage.read(path)[1]),
        "cmdb": ([APPLICATIONS.encode(), APPLICATIONS.encode("cp1252")], ".csv", _read_mapped),
        "softwarecatalogus": (catalogue, ".csv", lambda path: softwarecatalogus.read(path)[1]),
        "review": ([decisions.read_bytes()], ".xlsx", lambda path: review.read_decisions(path)[1]),
        "iv3": ([OVERHEAD.encode(), TOTALS.encode(), INHABITANTS.encode()], ".csv", lambda path: iv3.read(path)[1]),
    }


def _pairs(same: bool | None) -> pl.DataFrame:
    """Two rows of a file in which people decide about names."""
    rows = [
        (same, f"naam {n}", "Zaakspil", "Kadans", None, 0.5, "dezelfde woorden", f"product:naam {n}|", "prd:gedeeld:P-1")
        for n in (1, 2)
    ]
    schema = {name: pl.Float64 if name == "probability" else pl.String for name in review.REVIEW_COLUMNS} | {"same": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _short_book(folder: Path) -> bytes:
    """A workbook with two sheets of the template, which is read ten times as fast as the whole."""
    path = folder / "kort.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, text in (("Applicaties", PLAIN), ("Producten", "sleutel;naam;leverancier\nP-1;Zaakspil;Kadans\n")):
            sheet = book.add_worksheet(name)
            for row, line in enumerate(text.splitlines()):
                sheet.write_row(row, 0, line.split(";"))
        book.get_worksheet_by_name("Applicaties").write(4, 0, "=1+1")
        book.get_worksheet_by_name("Applicaties").write_formula(4, 1, "=1/0", value="#DIV/0!")
    return path.read_bytes()


def outcome(content: bytes, path: Path, read: Callable[[Path], Findings]) -> str:
    """What becomes of a file: the rule by which it is refused, or ``read``; raises where a promise is not kept."""
    path.write_bytes(content)
    try:
        findings = read(path)
    except InputRefused as refusal:
        spoken = refusal.sentence.message("nl"), refusal.sentence.remedy("nl")
        return refusal.sentence.key if all(spoken) else "refused without a sentence"
    for finding in findings:
        assert finding.as_json("nl")["message"]
    return "read"


def megabytes() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(reader: str, cases: range, folder: Path) -> tuple[Counter[str], int, float]:
    """Outcomes, promises broken and the slowest case of one reader."""
    corpus, ending, read = corpora(folder)[reader]
    outcomes, failures, slowest = Counter[str](), 0, 0.0
    for seed in cases:
        start = perf_counter()
        try:
            outcomes[outcome(broken(seed, corpus), folder / f"geval{ending}", read)] += 1
        except Exception:
            failures += 1
            print(f"{reader}, seed {seed}:")
            traceback.print_exc(limit=-4, file=sys.stdout)
            if failures >= 20:
                break
        slowest = max(slowest, perf_counter() - start)
    return outcomes, failures, slowest


def main() -> int:
    """Run the cases; status 1 where one of them breaks a promise or memory runs above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reader", action="append", help="table, workbook, datapackage, cmdb, softwarecatalogus, review or iv3; default all"
    )
    options = parser.parse_args()
    total = 0
    with tempfile.TemporaryDirectory() as name:
        for reader in options.reader or list(corpora(Path(name))):
            outcomes, failures, slowest = run(reader, range(options.seed, options.seed + options.cases), Path(name))
            total += failures
            print(
                f"== {reader}: {sum(outcomes.values())} cases, {failures} promises broken, slowest {slowest:.2f} s, {megabytes()} MB"
            )
            for what, n in outcomes.most_common(8):
                print(f"   {what:32} {n:7}", flush=True)
    return 1 if total or megabytes() > MEMORY else 0


if __name__ == "__main__":
    raise SystemExit(main())

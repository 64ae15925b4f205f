"""The sound files of every reader that Wiel has, as small as they can be, and how each is read."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from wiel.cli.instrument import handovers
from wiel.cli.link import model_of
from wiel.cli.solve_assign import content_of, text_of
from wiel.cli.solve_share import game_of
from wiel.exchange import cmdb, datapackage, iv3, plan, review, softwarecatalogus, table, workbook
from wiel.exchange.datapackage.changes import history
from wiel.exchange.files import packed, unpacked
from wiel.exchange.plan.sheets import SHEETS, WISH, header
from wiel.findings import Findings
from wiel.intake.region_file import load_region
from wiel.intake.reimport.history import from_json
from wiel.linking import Model
from wiel.methods.allocation.fields import parsed
from wiel.methods.allocation.problem import solve_allocate
from wiel.methods.facility.reading import problem_from_json, warehouses_from_text
from wiel.methods.games.problem import solve_share
from wiel.parameters.overlay import read_overlay
from wiel.samples import buurtschap

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

MAPPING = (
    'table = "applications"\ndates = ["%d-%m-%Y"]\ndecimal = ","\nheader_row = 2\n[columns]\nname = "Naam"\n[split]\n'
    'components = ";"\n[[exclude]]\ncolumn = "Naam"\nmatches = "^Totaal"\nreason = "Telling"\n[values.status]\nactief = "in use"\n'
)
REGION = (
    'name = "Streek"\nas_of = 2026-11-01\nmembers = ["Dorp"]\n[[file]]\npath = "geval.toml"\nmember = "Dorp"\n[[member]]\n'
    'name = "Dorp"\ninhabitants = 12000\n[study]\nkeys = ["even"]\nmembers = {largest = 2, by = "products"}\n[study.options.overlap]\nn = 1\n'
)
OVERLAY_YAML = (
    "overlap:\n  window_months: 6\ngeneral.size_classes: [50000]\ncosting.move_share: {value: 0.5, from: 2026-01-01, source: x}\n"
)
OVERLAY_TOML = '[overlap]\nwindow_months = 6\n[costing]\nmove_share = {value = 0.5, from = 2026-01-01, source = "x"}\n'
RESULT = {"summary": {}, "tables": {"wishes": [{"wish": "vast", "n": 1}, {"wish": None, "n": 2.5}]}}
FACILITY = {
    "members": 2, "functions": 1, "packages": 2, "open": [1, 2], "join": [[1, 2], [3, 4]],
    "serve": [[0, 0, 0, 5], [0, 0, 1, 6], [1, 0, 0, 7], [1, 0, 1, 8]], "couplings": [], "supplier": ["a", "b"], "max_moves": 1,
}  # fmt: skip
FACILITY_YAML = "members: 2\nfunctions: 1\npackages: 1\nopen: [1]\njoin: [[1], [2]]\nserve:\n  - [0, 0, 0, 5]\n  - [1, 0, 0, 7]\n"
WAREHOUSES = " 2 3\n 10 5.0\n capacity 7.5\n 3\n 1 2\n 4\n 3 4\n 2\n 5 6\n"
ALLOCATION = "kind: rounding\ntotal: 100.00\nweights: [1, 2]\n"
SUPPORT = '{"kind": "support", "method": "direct", "support": {"HR": 100}, "shares": {"HR": {"P": 1}}, "operating": {"P": 5}}'
GAME = '{"kind": "cost", "players": ["A", "B"], "values": {"A": 4, "B": "5.5", "A+B": 8}}'
GAME_CSV = "coalition,value\nA,4\nB,5.5\nA+B,8\n"
ENTRY = {
    "format": 1, "label": "x", "undone": False, "digest": ["a", "b"], "as_of": ["2026-11-01", "2026-11-02"], "unchanged": {"costs": 1},
    "rows": [{"table": "organisations", "kind": "new", "before": None, "after": {"id": "org:x:a", "name": "A"}}],
}  # fmt: skip
NAMES = "id;naam;leverancier\n1;Zaakspil 4.2;Kadans\n2;Kasboek;GeoNed\n"


@dataclass(frozen=True)
class Reader:
    """Sound files, the ending of their name, and what reads one."""

    corpus: Sequence[bytes]
    ending: str
    read: Callable[[Path], Findings]


def _read_mapped(path: Path) -> Findings:
    """A list is proposed, written as a mapping, read back and applied."""
    proposal = cmdb.propose(path)
    target = path.with_suffix(".toml")
    target.write_text(cmdb.as_toml(proposal), encoding="utf-8")
    mapping = table.load_mapping(target)
    assert mapping.tables == proposal.mapping.tables
    return proposal.findings() + table.read(path, mapping)[1]


def corpora(folder: Path) -> dict[str, Reader]:
    """Every reader by name."""
    return _lists(folder) | _by_hand()


def _lists(folder: Path) -> dict[str, Reader]:
    """The readers of what comes from other programs."""
    book, package, decisions = folder / "boek.xlsx", folder / "pakket.zip", folder / "beslist.xlsx"
    workbook.write(buurtschap(), book)
    review.write_review(_pairs(None), _pairs(True), decisions)
    datapackage.write(buurtschap(), package, [json.dumps(ENTRY).encode()])
    catalogue = [text.encode() for text in (PORTFOLIO, COUPLINGS, MODULES)]
    landscape = buurtschap()
    return {
        "table": Reader([PLAIN.encode(), PORTFOLIO.encode(), PLAIN.encode("utf-16")], ".csv", lambda path: table.read(path)[1]),
        "workbook": Reader([_short_book(folder)] * 49 + [book.read_bytes()], ".xlsx", lambda path: workbook.read(path)[1]),
        "datapackage": Reader([_few(package)], ".zip", lambda path: datapackage.read(path)[1]),
        "history": Reader([json.dumps(ENTRY).encode()], ".json", lambda path: _nothing(from_json(1, path.read_bytes(), path.name))),
        "packed history": Reader([_few(package)], ".zip", lambda path: _nothing(history(path))),
        "cmdb": Reader([APPLICATIONS.encode(), APPLICATIONS.encode("cp1252")], ".csv", _read_mapped),
        "softwarecatalogus": Reader(catalogue, ".csv", lambda path: softwarecatalogus.read(path)[1]),
        "names": Reader([NAMES.encode(), _short_book(folder)], ".csv", lambda path: review.read_names(path)[1]),
        "review": Reader([decisions.read_bytes()], ".xlsx", lambda path: review.read_decisions(path)[1]),
        "plan": Reader([_plan_book(folder)], ".xlsx", lambda path: plan.read_wishes(path, landscape)[1]),
        "iv3": Reader([OVERHEAD.encode(), TOTALS.encode(), INHABITANTS.encode()], ".csv", lambda path: iv3.read(path)[1]),
    }


def _by_hand() -> dict[str, Reader]:
    """The readers of what people write themselves, and of what Wiel wrote for itself."""
    facility, model = json.dumps(FACILITY).encode(), json.dumps(Model.default().as_json()).encode()
    return {
        "mapping": Reader([MAPPING.encode()], ".toml", lambda path: _nothing(table.load_mapping(path))),
        "region": Reader([REGION.encode()], ".toml", lambda path: _nothing(load_region(path))),
        "parameters yaml": Reader([OVERLAY_YAML.encode()], ".yaml", lambda path: _nothing(read_overlay(path))),
        "parameters toml": Reader([OVERLAY_TOML.encode()], ".toml", lambda path: _nothing(read_overlay(path))),
        "model": Reader([model], ".json", lambda path: _nothing(model_of(path))),
        "result": Reader([json.dumps(RESULT).encode()], ".json", lambda path: _nothing(handovers((path,)))),
        "assign json": Reader([facility], ".json", lambda path: _nothing(problem_from_json(content_of(path)))),
        "assign yaml": Reader([FACILITY_YAML.encode()], ".yaml", lambda path: _nothing(problem_from_json(content_of(path)))),
        "assign text": Reader([WAREHOUSES.encode()], ".txt", lambda path: _nothing(warehouses_from_text(text_of(path), 9.0))),
        "allocate": Reader([ALLOCATION.encode(), SUPPORT.encode()], ".yaml", _allocated),
        "share": Reader([GAME.encode()], ".json", lambda path: _nothing(solve_share(game_of(path, None), "equal"))),
        "share csv": Reader([GAME_CSV.encode()], ".csv", lambda path: _nothing(solve_share(game_of(path, "cost"), "equal"))),
    }


def _nothing(_: object) -> Findings:
    """Of a reader that refuses or gives, and has no findings."""
    return Findings()


def _allocated(path: Path) -> Findings:
    return _nothing(solve_allocate(parsed(path.read_bytes(), path.name)))


def _few(package: Path) -> bytes:
    """The package with two of its tables, which is read in a tenth of the time."""
    members = unpacked(package.read_bytes(), package.name)
    descriptor = json.loads(members["datapackage.json"])
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] in ("organisations", "products")]
    kept = {one["path"]: members[one["path"]] for one in descriptor["resources"]}
    return packed({"datapackage.json": json.dumps(descriptor).encode(), "history/0001.json": members["history/0001.json"]} | kept)


def _plan_book(folder: Path) -> bytes:
    """A plan with a wish on each sheet, as people give it back."""
    path = folder / "plan.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            page.write_row(0, 0, [header(name, "nl") for name in (WISH, *sheet.columns)])
            for row, wish in enumerate(("vast", "weg", "misschien"), 1):
                page.write_row(row, 0, [wish, *("Zaakspil" for _ in sheet.columns)])
    return path.read_bytes()


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

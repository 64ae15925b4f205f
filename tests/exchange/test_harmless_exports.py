"""No file that Wiel writes makes a spreadsheet run what stood in somebody's list."""

import ast
import csv
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

import wiel
from wiel.exchange import datapackage, review, workbook
from wiel.exchange.formulas import FORMULA
from wiel.landscape import Landscape
from wiel.samples import buurtschap

SRC = Path(wiel.__file__).parents[1]
NASTY = ("=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0")
# These choose by themselves what a text means.
GUESSING = {"write", "write_row", "write_column", "write_formula", "write_array_formula", "write_dynamic_array_formula"}
# Lists as municipalities keep them, made to be read by Wiel.
AS_DELIVERED = {"wiel/samples/streek/paper.py"}


def _modules(name: str) -> dict[str, ast.Module]:
    """The modules that import this writer."""
    trees = {path.relative_to(SRC).as_posix(): ast.parse(path.read_text()) for path in SRC.rglob("*.py")}
    return {
        path: tree
        for path, tree in trees.items()
        if path not in AS_DELIVERED
        and any(isinstance(node, ast.Import) and name in [part.name for part in node.names] for node in ast.walk(tree))
    }


def _calls(tree: ast.Module) -> list[tuple[str, str]]:
    """The methods that are called, and on what."""
    found = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [(ast.unparse(func.value), func.attr) for func in found]


def test_every_writer_of_workbooks_says_what_a_cell_is():
    """None lets the library guess, which makes a formula of a text that begins with =."""
    modules = _modules("xlsxwriter")

    assert len(modules) >= 5
    assert [path for path, tree in modules.items() if any(method in GUESSING for _, method in _calls(tree))] == []


def test_every_writer_of_csv_makes_texts_harmless():
    """A module with a writer of CSV takes its cells through `harmless`, itself or in the module of cells beside it."""
    writers = {path for path, tree in _modules("csv").items() if ("csv", "writer") in _calls(tree)}
    careless = {path for path in writers if "harmless" not in (SRC / path).read_text()}

    assert len(writers) >= 4
    assert careless == {"wiel/exchange/datapackage/writing.py"}
    assert "harmless" in (SRC / "wiel/exchange/datapackage/cells.py").read_text()


def _nasty_landscape():
    """The hamlet with a formula as name of every application."""
    whole = buurtschap()
    applications = whole["applications"]
    names = pl.Series("name", [NASTY[row % len(NASTY)] for row in range(applications.height)])
    return Landscape.of(whole.as_of, dict(whole.tables) | {"applications": applications.with_columns(names)})


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_pairs_file_is_run(text, tmp_path):
    """The pairs as CSV, with a formula in every column."""
    review.write_pairs(pl.DataFrame({"left": [text], "right": [text]}), tmp_path / "paren.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "paren.csv").read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))

    assert not [cell for row in rows for cell in row if FORMULA.match(cell) and not cell.startswith("'")]


def test_no_cell_of_a_package_is_run_and_no_sheet_holds_a_formula(tmp_path):
    """Names of applications that are formulas, as data package and as workbook."""
    landscape = _nasty_landscape()
    datapackage.write(landscape, tmp_path / "p.zip")
    workbook.write(landscape, tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "p.zip") as package, zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        tables = [package.read(name).decode() for name in package.namelist() if name.endswith(".csv")]
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    cells = [cell for text in tables for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert "'=1+1" in cells
    assert not [cell for cell in cells if FORMULA.match(cell) and not cell.startswith("'")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]

"""The workbook."""

import zipfile
from datetime import date

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from wiel.quantities import Confidentiality
from wiel.reports import dossier
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.xlsx import dossier_xlsx
from wiel.results import ResultTable
from wiel.schema import Meaning

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
FILES = {OPENBAAR: "dossier-openbaar", INTERN: "dossier-intern", VERTROUWELIJK: "bijlage-vertrouwelijk"}


@pytest.mark.parametrize("ceiling", Confidentiality)
def test_every_sheet_says_its_class_in_words(written, ceiling):
    """Cell A1 of each sheet names the class."""
    book = CalamineWorkbook.from_path(str(written / f"{FILES[ceiling]}.xlsx"))

    assert all(book.get_sheet_by_name(name).to_python()[0][0].startswith("Klasse: ") for name in book.sheet_names)


def test_every_table_of_the_dossier_has_a_sheet_with_all_its_rows(study, written):
    """Behind each figure and table stands a sheet of the same number with every row, wherever the page cuts it off."""
    made = dossier(study, INTERN)
    book = CalamineWorkbook.from_path(str(written / "dossier-intern.xlsx"))
    tables = [
        block.twin if isinstance(block, FigureBlock) else block
        for chapter in made.chapters
        for block in chapter.blocks
        if isinstance(block, FigureBlock | TableBlock)
    ]

    assert len(book.sheet_names) == len(tables) + len(made.tables) + 1
    for block in tables:
        rows = book.get_sheet_by_name(block.number).to_python()
        assert len(rows) - 5 == block.table.frame.height
        assert rows[1][0] == block.title


def test_figures_stand_beside_their_table_with_words(written):
    """Three figures are three pictures, each with a description."""
    with zipfile.ZipFile(written / "dossier-intern.xlsx") as book:
        pictures = [name for name in book.namelist() if name.endswith(".png")]
        words = "".join(book.read(name).decode() for name in book.namelist() if "drawings/drawing" in name)

    assert len(pictures) == 3
    assert words.count("descr=") == 3


def test_values_keep_their_kind_and_nothing_becomes_a_formula(study):
    """Numbers, money and dates stay numbers and dates; a text that looks like a formula or link stays text; unknown is a word."""
    frame = pl.DataFrame({"t": ["=1+1", "http://a.b", "12"], "n": [1, None, 3], "m": [12345, 1, 2], "d": [date(2027, 2, 1)] * 3})
    unit = {"m": "cent"}
    columns = {name: Meaning(name, name, unit=unit.get(name, "")) for name in frame.columns}
    block = TableBlock("vals", "Waarden", ResultTable("v", frame, columns), INTERN)
    from_study = dossier(study, INTERN)
    made = dossier_xlsx(type(from_study)(**{**vars(from_study), "chapters": (), "tables": (block,)}), {})
    rows = CalamineWorkbook.from_filelike(__import__("io").BytesIO(made)).get_sheet_by_name("vals").to_python()

    assert rows[4] == ["T", "N", "M (EUR)", "D"]
    assert rows[5] == ["=1+1", 1.0, 123.45, date(2027, 2, 1)]
    assert rows[6][:2] == ["http://a.b", "onbekend"]
    assert rows[7][0] == "12"

"""A plan goes out as a workbook, and the wishes that people write in it come back."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.instruments.rationalisation.small import small, solved, targets

from wiel.errors import InputRefused
from wiel.exchange.plan import read_wishes, write_plan
from wiel.exchange.sheets import open_book

CHOICES, APPLICATIONS = "Besluiten", "Applicaties"


def _edited(path: Path, edits: dict[str, dict[tuple[int, str], str]]) -> None:
    """Write the workbook anew with some cells changed: sheet → (row as the user sees it, header) → text."""
    book = open_book(path)
    sheets = {name: [list(row) for row in book.rows(name)] for name in book.names}
    for name, cells in edits.items():
        for (row, head), text in cells.items():
            sheets[name][row - 1][sheets[name][0].index(head)] = text
    with xlsxwriter.Workbook(str(path)) as out:
        for name, rows in sheets.items():
            page = out.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)


def _row(path: Path, sheet: str, **cells: str) -> int:
    """The row of a sheet in which these cells stand."""
    rows = open_book(path).rows(sheet)
    places = {rows[0].index(head): text for head, text in cells.items()}
    return next(i for i, row in enumerate(rows, 1) if all(row[place] == text for place, text in places.items()))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan of the small landscape as a workbook."""
    path = tmp_path / "plan.xlsx"
    write_plan(solved(small()).tables, path)
    return path


def test_an_untouched_plan_asks_nothing(plan: Path) -> None:
    """No wishes and no findings."""
    wishes, findings = read_wishes(plan, small())

    assert (wishes.frame.height, len(findings)) == (0, 0)


def test_wishes_come_back_and_change_the_plan(plan: Path) -> None:
    """One function fixed on what it has, one application that must stay: both hold in the next plan."""
    fixed = _row(plan, CHOICES, Deelnemer="A", Functie="Functie f")
    stays = _row(plan, APPLICATIONS, Applicatie="Eigen c2")
    edits = {
        CHOICES: {(fixed, "Uw wens"): "Vast", (fixed, "Sleutel oplossing"): "Eigen a1"},
        APPLICATIONS: {(stays, "Uw wens"): "blijven"},
    }
    _edited(plan, edits)
    wishes, findings = read_wishes(plan, small())
    found = targets(solved(small(), wishes.frame.to_dicts(), plan="plan.xlsx"))

    assert (wishes.frame["wish"].to_list(), len(findings)) == (["vast", "blijven"], 0)
    assert (found["A", "f"], found["C", "g"]) == ("Eigen a1", "Eigen c2")


def test_an_unknown_application_is_a_finding_with_its_row(plan: Path) -> None:
    """A key that is not in the landscape: the row asks nothing, and the finding says where it stands and what to do."""
    _edited(plan, {APPLICATIONS: {(3, "Uw wens"): "weg", (3, "Sleutel applicatie"): "app:a:99"}})
    wishes, findings = read_wishes(plan, small())
    finding = next(iter(findings))

    assert (wishes.frame.height, finding.rule, finding.place.row) == (0, "plan-file.unknown-name", 3)
    assert "app:a:99" in finding.sentence.message("nl")
    assert finding.sentence.remedy("nl")


def test_a_word_that_is_no_wish_is_a_finding(plan: Path) -> None:
    """A wish of the other sheet, or any other word, is named; the row asks nothing."""
    _edited(plan, {CHOICES: {(2, "Uw wens"): "weg"}, APPLICATIONS: {(2, "Uw wens"): "misschien"}})
    wishes, findings = read_wishes(plan, small())

    assert (wishes.frame.height, {f.rule for f in findings}) == (0, {"plan-file.unknown-wish"})


def test_two_solutions_for_one_function_are_a_finding(plan: Path) -> None:
    """A function of a member that is fixed twice is named."""
    row = _row(plan, CHOICES, Deelnemer="A", Functie="Functie f")
    other = _row(plan, CHOICES, Deelnemer="B", Functie="Functie f")
    same = {"Sleutel deelnemer": "org:x:a", "Sleutel oplossing": "app:a:1", "Uw wens": "vast"}
    _edited(plan, {CHOICES: {(row, "Uw wens"): "vast"} | {(other, head): text for head, text in same.items()}})

    assert [f.rule for f in read_wishes(plan, small())[1]] == ["plan-file.double"]


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook without the columns of a plan is no plan file."""
    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Blad1").write_row(0, 0, ["Naam", "Bedrag"])

    with pytest.raises(InputRefused) as caught:
        read_wishes(path, small())
    assert caught.value.sentence.key == "plan-file.no-plan-file"


def test_without_a_plan_nothing_is_written(tmp_path: Path) -> None:
    """A conflict has no decisions to write; no file is left behind."""
    with pytest.raises(InputRefused):
        write_plan(solved(small(), must_go="P;Q;R").tables, tmp_path / "plan.xlsx")

    assert not (tmp_path / "plan.xlsx").exists()


def test_equal_plans_give_equal_bytes(plan: Path, tmp_path: Path) -> None:
    """The same tables make the same file, and texts that look like formulas stay texts."""
    odd = {"id": "app:a:1", "holder": "org:x:a", "product": "prd:x:p", "name": "=1+1"}
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_plan(solved(small(applications=[odd])).tables, path)
    cells = open_book(paths[0]).rows(APPLICATIONS)

    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert "=1+1" in [cell for row in cells for cell in row]
    assert pl.Series(cells[0][:2]).to_list() == ["Uw wens", "Applicatie"]

from datetime import date, datetime

import pytest

from wiel.errors import InputRefused
from wiel.exchange.workbook import read, template
from wiel.landscape import TABLES
from wiel.schema import typed, words


def rules(findings):
    return [(finding.rule, finding.place.sheet) for finding in findings]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (datetime(2026, 11, 1, 12), date(2026, 11, 1)),
        ("1-11-2026", date(2026, 11, 1)),
        ("2026-11-01", date(2026, 11, 1)),
        ("31-2-2026", None),
        ("binnenkort", None),
        (None, None),
    ],
)
def test_the_date_is_read_however_it_is_typed(xlsx, cell, day):
    """A date cell and a typed date are read; what is no date is a finding."""
    delivery, findings = read(xlsx(Uitleg=[["Wiel"], ["Peildatum", cell]], Rollen=[["sleutel"], ["x"]]))

    assert delivery.as_of == day
    assert rules(findings) == ([] if day else [("workbook.no-date", "Uitleg")])


def test_sheets_may_stand_in_any_order_and_under_any_name_of_their_table(xlsx):
    """Only the names of sheets and headers count."""
    path = xlsx(
        costs=[["year", "key"], [2026, "a"]],
        GEBRUIK=[["organisatie", "applicatie"], ["o", "p"]],
        Uitleg=[["Peildatum", date(2026, 1, 1)]],
    )
    delivery, findings = read(path)

    assert [(raw.table, raw.sheet) for raw in delivery.delivery.tables] == [("costs", "costs"), ("application_uses", "GEBRUIK")]
    assert len(findings) == 0


def test_sheets_that_wiel_does_not_know_are_findings(xlsx):
    """An unknown sheet, an empty one, and one without a known header are each named; the others are read."""
    path = xlsx(Notities=[["let op"]], Kosten=[[]], Rollen=[["kleur"], ["rood"]], Diensten=[["sleutel", "x"], ["d", 1]])
    delivery, findings = read(path)

    assert rules(findings) == [
        ("workbook.no-date", None),
        ("workbook.unknown-sheet", "Notities"),
        ("workbook.empty-sheet", "Kosten"),
        ("workbook.no-known-headers", "Rollen"),
    ]
    assert [(raw.table, raw.unused) for raw in delivery.delivery.tables] == [("services", ("x",))]


def test_a_workbook_without_any_table_is_refused(xlsx):
    """A workbook of something else is refused, with its sheets."""
    with pytest.raises(InputRefused) as refusal:
        read(xlsx(Blad1=[["a"]], Blad2=[["b"]]))

    assert refusal.value.sentence.key == "workbook.no-tables"
    assert "Blad1 en Blad2" in refusal.value.sentence.message("nl")


def test_a_column_of_several_words_fills_its_cell(xlsx):
    """The functions of an application may stand in one column of the list itself."""
    path = xlsx(Applicaties=[["sleutel", "componenten"], ["a", "zaak; balie"], ["b", "geen"], ["c", None]])
    raw = read(path)[0].delivery.tables[0]

    assert words(raw, "components").to_list() == [["zaak", "balie"], [], None]


def test_failed_formulas_are_findings_with_their_place(xlsx):
    """A cell of #REF! counts as unknown and is named by sheet, row and header."""
    path = xlsx(Kosten=[["sleutel", "bedrag (EUR)"], ["a", 12.5], ["b", {"formula": "=C9", "result": "#REF!"}]])
    frame, findings = typed(read(path)[0].delivery.tables[0], TABLES["costs"])

    assert frame["amount"].to_list() == [1250, None]
    assert [(finding.rule, str(finding.place)) for finding in findings] == [
        ("cell.formula-error", "lijst.xlsx, Kosten, 3, bedrag (EUR)")
    ]


def test_the_rest_of_a_long_text_that_is_gone_is_a_finding(xlsx):
    """A cell that refers to a removed sheet is named, and its row stays."""
    delivery, findings = read(xlsx(Rollen=[["sleutel", "rol"], ["a", "begin[vervolg 3]"]]))

    assert ("workbook.lost-piece", "Rollen") in rules(findings)
    assert delivery.delivery.tables[0].cells.height == 1


def test_a_truncated_template_is_refused(tmp_path):
    """A workbook that was not copied to its end is refused whole."""
    template(tmp_path / "t.xlsx")
    data = (tmp_path / "t.xlsx").read_bytes()
    (tmp_path / "t.xlsx").write_bytes(data[: len(data) // 2])
    with pytest.raises(InputRefused) as refusal:
        read(tmp_path / "t.xlsx")

    assert refusal.value.sentence.key == "file.damaged-zip"

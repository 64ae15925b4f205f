from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiel.errors import InputRefused
from wiel.exchange.table import Exclusion, Mapping, TableMapping, read
from wiel.landscape import TABLES
from wiel.schema import typed, words

COSTS = {"id": "nr", "year": "jaar", "amount": "bedrag"}


def mapped(table, columns, **more):
    return Mapping((TableMapping(table, columns, **more),), "m.toml")


def saved(tmp_path, text, name="lijst.csv", encoding="utf-8"):
    (tmp_path / name).write_bytes(text.encode(encoding))
    return tmp_path / name


def rules(findings):
    return [finding.rule for finding in findings]


def test_csv_and_xlsx_bring_the_same_rows(tmp_path, xlsx):
    """The same list gives the same values from CSV and from a workbook."""
    rows = [["nr", "jaar", "bedrag"], ["0012", 2026, 1234.5], ["a", 2025, -3]]
    text = "nr;jaar;bedrag\n0012;2026;1.234,50\na;2025;-3\n"
    frames = []
    for path in (saved(tmp_path, text), xlsx(Blad1=rows)):
        delivery, findings = read(path, mapped("costs", COSTS))
        assert len(findings) == 0
        frames.append(typed(delivery.delivery.tables[0], TABLES["costs"])[0].select("id", "year", "amount").rows())

    assert frames == [[("0012", 2026, 123450), ("a", 2025, -300)]] * 2


def test_a_file_without_mapping_is_known_by_its_headers(tmp_path):
    """Dutch, English and code headers are matched whatever their capitals and units; the others are named."""
    path = saved(tmp_path, "Sleutel,HOUDER,eigen naam,hersteltijd (uur),kleur\nA1,Oosterlaak,Zaakspil,4,rood\n")
    delivery, findings = read(path)
    frame, found = typed(delivery.parts[0].raw, TABLES["applications"])

    assert frame.select("id", "holder", "name", "rto_hours").rows() == [("A1", "Oosterlaak", "Zaakspil", 4.0)]
    assert [(finding.rule, finding.place.column) for finding in found] == [("table.unknown-column", "kleur")]
    assert len(findings) == 0


def test_the_name_of_the_file_decides_between_tables(tmp_path):
    """Headers that many tables share are read for the table that the file is named after."""
    delivery, _ = read(saved(tmp_path, "sleutel;naam\nx;y\n", "Diensten.csv"))

    assert delivery.parts[0].raw.table == "services"


def test_headers_that_nobody_knows_ask_for_a_mapping(tmp_path):
    """Without one known header the file is refused, with the headers that were found."""
    with pytest.raises(InputRefused) as refusal:
        read(saved(tmp_path, "foo;bar\n1;2\n"))

    assert refusal.value.sentence.key == "mapping.needed"
    assert "foo en bar" in refusal.value.sentence.message("nl")


def test_rows_that_are_left_out_are_counted_per_reason(tmp_path):
    """Each row is kept or excluded once, under the first reason that meets it; the rows are named."""
    text = "nr,wie\n1,Legacy\n2,Oosterlaak\n3,test 1\n4, Legacy \n5,b\n6,test Legacy\n"
    exclude = (
        Exclusion("wie", "no organisation", equals="Legacy"),
        Exclusion("WIE", "test rows", matches="^test"),
        Exclusion("wie", "list", among=("a", "b")),
        Exclusion("wie", "never", equals="x"),
    )
    part = read(saved(tmp_path, text), mapped("costs", {"id": "nr"}, exclude=exclude))[0].parts[0]

    assert part.raw.cells["id"].to_list() == ["2"]
    assert part.raw.rows.to_list() == [3]
    assert [(entry.reason, entry.rows) for entry in part.excluded] == [
        ("no organisation", (2, 5)),
        ("test rows", (4, 7)),
        ("list", (6,)),
        ("never", ()),
    ]
    assert part.rows_read == part.raw.cells.height + sum(map(len, part.excluded)) == 6


def test_one_file_may_bring_several_tables(tmp_path):
    """Columns taken by any table are not unknown, and the others are named once."""
    path = saved(tmp_path, "p;maker;functies;extra;weg\nA;X;f1|f2, f3;1;2\nB;Y;;1;2\n")
    products = TableMapping(
        "products", {"name": "p", "supplier": "maker", "components": "functies"}, split={"components": "|"}, ignore=("weg",)
    )
    delivery, _ = read(path, Mapping((products, TableMapping("organisations", {"name": "maker"}))))

    assert [raw.table for raw in delivery.delivery.tables] == ["products", "organisations"]
    assert [raw.unused for raw in delivery.delivery.tables] == [("extra",), ()]
    assert words(delivery.parts[0].raw, "components").to_list() == [["f1", "f2, f3"], None]


def test_sheets_are_chosen_by_name(xlsx):
    """A table is read from the sheet that its mapping names, capitals aside; else from the first."""
    path = xlsx(Eerste=[["nr"], ["a"]], Tweede=[["titel"], [], ["nr"], ["b"]])
    first, second = TableMapping("costs", {"id": "nr"}), TableMapping("staff", {"id": "nr"}, sheet="tweede", header_row=3)
    delivery, _ = read(path, Mapping((second, first)))

    assert [(raw.table, raw.sheet, raw.cells["id"].to_list()) for raw in delivery.delivery.tables] == [
        ("staff", "Tweede", ["b"]),
        ("costs", "Eerste", ["a"]),
    ]
    assert str(delivery.parts[0].raw.place(0, "id")) == "lijst.xlsx, Tweede, 4, nr"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"columns": {"id": "nummer"}}, "mapping.no-such-header"),
        ({"columns": {"id": "nr"}, "member_column": "gemeente"}, "mapping.no-such-header"),
        ({"columns": {"id": "nr"}, "exclude": (Exclusion("x", "y", equals="z"),)}, "mapping.no-such-header"),
        ({"columns": {"id": "nr"}, "sheet": "Blad9"}, "sheet.missing"),
        ({"columns": {"id": "nr"}, "header_row": 9}, "grid.no-header"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_refused(xlsx, more, key):
    """A header or sheet that is not there is never read as unknown."""
    with pytest.raises(InputRefused) as refusal:
        read(xlsx(Blad1=[["nr"], ["a"]]), mapped("costs", **more))

    assert refusal.value.sentence.key == key
    assert refusal.value.sentence.remedy("nl")


def test_the_member_of_each_row_comes_along(tmp_path):
    """One file may hold the rows of many members; the text of the column stays beside each kept row."""
    path = saved(tmp_path, "nr;wie\n1;Aa\n2;Bee\n3;weg\n")
    exclude = (Exclusion("wie", "left", equals="weg"),)
    part = read(path, mapped("costs", {"id": "nr"}, member_column="Wie", exclude=exclude))[0].parts[0]

    assert part.members.to_list() == ["Aa", "Bee"]


def test_a_file_in_windows_text_is_read_and_said_so(tmp_path):
    """Accents are right, and a finding tells how the file was read."""
    delivery, findings = read(saved(tmp_path, "nr;jaar\né;2026\n", encoding="cp1252"), mapped("costs", {"id": "nr"}))

    assert delivery.parts[0].raw.cells["id"].to_list() == ["é"]
    assert rules(findings) == ["csv.encoding"]


def test_several_faults_in_one_row_are_all_reported(tmp_path):
    """A bad date, a negative number, a failed formula and an impossible choice in one row are four findings; the row stays."""
    text = "sleutel;houder;hersteltijd;einde gebruik;status;kenners;gegevensverlies\nA;B;-1;31-02-2026;kapot;-2;#REF!\n"
    raw = read(saved(tmp_path, text, "applicaties.csv"))[0].parts[0].raw
    frame, findings = typed(raw, TABLES["applications"])

    assert sorted(rules(findings)) == ["cell.choice", "cell.day", "cell.formula-error", "cell.too-low", "cell.too-low"]
    assert {(finding.place.file, finding.place.row) for finding in findings} == {("applicaties.csv", 2)}
    assert frame.height == 1


def test_dates_follow_the_mapping(tmp_path):
    """A mapping that says month first reads month first."""
    path = saved(tmp_path, "a;d\nx;03/04/2026\n")
    raw = read(path, mapped("applications", {"id": "a", "end_of_use": "d"}, dates=("%m/%d/%Y",)))[0].parts[0].raw

    assert typed(raw, TABLES["applications"])[0]["end_of_use"].to_list() == [date(2026, 3, 4)]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\r\n"), max_size=6)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_finding_ever_loses_a_row(tmp_path, rows):
    """Whatever stands in the cells, every row that is not empty is there, with its number."""
    quoted = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path = saved(tmp_path, "nr;jaar;bedrag\n" + quoted + "\n", "kosten.csv")
    part = read(path, mapped("costs", COSTS))[0].parts[0]
    frame, _ = typed(part.raw, TABLES["costs"])
    filled = [number for number, row in enumerate(rows, 2) if "".join(row).strip()]

    assert part.raw.rows.to_list() == filled
    assert frame.height == len(filled) == part.rows_read


def test_the_real_list_of_uses_is_read_whole(real_data):
    """2,563 rows of a real inventory: 58 are left out with their reason, four dates of approval are impossible."""
    columns = {"application": "product_id", "organisation": "agency", "since": "ato_date"}
    exclude = (Exclusion("agency", "no organisation", equals="Legacy JAB Authorization"),)
    path = real_data("inventories/fedramp/uses.csv")
    part = read(path, mapped("application_uses", columns, dates=("%Y-%m-%d",), exclude=exclude))[0].parts[0]
    _, findings = typed(part.raw, TABLES["application_uses"])

    assert (part.rows_read, part.raw.cells.height, len(part.excluded[0])) == (2563, 2505, 58)
    assert [finding.place.row for finding in findings if finding.rule == "cell.day"] == [466, 608, 2190, 2506]
    assert set(part.raw.unused) == {"sub_agency", "kind", "expiry"}

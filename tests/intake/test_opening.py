"""Whatever a file is, it is opened or refused whole."""

import os
from datetime import date

import pytest
import xlsxwriter

from wiel.errors import InputRefused
from wiel.exchange import datapackage, workbook
from wiel.intake import read_paths, read_region
from wiel.samples import buurtschap, landscape_from_rows


@pytest.mark.parametrize("name", ["boek.xlsx", "pakket", "pakket.zip"])
def test_a_landscape_comes_back_whatever_it_was_written_as(tmp_path, name):
    """A workbook, a folder or a zip: the same tables, the same date, no finding."""
    landscape = buurtschap()
    (workbook if name.endswith(".xlsx") else datapackage).write(landscape, tmp_path / name)

    intake = read_paths([tmp_path / name])

    assert intake.landscape.digest() == landscape.digest()
    assert (intake.landscape.as_of, list(intake.findings)) == (landscape.as_of, [])
    assert len(intake.region.members) == 3


def test_origins_in_a_package_stay_and_others_are_added(tmp_path):
    """A package made from a workbook still knows the workbook."""
    workbook.write(buurtschap(), tmp_path / "boek.xlsx")
    datapackage.write(read_paths([tmp_path / "boek.xlsx"]).landscape, tmp_path / "pakket")

    origins = read_paths([tmp_path / "pakket"]).landscape["origins"]

    assert origins["file"].unique().to_list() == ["boek.xlsx"]


def test_a_workbook_of_another_kind_is_read_as_a_list(tmp_path):
    """A sheet that no template knows, with headers that a table knows."""
    with xlsxwriter.Workbook(tmp_path / "export.xlsx") as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["sleutel", "eigen naam", "houder", "versie"])
        sheet.write_row(1, 0, ["A-1", "Zaken", "", "2.1"])

    assert read_paths([tmp_path / "export.xlsx"]).landscape["applications"]["name"].to_list() == ["Zaken"]


def test_a_workbook_may_be_a_list_of_many_members(region):
    """The headers say which table it is; the column that the region names says whose each row is."""
    folder = region({}, '[[file]]\npath = "export.xlsx"\nmember_column = "Gemeente"\n')
    with xlsxwriter.Workbook(folder / "export.xlsx") as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["sleutel", "eigen naam", "houder", "versie", "Gemeente"])
        sheet.write_row(1, 0, ["A-1", "Zaken", "", "2.1", "Laak"])

    assert read_region(folder).landscape["applications"]["id"].to_list() == ["app:laak:A-1"]


def test_files_of_several_kinds_make_one_landscape(region):
    """A package for what is known and a list for what is new; links run between them."""
    folder = region({"staff.csv": "id,organisation,role\nR-9,aakerk,architect\n"}, '[[file]]\npath = "pakket"\n')
    datapackage.write(buurtschap(), folder / "pakket")

    landscape = read_region(folder).landscape

    assert landscape["staff"].height == buurtschap()["staff"].height + 1
    assert landscape["staff"].filter(id="rol:gedeeld:R-9")["organisation"].to_list() == ["org:gedeeld:aakerk"]


REFUSED = {
    "leeg.csv": b"",
    "onleesbaar.csv": b"id,name\na,\x81\x8d\xff\xfe\x00\n",
    "half.xlsx": b"PK\x03\x04half",
    "half.zip": b"PK\x03\x04half",
    "datapackage.json": b"{",
    "vreemd.csv": b"appel,peer\n1,2\n",
}


@pytest.mark.parametrize(("name", "content"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_with_its_name(tmp_path, name, content):
    """Empty, truncated, undecodable or unknown: one error with place and remedy."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(InputRefused) as refusal:
        read_paths([tmp_path / name])

    assert refusal.value.place.file == name
    assert refusal.value.sentence.remedy("nl")


def test_a_folder_that_is_nothing_is_refused(tmp_path):
    """Neither a region nor a package."""
    with pytest.raises(InputRefused, match=r"region\.toml or datapackage\.json"):
        read_paths([tmp_path])


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """Also a name that can be no name."""
    for name in ("weg.csv", "a\0b.csv"):
        with pytest.raises(InputRefused):
            read_paths([tmp_path / name])


def test_a_package_takes_no_mapping(region):
    """Its tables are what they are."""
    folder = region({"a.toml": ""}, '[[file]]\npath = "pakket"\nmapping = "a.toml"\n')
    datapackage.write(buurtschap(), folder / "pakket")

    with pytest.raises(InputRefused, match="needs no mapping"):
        read_region(folder)


def test_a_place_that_may_not_be_looked_at_is_refused(tmp_path):
    """An unprivileged user gets a remedy, not a traceback."""
    if os.geteuid() == 0:
        pytest.skip("root may look everywhere")
    (tmp_path / "dicht").mkdir(mode=0)

    for reader in (read_region, lambda path: read_paths([path])):
        with pytest.raises(InputRefused, match="may not read"):
            reader(tmp_path / "dicht" / "lijst.csv")


def test_a_region_is_not_read_with_other_files(region):
    """The description already says what belongs together."""
    folder = region({"applications.csv": "id,name\nA,Een\n"})

    with pytest.raises(InputRefused, match="cannot be read together"):
        read_paths([folder, folder / "applications.csv"])
    assert read_paths([folder]).landscape.digest() == read_paths([folder / "region.toml"]).landscape.digest()


def test_lists_without_a_date_say_so(tmp_path, found):
    """Unless the caller gives the day."""
    path = tmp_path / "applications.csv"
    path.write_text("id,name\nA,Een\n", encoding="utf-8")

    assert found(read_paths([path])) == [("intake.no-date", None, None)]
    assert read_paths([path], date(2026, 11, 1)).landscape.as_of == date(2026, 11, 1)
    assert found(read_paths([path], date(2026, 11, 1))) == []


def test_a_package_may_belong_to_a_member(tmp_path):
    """An application without a holder is then held by that member; what the package says itself stays."""
    datapackage.write(
        landscape_from_rows(date(2026, 11, 1), {"applications": [{"id": "app:laak:A-1", "name": "Zaakspil"}]}), tmp_path / "pakket"
    )
    (tmp_path / "region.toml").write_text(
        'name = "Laakstreek"\nas_of = 2026-11-01\n[[file]]\npath = "pakket"\nmember = "Laak"\n', encoding="utf-8"
    )

    applications = read_region(tmp_path).landscape["applications"]

    assert applications.select("id", "holder").rows() == [("app:laak:A-1", "org:gedeeld:laak")]

"""Every row tells where it came from."""

from wiel.exchange import workbook
from wiel.intake import read_region
from wiel.landscape import TABLES
from wiel.landscape.checks import row_identifier
from wiel.samples import buurtschap


def test_every_row_has_an_origin_with_file_sheet_and_line(region):
    """Rows of a workbook, rows of a list, rows that follow from them and members of the region."""
    files = {"applications.csv": "id,name,components\nA,Een,Zaken\n"}
    folder = region(files, '[[file]]\npath = "boek.xlsx"\n[[member]]\nname = "Nieuw"\n')
    workbook.write(buurtschap(), folder / "boek.xlsx")

    landscape = read_region(folder).landscape

    told = {(o["table"], o["row_id"]): o for o in landscape["origins"].to_dicts()}
    for name, frame in landscape.tables.items():
        rows = [row_identifier(TABLES[name], frame, i) for i in range(frame.height)] if name != "origins" else []
        assert all((name, row) in told for row in rows), name
    assert {o["sheet"] for o in told.values() if o["file"] == "boek.xlsx"} >= {"Applicaties", "Gebruik"}
    assert told["organisations", "org:gedeeld:nieuw"]["file"] == "region.toml"
    assert told["applications", "app:gedeeld:A"]["row"] == 2
    assert all(len(o["delivery"]) == 64 for o in told.values())

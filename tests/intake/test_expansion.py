"""Rows of link tables from cells with several words."""

from wiel.intake import read_region


def test_a_cell_of_words_becomes_rows_with_its_row_as_origin(region):
    """Keys and names, each pair once."""
    files = {
        "components.csv": "id,name\nC-1,Zaken\nC-2,Loket\n",
        "applications.csv": "id,name,components\nA,Een,C-1; loket; Zaken\nB,Twee,geen\nC,Drie,onbekend\n",
    }
    landscape = read_region(region(files)).landscape

    assert landscape["application_components"].rows() == [
        ("app:gedeeld:A", "cmp:gedeeld:C-1"), ("app:gedeeld:A", "cmp:gedeeld:C-2"),
    ]  # fmt: skip
    origins = landscape["origins"].filter(table="application_components")
    assert origins["row"].unique().to_list() == [2]


def test_a_word_that_leads_nowhere_is_told_and_the_others_stay(region, found):
    """Each lost word has its own finding at the cell."""
    files = {
        "components.csv": "id,name\nC-1,Zaken\n",
        "products.csv": "id,name,functies\nP,Pakket,Zaken+Weg+Kwijt\n",
        "p.toml": 'table = "products"\ncolumns = { id = "id", name = "name", components = "functies" }\nsplit = { components = "+" }\n',
    }
    intake = read_region(region(files, '[[file]]\npath = "products.csv"\nmapping = "p.toml"\nrole = "reference"\n'))

    assert intake.landscape["product_components"].height == 1
    assert found(intake) == [("table.dangling", 2, "functies")] * 2
    assert [f.sentence.values["text"] for f in intake.findings] == ["Weg", "Kwijt"]

"""Links are followed by key within the owner, then shared, then by exact name."""

from wiel.intake import read_region

FILE = '[[file]]\npath = "{}.csv"\nmapping = "a.toml"\nmember = "{}"\n'
MEMBERS = FILE.format("laak", "Laak") + FILE.format("rode", "Rode")
APPLICATIONS = 'table = "applications"\ncolumns = { id = "nr", product = "pakket", hosted_by = "host" }\n'


def test_a_key_means_the_row_of_the_same_owner(region):
    """Two members use the same keys for different applications."""
    files = {
        "laak.csv": "nr,pakket,host\nA,,\n", "rode.csv": "nr,pakket,host\nA,,\n", "a.toml": APPLICATIONS,
        "uses.csv": "app,org\nA,Rode\nA,Laak\n",
        "uses.toml": 'table = "application_uses"\ncolumns = { application = "app", organisation = "org" }\n',
    }  # fmt: skip
    uses = '[[file]]\npath = "uses.csv"\nmapping = "uses.toml"\nmember_column = "org"\n'

    landscape = read_region(region(files, MEMBERS + uses)).landscape

    assert landscape["application_uses"].select("application", "organisation").rows() == [
        ("app:rode:A", "org:gedeeld:rode"),
        ("app:laak:A", "org:gedeeld:laak"),
    ]


def test_a_name_is_found_whatever_its_capitals(region):
    """Products by name, organisations by name; a member's own key goes before a name."""
    files = {
        "laak.csv": "nr,pakket,host\nA,  ZAAK systeem ,rode\nB,P-1,\n", "rode.csv": "nr,pakket,host\n", "a.toml": APPLICATIONS,
        "products.csv": "id,name\nP-1,Loket\nP-2,Zaak  systeem\n",
    }  # fmt: skip

    landscape = read_region(region(files, MEMBERS)).landscape

    assert landscape["applications"]["product"].to_list() == ["prd:gedeeld:P-2", "prd:gedeeld:P-1"]
    assert landscape["applications"]["hosted_by"].to_list() == ["org:gedeeld:rode", None]


def test_a_name_of_two_rows_is_ambiguous(region, found):
    """Nothing is chosen: the link is unknown, the row stays, and the finding counts the candidates."""
    files = {
        "applications.csv": "id,name,product\nA,Een,Zaak\n",
        "products.csv": "id,name\nP-1,Zaak\nP-2,zaak\n",
    }
    intake = read_region(region(files))

    assert intake.landscape["applications"]["product"].to_list() == [None]
    assert found(intake) == [("link.ambiguous", 2, "product"), ("names.twice", 3, "name")]
    assert "2 rijen in Producten" in intake.findings.items[0].sentence.message("nl")


def test_what_leads_nowhere_is_unknown_at_its_own_cell(region, found):
    """Every row with a lost key has its own finding, under the header of the file, and no second one for the empty cell."""
    files = {
        "u.csv": "app,org\nX,Laak\nX,Laak\nA,Laak\n",
        "u.toml": 'table = "application_uses"\ncolumns = { application = "app", organisation = "org" }\n',
        "applications.csv": "id,name\nA,Een\n",
    }
    intake = read_region(region(files, '[[member]]\nname = "Laak"\n[[file]]\npath = "u.csv"\nmapping = "u.toml"\n'))

    assert intake.landscape["application_uses"]["application"].to_list() == [None, None, "app:gedeeld:A"]
    assert found(intake) == [("table.dangling", 2, "app"), ("table.dangling", 3, "app")]


def test_a_dependency_may_run_between_tables(region, found):
    """Its ends are looked up among applications, services, facilities, products and organisations."""
    files = {
        "applications.csv": "id,name\nA,Een\n",
        "facilities.csv": "id,name\nF,Ruimte\nA,Dubbel\n",
        "dependencies.csv": "id,dependent,needs\n1,app:gedeeld:A,F\n2,F,weg\n3,A,F\n",
    }
    intake = read_region(region(files))

    assert intake.landscape["dependencies"].select("dependent", "needs").rows() == [
        ("app:gedeeld:A", "fac:gedeeld:F"), ("fac:gedeeld:F", None), (None, "fac:gedeeld:F"),
    ]  # fmt: skip
    assert found(intake) == [("link.ambiguous", 4, "dependent"), ("table.dangling", 3, "needs")]

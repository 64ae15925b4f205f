"""Rows for what files only name."""

from wiel.intake import read_region


def test_suppliers_that_are_only_named_become_organisations(region, found):
    """Of products and of contracts, once per name whatever the capitals, with the row as origin."""
    files = {
        "products.csv": "id,name,supplier\nP-1,Zaak,Maaswerk BV\nP-2,Loket,MAASWERK bv\n",
        "contracts.csv": "id,supplier\nC-1,Dijkstra & Zn\n",
    }
    intake = read_region(region(files))

    organisations = intake.landscape["organisations"]
    assert organisations.select("id", "name", "kind").rows() == [
        ("org:gedeeld:maaswerk-bv", "Maaswerk BV", "leverancier"), ("org:gedeeld:dijkstra-zn", "Dijkstra & Zn", "leverancier"),
    ]  # fmt: skip
    assert intake.landscape["products"]["supplier"].to_list() == ["org:gedeeld:maaswerk-bv"] * 2
    assert found(intake) == []
    origin = intake.landscape["origins"].filter(row_id="org:gedeeld:dijkstra-zn")
    assert origin.select("file", "row").rows() == [("contracts.csv", 2)]


def test_a_lost_key_of_a_supplier_is_no_name(region, found):
    """A text in the form of the keys in the list of organisations is a finding, not a new supplier."""
    files = {
        "organisations.csv": "id,name,kind\nL-001,Maaswerk,leverancier\n",
        "products.csv": "id,name,supplier\nP-1,Zaak,L-999\nP-2,Loket,3Delen\n",
    }
    intake = read_region(region(files))

    assert intake.landscape["products"]["supplier"].to_list() == [None, "org:gedeeld:3delen"]
    assert found(intake) == [("table.dangling", 2, "supplier")]


def test_spellings_of_a_supplier_are_one_organisation(region):
    """A comma, a legal form and capitals make no difference; another word does."""
    content = 'id,name,supplier\n1,a,"Delta, BV"\n2,b,DELTA\n3,c,Delta Water\n'
    landscape = read_region(region({"products.csv": content})).landscape

    suppliers = ["org:gedeeld:delta-bv", "org:gedeeld:delta-bv", "org:gedeeld:delta-water"]
    assert landscape["products"]["supplier"].to_list() == suppliers


def test_a_reference_list_that_nobody_brings_is_made_of_names(region, found):
    """Components and products from what applications name, told once per list."""
    intake = read_region(region({"applications.csv": "id,product,components\nA,Zaak,Zaken; Loket\nB,zaak,loket\n"}))

    assert intake.landscape["products"]["name"].to_list() == ["Zaak"]
    assert intake.landscape["components"]["name"].to_list() == ["Zaken", "Loket"]
    assert intake.landscape["application_components"].height == 3
    assert found(intake) == [("list.from-names", None, None)] * 2


def test_a_reference_list_that_is_there_is_not_added_to(region, found):
    """A function that is in no list is a finding at its cell."""
    files = {
        "components.csv": "id,name\nC-1,Zaken\n",
        "applications.csv": "id,name,componenten\nA,Een,Zaken|Heel iets anders\n",
    }
    intake = read_region(region(files))

    assert intake.landscape["components"].height == 1
    assert intake.landscape["application_components"]["component"].to_list() == ["cmp:gedeeld:C-1"]
    assert found(intake) == [("table.dangling", 2, "componenten")]

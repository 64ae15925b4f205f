"""Rows that share an identifier."""

from wiel.intake import read_region


def test_both_rows_of_a_double_key_stay(region, found):
    """The second is numbered, also where a row already has that name, and told at its own cell with the place of the first."""
    intake = read_region(region({"applications.csv": "id,name\nA,Een\nA,Twee\nA#2,Drie\nA,Vier\n"}))

    assert intake.landscape["applications"]["id"].to_list() == [
        "app:gedeeld:A", "app:gedeeld:A#3", "app:gedeeld:A#2", "app:gedeeld:A#4",
    ]  # fmt: skip
    assert found(intake) == [("key.duplicate", 3, "id"), ("key.duplicate", 5, "id")]
    assert "applications.csv, 2" in intake.findings.items[0].sentence.message("nl")


def test_links_to_a_double_key_mean_the_first_row(region):
    """The second row carries the finding; nothing silently points to it."""
    files = {"applications.csv": "id,name\nA,Een\nA,Twee\n", "application_uses.csv": "application,organisation\nA,Laak\n"}
    intake = read_region(region(files, '[[member]]\nname = "Laak"\n'))

    assert intake.landscape["application_uses"]["application"].to_list() == ["app:gedeeld:A"]


FILE = '[[file]]\npath = "{0}/products.csv"\nmember = "{0}"\n[[file]]\npath = "{0}/applications.csv"\nmember = "{0}"\n'


def test_what_several_members_tell_of_one_product_is_one_row(region, found):
    """Each fills in what the other does not know; both files are origins."""
    files = {
        "Laak/products.csv": "id,name,licence\nP,Zaak,\n", "Laak/applications.csv": "id,product\nA,P\n",
        "Rode/products.csv": "id,name,licence\nP,Zaak,open\n", "Rode/applications.csv": "id,product\nA,P\n",
    }  # fmt: skip
    intake = read_region(region(files, FILE.format("Laak") + FILE.format("Rode")))

    assert intake.landscape["products"].select("id", "name", "licence").rows() == [("prd:gedeeld:P", "Zaak", "open")]
    assert intake.landscape["applications"]["product"].to_list() == ["prd:gedeeld:P"] * 2
    assert (intake.landscape["origins"]["row_id"] == "prd:gedeeld:P").sum() == 2
    assert {rule for rule, _, _ in found(intake)} == {"use.assumed"}


def test_two_products_with_one_key_stay_apart(region, found):
    """Where members contradict one another both rows stay, and each member's links mean its own row."""
    files = {
        "Laak/products.csv": "id,name\nP,Zaak\n", "Laak/applications.csv": "id,product\nA,P\n",
        "Rode/products.csv": "id,name\nP,Belasting\n", "Rode/applications.csv": "id,product\nA,P\n",
    }  # fmt: skip
    intake = read_region(region(files, FILE.format("Laak") + FILE.format("Rode")))

    assert intake.landscape["products"]["id"].to_list() == ["prd:gedeeld:P", "prd:gedeeld:P#2"]
    assert intake.landscape["applications"]["product"].to_list() == ["prd:gedeeld:P", "prd:gedeeld:P#2"]
    assert ("key.duplicate", 2, "id") in found(intake)


def test_one_list_that_repeats_a_product_keeps_both_rows(region, found):
    """Within one file nothing is merged, even when the rows are equal."""
    intake = read_region(region({"products.csv": "id,name\nP,Zaak\nP,Zaak\n"}))

    assert intake.landscape["products"]["id"].to_list() == ["prd:gedeeld:P", "prd:gedeeld:P#2"]
    assert found(intake) == [("key.duplicate", 3, "id")]

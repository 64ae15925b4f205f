"""Rows without a key of their own that say the same twice."""

from wiel.intake import read_region

HEAD = '[[member]]\nname = "Laak"\n'


def test_equal_uses_are_one_use_and_counted(region, found):
    """One finding per list, at the first repeat; every row is an origin."""
    files = {
        "applications.csv": "id,name\nA,Een\n",
        "application_uses.csv": "application,organisation,users\nA,Laak,5\nA,Laak,5\nA,Laak,5\n",
    }
    intake = read_region(region(files, HEAD))

    assert intake.landscape["application_uses"].height == 1
    assert found(intake) == [("row.repeated", 3, None)]
    assert intake.findings.items[0].sentence.values["n"] == 2
    assert intake.landscape["origins"].filter(table="application_uses")["row"].to_list() == [2, 3, 4]


def test_uses_that_differ_both_stay(region, found):
    """Two numbers for one use are a double key, not a repeat."""
    files = {
        "applications.csv": "id,name\nA,Een\n",
        "application_uses.csv": "application,organisation,users\nA,Laak,5\nA,Laak,6\n",
    }
    intake = read_region(region(files, HEAD))

    assert intake.landscape["application_uses"]["users"].to_list() == [5, 6]
    assert found(intake) == [("table.duplicate", 2, None), ("table.duplicate", 3, None)]


def test_a_list_of_words_yields_to_the_list_itself(region, found):
    """What a column of words says and a list says better is one row, without a finding."""
    files = {
        "applications.csv": "id,name,users\nA,Een,Laak; laak;Rode\n",
        "application_uses.csv": "application,organisation,users\nA,Laak,5\n",
    }
    intake = read_region(region(files, HEAD + '[[member]]\nname = "Rode"\n'))

    assert intake.landscape["application_uses"].select("organisation", "users").rows() == [
        ("org:gedeeld:laak", 5), ("org:gedeeld:rode", None),
    ]  # fmt: skip
    assert found(intake) == []

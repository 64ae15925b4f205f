"""Applications and uses that follow from other lists."""

from datetime import date

from wiel.intake import read_region

MAPPING = """
table = "application_uses"
columns = { application = "product", organisation = "dienst", since = "vanaf", until = "tot", users = "mensen", critical = "kritiek" }
derive = "applications"
"""
USES = """product,dienst,vanaf,tot,mensen,kritiek
P-1,Laak,2020-05-01,2030-01-01,10,ja
P-1,Laak,2018-03-01,,10,nee
P-1,Rode,,,,
P-9,Rode,2021-01-01,2025-01-01,5,
P-9,Rode,2022-01-01,2026-01-01,,
"""
FILES = {"uses.csv": USES, "uses.toml": MAPPING, "products.csv": "id,name,components\nP-1,Zaak,Zaken|Loket\n"}
DESCRIPTION = '[[file]]\npath = "uses.csv"\nmapping = "uses.toml"\nmember_column = "dienst"\n'


def test_each_pair_is_one_application_with_one_use(region):
    """Held by the organisation; a product that is not listed is unknown and its text the local name."""
    landscape = read_region(region(FILES, DESCRIPTION)).landscape

    assert landscape["applications"].select("id", "holder", "product", "name").rows() == [
        ("app:laak:P-1", "org:gedeeld:laak", "prd:gedeeld:P-1", None),
        ("app:rode:P-1", "org:gedeeld:rode", "prd:gedeeld:P-1", None),
        ("app:rode:P-9", "org:gedeeld:rode", None, "P-9"),
    ]
    assert landscape["application_uses"].select("application", "since", "until", "users", "critical").rows() == [
        ("app:laak:P-1", date(2018, 3, 1), None, 10, None),
        ("app:rode:P-1", None, None, None, None),
        ("app:rode:P-9", date(2021, 1, 1), date(2026, 1, 1), 5, None),
    ]


def test_every_row_is_told_and_traced(region, found):
    """Each row with an unlisted product has a finding; rows of one pair are counted; all rows are origins of the use."""
    intake = read_region(region(FILES, DESCRIPTION))

    assert [place for place in found(intake) if place[0] == "table.dangling"] == [("table.dangling", n, "product") for n in (5, 6)]
    assert ("use.contradiction", 2, "kritiek") in found(intake)
    same = next(f for f in intake.findings if f.rule == "use.same-pair")
    assert same.sentence.values["n"] == 2
    origins = intake.landscape["origins"].filter(table="application_uses")
    assert origins["row"].to_list() == [2, 3, 4, 5, 6]


def test_a_derived_application_serves_the_functions_of_its_product(region):
    """Nothing else is known of it."""
    landscape = read_region(region(FILES, DESCRIPTION)).landscape

    assert landscape["application_components"].select("application", "component").rows() == [
        (f"app:{member}:P-1", f"cmp:gedeeld:{name}") for member in ("laak", "rode") for name in ("zaken", "loket")
    ]


def test_without_member_the_organisation_in_the_row_is_the_owner(region):
    """A list of uses with no member column still tells the applications of organisations apart."""
    files = FILES | {"organisations.csv": "id,name\nLaak,Laak\nRode,Rode\n"}
    intake = read_region(region(files, DESCRIPTION.replace('member_column = "dienst"\n', "")))

    assert intake.landscape["applications"]["id"].to_list() == ["app:laak:P-1", "app:rode:P-1", "app:rode:P-9"]


def test_products_are_made_of_the_uses_when_nobody_lists_them(region):
    """Then every text is a product."""
    files = {name: text for name, text in FILES.items() if name != "products.csv"}
    landscape = read_region(region(files, DESCRIPTION)).landscape

    assert landscape["products"]["name"].to_list() == ["P-1", "P-9"]
    assert landscape["applications"]["product"].null_count() == 0


def test_a_member_that_lists_applications_only_uses_what_it_holds(region, found):
    """Told once per list; what is out of use is not used, and who tells of uses is believed."""
    files = {
        "laak.csv": "id,name,status\nA,Zaak,in gebruik\nB,Loket,\nC,Oud,buiten gebruik\n",
        "rode.csv": "id,name,users\nA,Zaak,Laak\nB,Loket,\n",
        "a.toml": 'table = "applications"\ncolumns = { id = "id", name = "name", status = "status" }\n',
        "b.toml": 'table = "applications"\ncolumns = { id = "id", name = "name", users = "users" }\n',
    }  # fmt: skip
    file = '[[file]]\npath = "{}.csv"\nmapping = "{}.toml"\nmember = "{}"\n'
    intake = read_region(region(files, file.format("laak", "a", "Laak") + file.format("rode", "b", "Rode")))

    assert intake.landscape["application_uses"].select("application", "organisation").rows() == [
        ("app:rode:A", "org:gedeeld:laak"), ("app:laak:A", "org:gedeeld:laak"), ("app:laak:B", "org:gedeeld:laak"),
    ]  # fmt: skip
    assert found(intake)[0] == ("use.assumed", None, None)
    assert intake.findings.items[0].sentence.values["n"] == 2


def test_two_lists_that_tell_of_one_use_are_told_together(region, found):
    """One says since when and until when, the other how many."""
    files = {
        "applicaties.csv": "sleutel;houder;eigen naam\nA;Laak;Zaakspil\n",
        "een.csv": "applicatie;organisatie;sinds;tot\nA;Laak;01-03-2019;31-12-2027\n",
        "twee.csv": "applicatie;organisatie;gebruikers\nA;Laak;41\n",
    }
    description = "".join(f'[[file]]\npath = "{name}"\nmember = "Laak"\n' for name in files)
    intake = read_region(region(files, '[[member]]\nname = "Laak"\n' + description))

    uses = intake.landscape["application_uses"]
    assert uses.select("users", "since", "until").rows() == [(41, date(2019, 3, 1), date(2027, 12, 31))]
    assert [rule for rule, _, _ in found(intake) if rule == "use.same-pair"] == ["use.same-pair"]


def test_two_periods_in_one_list_stay_two_uses(region):
    """An application that was stopped and taken up again."""
    rows = "A;Laak;01-03-2015;31-12-2018\nA;Laak;01-03-2019;\n"
    files = {
        "applicaties.csv": "sleutel;houder;eigen naam\nA;Laak;Zaakspil\n",
        "gebruik.csv": f"applicatie;organisatie;sinds;tot\n{rows}",
    }
    description = "".join(f'[[file]]\npath = "{name}"\nmember = "Laak"\n' for name in files)

    uses = read_region(region(files, '[[member]]\nname = "Laak"\n' + description)).landscape["application_uses"]

    assert uses["since"].to_list() == [date(2015, 3, 1), date(2019, 3, 1)]

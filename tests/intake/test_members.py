"""Members are found in the lists or made from the region."""

from wiel.intake import read_region

LISTED = "id,name,kind,cbs_code,inhabitants\ngm1,Gemeente Laak,gemeente,0901,\ngm2,Rode,gemeente,0902,18000\n"
DECLARED = """
[[member]]
name = "Laak"
inhabitants = 21500
employees_fte = 210.5
budget = 61000000.5
[[member]]
name = "Rooi"
cbs_code = "0902"
inhabitants = 17000
[[member]]
name = "Waard"
memberships = ["Laakstreek", "Veiligheidsregio"]
"""


def test_members_are_found_by_name_and_code(region):
    """With or without the word gemeente, or by the code of the CBS; who is not listed is made."""
    intake = read_region(region({"organisations.csv": LISTED}, DECLARED))

    assert intake.region.members == ("org:gedeeld:gm1", "org:gedeeld:gm2", "org:gedeeld:waard")
    figures = intake.landscape["organisations"].select("inhabitants", "employees_fte", "budget", "kind").rows()
    assert figures[:3] == [
        (21500, 210.5, 6_100_000_050, "gemeente"),
        (18000, None, None, "gemeente"),
        (None, None, None, "gemeente"),
    ]


def test_what_the_region_says_otherwise_is_a_finding(region, found):
    """The delivered list stays; the finding stands at the part of the description."""
    intake = read_region(region({"organisations.csv": LISTED}, DECLARED))

    assert ("member.differs", 2, "inhabitants") in found(intake)
    assert [f.place.sheet for f in intake.findings if f.rule == "member.differs"] == ["[[member]]"]


def test_partnerships_of_members_are_made(region):
    """One organisation per partnership and one membership per member."""
    intake = read_region(region({"organisations.csv": LISTED}, DECLARED))

    organisations = intake.landscape["organisations"]
    assert organisations.filter(kind="samenwerking")["name"].to_list() == ["Laakstreek", "Veiligheidsregio"]
    assert intake.landscape["memberships"].select("partnership", "member").rows() == [
        ("org:gedeeld:laakstreek", "org:gedeeld:waard"), ("org:gedeeld:veiligheidsregio", "org:gedeeld:waard"),
    ]  # fmt: skip
    assert intake.findings.count("table.dangling") == 0


def test_a_bad_value_of_a_member_is_a_finding_at_its_part(region, found):
    """A kind that does not exist: the member takes the kind of the region."""
    intake = read_region(region({"components.csv": "id,name\nC,Zaken\n"}, '[[member]]\nname = "Laak"\nkind = "dorp"\n'))

    assert ("cell.choice", 1, "kind") in found(intake)
    assert intake.landscape["organisations"]["kind"].to_list() == ["gemeente"]


def test_a_column_names_the_member_of_each_row(region):
    """One file of many members: owner of the key, holder, and kind as the region says."""
    files = {"applications.csv": "id,name,gemeente\nA,Zaak,Laak\nA,Zaak,rode\nB,Loket, LAAK \nC,Niemands,\n"}
    description = '[[file]]\npath = "applications.csv"\nmember_column = "gemeente"\ncomplete = true\n'

    landscape = read_region(region(files, description)).landscape

    assert landscape["applications"].select("id", "holder").rows() == [
        ("app:laak:A", "org:gedeeld:laak"), ("app:rode:A", "org:gedeeld:rode"), ("app:laak:B", "org:gedeeld:laak"), ("app:gedeeld:C", None),
    ]  # fmt: skip
    assert landscape["organisations"].select("name", "list_complete").rows() == [("Laak", True), ("rode", True)]


def test_blank_is_the_member_and_unknown_stays_unknown(region):
    """In the file of one member a blank organisation is that member; the word onbekend is not."""
    files = {"contracts.csv": "id,organisatie\nC-1,\nC-2,onbekend\nC-3,Laak\n"}
    description = '[[member]]\nname = "Laak"\n[[file]]\npath = "contracts.csv"\nmember = "Rode"\n'

    landscape = read_region(region(files, description)).landscape

    assert landscape["contracts"]["organisation"].to_list() == ["org:gedeeld:rode", None, "org:gedeeld:laak"]


def test_a_member_that_a_file_only_names_is_what_the_region_says_members_are(region):
    """A model of an architect tells no kind; a list of organisations that does is followed."""
    files = {"organisaties.csv": "sleutel;naam;soort\nA;Laak;\nB;Waard;samenwerking\n"}
    folder = region(files, '[[member]]\nname = "Laak"\n[[member]]\nname = "Waard"\n')

    organisations = read_region(folder).landscape["organisations"]

    assert organisations.select("name", "kind").rows() == [("Laak", "gemeente"), ("Waard", "samenwerking")]

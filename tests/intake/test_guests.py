"""A shared application that both the holder and a guest list."""

from wiel.intake import read_region

MEMBERS = '[[file]]\npath = "a.csv"\nmember = "Aadorp"\n[[file]]\npath = "b.csv"\nmember = "Beek"\n'


def test_an_application_of_another_member_that_lists_it_too_is_told(region, found):
    """At the row of the guest; both rows stay. Another product of that holder is nothing to tell."""
    files = {
        "a.csv": "id,name,product,holder\nA1,Zaken,Zaakspil,Aadorp\n",
        "b.csv": "id,name,product,holder\nB1,Zaken van Aadorp,Zaakspil,Aadorp\nB2,Kas,Kasboek,Aadorp\nB3,Eigen,Zaakspil,Beek\n",
    }
    intake = read_region(region(files, MEMBERS))

    assert intake.landscape["applications"].height == 4
    assert [rule for rule in found(intake) if rule[0] == "application.told-twice"] == [("application.told-twice", 2, "holder")]

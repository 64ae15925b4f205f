"""One row by hand: changing, two people at once, confirming, history."""

import pytest
from django.test import Client
from django.urls import reverse

from wiel_web.accounts.models import User
from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.models import AuditEntry
from wiel_web.tenancy.scoping import acting_for

EDITOR = "landscape-editor@aa.example"
CONTROLLER = "controller@aa.example"


@pytest.fixture
def current(world):
    """The version of a row that holds now: `current("app:aakerk:A1")`."""

    def find(key: str, place: int = 0, table: str = "applications"):
        owner = world.members[place].pk
        with acting_for(owner):
            return MODELS[table].objects.of(owner).filter(row_key=key, kept_until=None).latest("number")

    return find


def _page(name: str, row, table: str = "applications") -> str:
    return reverse(f"landscapes:{name}", args=[table, row.number])


def test_a_row_is_changed_and_its_history_tells_who(world, signed_in, current):
    """The old version stays to be read, with who made the new one; nothing else of the row changes."""
    client, before = signed_in(EDITOR), current("app:aakerk:A1")
    client.post(_page("edit", before), {"k-version": "9.9", "k-end_of_support": "31-12-2027"})
    after = current("app:aakerk:A1")

    assert (after.version, str(after.end_of_support)) == ("9.9", "2027-12-31")
    assert (after.product, after.name, after.knows_count) == (before.product, before.name, before.knows_count)
    told = client.get(_page("record", after)).content.decode()
    assert EDITOR in told
    assert "→ 9.9" in told
    assert "oudere versie" in client.get(_page("record", before)).content.decode()


def test_two_people_at_once_lose_nothing(world, current):
    """Who saves second is told who was first and what that changed, and finds back what was typed; saving again takes it."""
    one, two = Client(), Client()
    one.force_login(User.objects.get(email=EDITOR))
    two.force_login(User.objects.get(email=EDITOR))
    seen = current("app:aakerk:A1")
    one.post(_page("edit", seen), {"k-version": "1 van de ander", "k-status": ""})
    answer = two.post(_page("edit", seen), {"k-successor": "Mijn opvolger", "k-status": seen.status or ""})
    told = answer.content.decode()

    assert answer.status_code == 409
    assert "Iemand anders wijzigde deze rij" in told
    assert "1 van de ander" in told
    assert 'value="Mijn opvolger"' in told
    assert current("app:aakerk:A1").successor == seen.successor
    two.post(_page("edit", current("app:aakerk:A1")), {"k-successor": "Mijn opvolger"})
    last = current("app:aakerk:A1")
    assert (last.version, last.successor) == ("1 van de ander", "Mijn opvolger")


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("end_of_support", "31-02-2027", "geen datum die bestaat"),
        ("rto_hours", "12.5OO", "geen getal"),
        ("knows_count", "-1", "te laag"),
        ("status", "bijna", "keuzelijst"),
        ("product", "prd:weg", "kent Wiel niet"),
        ("version", "n.v.t.", "Typ geen als het er niet is"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(world, signed_in, current, field, text, told):
    """The sentence of the cell reader, what was typed, and nothing changed."""
    before = current("app:aakerk:A1")
    answer = signed_in(EDITOR).post(_page("edit", before), {f"k-{field}": text})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert told in page
    assert f'id="k-{field}-error"' in page
    assert text in page or field == "status"
    assert current("app:aakerk:A1").number == before.number


def test_a_rule_of_the_table_holds_by_hand_too(world, signed_in, current):
    """An application keeps a product or a name."""
    before = current("app:aakerk:A3")
    answer = signed_in(EDITOR).post(_page("edit", before), {"k-name": "", "k-product": ""})

    assert answer.status_code == 422
    assert current("app:aakerk:A3").number == before.number


def test_saving_without_a_change_changes_nothing(world, signed_in, current):
    """No new version, and the key cannot be typed over."""
    before = current("app:aakerk:A1")
    signed_in(EDITOR).post(_page("edit", before), {"k-id": "app:aakerk:X", "k-holder": "org:gedeeld:bovenbeek"})

    assert current("app:aakerk:A1").number == before.number


@pytest.mark.parametrize(("email", "status"), [(EDITOR, 404), ("landscape-reader@aa.example", 403)])
def test_rows_of_others_are_read_and_never_changed(world, signed_in, current, email, status):
    """A neighbour opened its rows: they can be read, without who changed them, and not be changed."""
    client, row = signed_in(email), current("app:bovenbeek:B1", 1)

    assert client.get(_page("record", row)).status_code == 200
    assert client.post(_page("edit", row), {"k-version": "9"}).status_code == status
    assert client.post(_page("confirm", row)).status_code in (403, 404)
    assert current("app:bovenbeek:B1", 1).number == row.number


def test_a_row_is_confirmed_in_a_role(world, signed_in, current):
    """The newest confirmation takes the place of the former one; it holds a role and no name."""
    row = current("app:aakerk:A1")
    for email in (EDITOR, CONTROLLER):
        signed_in(email).post(_page("confirm", row))
    said = current("applications|app:aakerk:A1|alles", table="attestations")

    assert (said.role, said.column, said.row_id) == ("Controller", "alles", "app:aakerk:A1")
    assert "door de rol Controller" in signed_in(EDITOR).get(_page("record", row)).content.decode()
    with acting_for(world.members[0].pk):
        assert AuditEntry.objects.filter(action="row.confirm", owner=world.members[0].pk).count() == 2


def test_an_older_version_is_not_confirmed(world, signed_in, current):
    """Who looked at what no longer holds is told so."""
    client, row = signed_in(EDITOR), current("app:aakerk:A2")
    client.post(_page("edit", row), {"k-version": "2"})

    assert client.post(_page("confirm", row)).status_code == 422

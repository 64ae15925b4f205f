"""Sharing, the log, and people: what the pages do, for whom, and what they keep to themselves."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from wiel_web.accounts.models import Invitation, JoinRequest
from wiel_web.accounts.service import make_user
from wiel_web.landscapes.service import rows
from wiel_web.tenancy.models import Opening
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

ADMIN = "organisation-admin@aa.example"


def _sees(world) -> bool:
    """Whether the municipality outside reads applications of the first one."""
    actor = world.actor(Role.LANDSCAPE_READER, world.outsider)
    with acting_for(world.outsider.pk):
        return rows(actor, "applications").filter(owner=world.members[0]).exists()


def test_opening_and_withdrawing_work_at_once(world, signed_in):
    """What is given is read by the receiver; the page before withdrawing says whom it hides from; afterwards it is gone."""
    client = signed_in(ADMIN)
    given = {"subject": "landscape", "receiver": str(world.outsider.pk), "until": "2999-12-31", "basis": "Besluit 12"}
    assert not _sees(world)
    client.post(reverse("tenancy:give"), given)
    assert _sees(world)
    with acting_for(world.members[0].pk):
        opening = Opening.objects.filter(owner=world.members[0]).latest("pk")
    page = reverse("tenancy:take-back", args=[opening.pk])

    assert "Besluit 12" in client.get(reverse("tenancy:sharing")).content.decode()
    assert "1 organisatie ziet deze gegevens dan niet meer" in client.get(page).content.decode()
    assert _sees(world)
    client.post(page)
    assert not _sees(world)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"until": "2000-01-01"}, 422),
        ({"until": "morgen"}, 422),
        ({"since": "2000-01-01"}, 422),
        ({"since": "2999-01-02", "until": "2999-01-01"}, 422),
        ({"subject": "own"}, 404),
        ({"receiver": "9999"}, 404),
    ],
)
def test_what_cannot_be_opened_is_refused(world, signed_in, change, status):
    """A day that passed or is none, a subject that never leaves, somebody who is not there: nothing opens."""
    given = {"subject": "contracts", "receiver": str(world.outsider.pk), "until": ""} | change

    assert signed_in(ADMIN).post(reverse("tenancy:give"), given).status_code == status
    with acting_for(world.members[0].pk):
        assert not Opening.objects.filter(owner=world.members[0], receiver=world.outsider).exists()


def test_an_agreement_tells_its_term_in_words_and_begins_on_its_first_day(world, signed_in):
    """What opens later is on the page with both days written out, and is not read by the receiver yet."""
    client = signed_in(ADMIN)
    given = {"subject": "landscape", "receiver": str(world.outsider.pk), "since": "2999-01-01", "until": "2999-12-31"}
    client.post(reverse("tenancy:give"), given)

    assert "van 1 januari 2999 tot en met 31 december 2999" in client.get(reverse("tenancy:sharing")).content.decode()
    assert not _sees(world)


def test_before_withdrawing_one_reads_which_calculations_disappear(world, victim, signed_in):
    """The run of the first municipality used rows of the second, which reads its name there once it may read every source of it."""
    with acting_for(world.members[1].pk):
        opening = Opening.objects.get(owner=world.members[1], subject="landscape")
    page, run = reverse("tenancy:take-back", args=[opening.pk]), f'href="{reverse("runs:run", args=[victim.run])}"'
    before = signed_in("organisation-admin@bo.example").get(page).content.decode()
    with acting_for(world.partnership.pk):
        for subject in ("landscape", "contracts"):
            facts = {"circle": "organisation", "receiver": world.members[1], "since": opening.since}
            Opening.objects.create(owner=world.partnership, subject=subject, **facts)
    after = signed_in("organisation-admin@bo.example").get(page).content.decode()

    assert (run in before, run in after) == (False, True)
    assert "1 berekening verdwijnt voor anderen" in after


def test_withdrawing_results_hides_the_own_calculations(world, victim, signed_in):
    """They stand on the page by name before they disappear for others."""
    with acting_for(world.members[0].pk):
        opening = Opening.objects.get(owner=world.members[0], subject="results")
    told = signed_in(ADMIN).get(reverse("tenancy:take-back", args=[opening.pk])).content.decode()

    assert f'href="{reverse("runs:run", args=[victim.run])}"' in told


def test_a_supplier_is_no_receiver(world, signed_in):
    """Landscapes are never opened to suppliers: they are not in the list."""
    given = {"subject": "landscape", "receiver": str(world.supplier.pk)}

    assert signed_in(ADMIN).post(reverse("tenancy:give"), given).status_code == 404


def test_the_log_tells_own_people_by_name_and_others_by_organisation(world, victim, signed_in):
    """A neighbour that reads an application leaves its organisation in the log of the owner, and no name."""
    signed_in("landscape-reader@bo.example").get(reverse("landscapes:table", args=["applications"]))
    told = signed_in("security-officer@aa.example").get(reverse("tenancy:log")).content.decode()

    assert "@aa.example" in told
    assert "@bo.example" not in told
    assert signed_in("controller@aa.example").get(reverse("tenancy:log")).status_code == 403


def _link(client, email: str, role: str = "controller") -> str:
    page = client.post(reverse("accounts:invite"), {"email": email, "role": role}).content.decode()
    found = re.search(r"sleutel=([\w-]+)", page)
    assert found
    return found[1]


def test_an_invitation_is_taken_up_once_by_whom_it_is_for(world, signed_in):
    """The link works for the invited address only; looking at it does nothing; its secret is not in the log."""
    secret, guest = _link(signed_in(ADMIN), "nieuw@elders.example"), Client()
    guest.force_login(make_user("nieuw@elders.example"))
    other = signed_in("controller@da.example")

    assert other.post(reverse("accounts:accept"), {"sleutel": secret}).status_code == 422
    assert guest.get(reverse("accounts:accept"), {"sleutel": secret}).status_code == 200
    assert guest.post(reverse("accounts:accept"), {"sleutel": secret}).status_code == 302
    assert guest.post(reverse("accounts:accept"), {"sleutel": secret}).status_code == 422
    assert "Aakerk" in guest.get("/").content.decode()
    assert secret not in signed_in(ADMIN).get(reverse("tenancy:log")).content.decode()


@pytest.mark.parametrize(("email", "role", "status"), [("geen adres", "controller", 422), ("a@b.example", "steward", 404)])
def test_what_cannot_be_invited_is_refused(world, signed_in, email, role, status):
    """An address that is none, or a role for the whole catalogue."""
    assert signed_in(ADMIN).post(reverse("accounts:invite"), {"email": email, "role": role}).status_code == status
    with acting_for(world.members[0].pk):
        assert not Invitation.objects.filter(organisation=world.members[0], email=email).exists()


@pytest.mark.parametrize(("answer", "in_it"), [("yes", True), ("no", False)])
def test_a_newcomer_waits_for_an_answer(world, signed_in, answer, in_it):
    """Who asks sees nothing until the administrator says yes."""
    guest = Client()
    guest.force_login(make_user("gast@elders.example"))
    guest.post(reverse("accounts:ask"), {"organisation": world.members[0].pk, "role": "landscape-reader"})
    assert guest.get(reverse("landscapes:overview")).status_code == 403
    with acting_for(world.members[0].pk):
        asked = JoinRequest.objects.get(organisation=world.members[0], user__email="gast@elders.example")
    client = signed_in(ADMIN)
    assert "gast@elders.example" in client.get(reverse("accounts:people")).content.decode()
    client.post(reverse("accounts:decide", args=[asked.pk]), {"answer": answer})

    assert (guest.get(reverse("landscapes:overview")).status_code == 200) is in_it

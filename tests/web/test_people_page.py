"""People of an organisation: their roles change at once, nobody is left without administrator, invitations are renewed and withdrawn."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from wiel_web.accounts.models import Appointment, Invitation
from wiel_web.accounts.service import make_user
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

ADMIN, GUEST = "organisation-admin@aa.example", "nieuw@elders.example"


def _key(email: str) -> int:
    return get_user_model().objects.get(email=email).pk


def _roles(world, email: str) -> set[str]:
    with acting_for(world.members[0].pk):
        rows = Appointment.objects.filter(organisation=world.members[0], user__email=email, ended_at=None)
        return set(rows.values_list("role", flat=True))


def _person(email: str) -> str:
    return reverse("accounts:person", args=[_key(email)])


def test_roles_change_at_once(world, signed_in):
    """A controller becomes a reader and no longer opens contracts; a role for the whole catalogue cannot be given here."""
    client, person = signed_in(ADMIN), _person("controller@aa.example")
    changed = client.post(person, {"role": ["landscape-reader", "steward", "nonsense"]})

    assert changed.status_code == 302
    assert _roles(world, "controller@aa.example") == {"landscape-reader"}
    assert signed_in("controller@aa.example").get(reverse("landscapes:table", args=["contracts"])).status_code == 403


def test_a_person_is_removed_and_keeps_the_account(world, signed_in):
    """All roles here end at once; those elsewhere stay."""
    user = get_user_model().objects.get(email="controller@aa.example")
    with acting_for(world.members[1].pk):
        Appointment.objects.create(user=user, organisation=world.members[1], role=Role.LANDSCAPE_READER)
    signed_in(ADMIN).post(_person(user.email), {"remove": "yes"})

    assert _roles(world, user.email) == set()
    assert "Bovenbeek" in signed_in(user.email).get("/").content.decode()
    assert user.email not in signed_in(ADMIN).get(reverse("accounts:people")).content.decode()


@pytest.mark.parametrize("sent", [{"remove": "yes"}, {"role": ["controller"]}])
def test_the_last_administrator_stays(world, signed_in, sent):
    """The only one can neither go nor drop that role; nothing else of the change is kept either."""
    assert signed_in(ADMIN).post(_person(ADMIN), sent).status_code == 422
    assert _roles(world, ADMIN) == {Role.ORGANISATION_ADMIN}


def test_a_central_role_stays_whatever_an_administrator_changes(world, signed_in):
    """The steward gets a role here beside the one for the whole catalogue, and loses only the former when removed."""
    client, person = signed_in(ADMIN), _person("steward@aa.example")
    client.post(person, {"role": ["landscape-reader"]})
    assert _roles(world, "steward@aa.example") == {"steward", "landscape-reader"}
    client.post(person, {"remove": "yes"})

    assert _roles(world, "steward@aa.example") == {"steward"}


def test_somebody_of_elsewhere_is_no_person_here(world, signed_in):
    """Whoever has no role at the own organisation cannot be looked up or appointed."""
    client = signed_in(ADMIN)

    assert client.get(_person("controller@bo.example")).status_code == 404
    assert client.post(_person("controller@bo.example"), {"role": ["controller"]}).status_code == 404
    assert signed_in("controller@aa.example").get(_person(ADMIN)).status_code == 403


def _secret(answer) -> str:
    found = re.search(r"sleutel=([\w-]+)", answer.content.decode())
    assert found
    return found[1]


def _guest() -> Client:
    guest = Client()
    guest.force_login(make_user(GUEST))
    return guest


def _invited(world) -> str:
    with acting_for(world.members[0].pk):
        found = Invitation.objects.get(organisation=world.members[0], email=GUEST)
        return reverse("accounts:invite-again", args=[found.pk])


def test_an_invitation_is_renewed(world, signed_in):
    """The new link works, the old one no longer; the page tells until when the invitation is valid."""
    client, guest = signed_in(ADMIN), _guest()
    old = _secret(client.post(reverse("accounts:invite"), {"email": GUEST, "role": "controller"}))
    new = _secret(client.post(_invited(world), {"answer": "renew"}))

    assert "Geldig tot" in client.get(reverse("accounts:people")).content.decode()
    assert guest.post(reverse("accounts:accept"), {"sleutel": old}).status_code == 422
    assert guest.post(reverse("accounts:accept"), {"sleutel": new}).status_code == 302
    assert GUEST in client.get(reverse("accounts:people")).content.decode()


def test_an_invitation_is_withdrawn(world, signed_in):
    """Its link stops working at once, and it is gone from the page; the log keeps that it was there."""
    client, guest = signed_in(ADMIN), _guest()
    secret = _secret(client.post(reverse("accounts:invite"), {"email": GUEST, "role": "controller"}))
    client.post(_invited(world), {"answer": "take-back"})

    assert guest.post(reverse("accounts:accept"), {"sleutel": secret}).status_code == 422
    assert "people.take-back" in client.get(reverse("tenancy:log")).content.decode()
    with acting_for(world.members[0].pk):
        assert not Invitation.objects.filter(organisation=world.members[0], email=GUEST).exists()


@pytest.mark.parametrize("sends", [True, False])
def test_an_invitation_is_mailed_where_the_server_can(world, signed_in, settings, sends):
    """The mail holds the link and the name of the organisation; the page shows the link in either case."""
    settings.SENDS_MAIL = sends
    answer = signed_in(ADMIN).post(reverse("accounts:invite"), {"email": GUEST, "role": "controller"})

    assert ("Wiel heeft dit adres gemaild" in answer.content.decode()) is sends
    assert [(one.to, "Aakerk" in one.subject, _secret(answer) in one.body) for one in mail.outbox] == [
        ([GUEST], True, True)
    ] * sends


def test_one_account_works_for_several_organisations(world, client, signed_in):
    """The same address is invited at a second organisation: after taking that up the person switches, without signing in again."""
    secret = _secret(signed_in(ADMIN).post(reverse("accounts:invite"), {"email": "controller@bo.example", "role": "controller"}))
    both = signed_in("controller@bo.example")
    both.post(reverse("accounts:accept"), {"sleutel": secret})
    page = both.get("/").content.decode()
    both.post(reverse("accounts:switch"), {"organisation": world.members[1].pk})

    assert all(f">{name}</option>" in page for name in ("Aakerk", "Bovenbeek"))
    assert f'value="{world.members[1].pk}" selected' in both.get("/").content.decode()

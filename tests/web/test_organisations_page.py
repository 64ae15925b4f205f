"""Whoever keeps the list of organisations accepts and adds them; everybody reads where one works oneself."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from wiel_web.accounts.models import Appointment
from wiel_web.tenancy.models import Organisation, State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import make_organisation

STEWARD, PAGE = "steward@da.example", reverse("tenancy:organisations")


def test_a_steward_accepts_what_waits(world, signed_in):
    """It is shown as waiting, and is known afterwards; accepting it a second time is not possible."""
    client, waiting = signed_in(STEWARD), make_organisation("Verweghe", Kind.MUNICIPALITY)
    accept = reverse("tenancy:approve", args=[waiting.pk])
    before = client.get(PAGE).content.decode()
    client.post(accept)
    waiting.refresh_from_db()

    assert f'action="{accept}"' in before
    assert waiting.state == State.APPROVED
    assert client.post(accept).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": "Nieuwland", "kind": "gemeente"}, 302),
        ({"name": "aakerk", "kind": "gemeente"}, 422),
        ({"name": "", "kind": "gemeente"}, 422),
        ({"name": "Nieuwland", "kind": "kasteel"}, 422),
    ],
)
def test_a_steward_adds_an_organisation_once(world, signed_in, sent, status):
    """A name that is there already, none, or a kind that does not exist adds nothing."""
    before = Organisation.objects.count()

    assert signed_in(STEWARD).post(PAGE, sent).status_code == status
    assert Organisation.objects.count() - before == (status == 302)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STEWARD])
def test_nobody_else_keeps_the_list(world, signed_in, role):
    """No other role reads or changes it."""
    client, waiting = signed_in(f"{role}@aa.example"), make_organisation("Verweghe", Kind.MUNICIPALITY)

    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("tenancy:approve", args=[waiting.pk])).status_code == 403


def test_everybody_reads_the_own_places_and_roles(world, client, signed_in):
    """Both organisations with the roles there, and a button to work for the other; roles that ended are gone."""
    person = signed_in("controller@aa.example")
    user = get_user_model().objects.get(email="controller@aa.example")
    with acting_for(world.members[1].pk):
        Appointment.objects.create(user=user, organisation=world.members[1], role=Role.LANDSCAPE_READER)
    told = person.get(reverse("accounts:own")).content.decode()
    person.post(reverse("accounts:switch"), {"organisation": world.members[1].pk})

    assert "U werkt voor 2 organisaties" in told
    assert told.count("hier werkt u nu") == 1
    assert "Tweede stap</a>: staat uit" in told
    assert "Bovenbeek" in person.get("/").content.decode()

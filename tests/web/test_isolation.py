"""Nobody sees or changes what is of others: every address and operation is called by every role of an outsider and of a supplier.

An address that is not walked fails the test: add how it is reached to `tests/web/walk.py`.
"""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.web.walk import ADDRESSES, REACHED, TELLING, snapshot, texts
from tests.web.world import SECRETS, address
from wiel_web.runs import service as runs
from wiel_web.tenancy.models import Opening
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import withdraw


def _client(role, organisation) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(email=address(role, organisation)))
    return client


def test_every_address_is_walked():
    """The table of what is walked names every address of the application, and none that is gone."""
    assert set(REACHED) == set(ADDRESSES)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", ["outsider", "supplier"])
def test_no_role_of_others_sees_or_changes_anything(world, victim, role, place):
    """Whatever method and address an outsider tries, no answer holds a word of the victim and nothing of the victim changes."""
    before = snapshot(world)
    for name, status, told in texts(_client(role, getattr(world, place)), victim):
        assert status < 500, (name, told[:400])
        assert [word for word in SECRETS if word in told] == [], name
    assert before == snapshot(world)


def test_the_same_walk_shows_the_victim_its_own_words(world, victim):
    """The walk comes where secrets are: each address answers the victim, and the pages that hold secrets show them."""
    told: dict[str, tuple[int, str]] = {}
    for role in (Role.LANDSCAPE_EDITOR, Role.ORGANISATION_ADMIN, Role.STEWARD):
        found = {name: (status, text) for name, status, text in texts(_client(role, world.members[0]), victim, ("get",))}
        told |= {name: answer for name, answer in found.items() if answer[0] != 403 and name not in told}

    assert told.keys() == REACHED.keys()
    assert {name: status for name, (status, _) in told.items() if status not in (200, 302, 405)} == {"api:api-root": 404}
    assert {name for name, word in TELLING.items() if word not in told[name][1]} == set()


def test_a_visitor_gets_nowhere(world, victim, client):
    """Without signing in every address leads to the page for that, or tells nothing."""
    for name, _, told in texts(client, victim, ("get",)):
        assert [word for word in SECRETS if word in told] == [], name


@pytest.mark.parametrize("role", list(Role))
def test_every_page_answers_every_role_of_the_own_organisation(world, victim, role):
    """No page breaks for whoever may see it: it is shown, refused, or leads elsewhere."""
    for name, status, told in texts(_client(role, world.members[0]), victim, ("get",)):
        assert status in (200, 302, 403, 404, 405), (name, told[:400])


@pytest.mark.parametrize("subject", [Subject.LANDSCAPE, Subject.CONTRACTS])
def test_withdrawing_an_opening_hides_what_was_made_from_it(world, victim, subject):
    """A neighbour takes its rows back: the run that used them is gone for whoever made it, with its files; opening again shows it."""
    maker, neighbour = world.actor(Role.LANDSCAPE_EDITOR, world.members[0]), world.members[1]
    page = reverse("runs:run", args=[victim.run])
    client = _client(Role.LANDSCAPE_EDITOR, world.members[0])
    assert client.get(page).status_code == 200
    with acting_for(neighbour.pk):
        opening = Opening.objects.get(owner=neighbour, subject=subject)
        withdraw(world.actor(Role.ORGANISATION_ADMIN, neighbour), opening.pk)

    assert client.get(page).status_code == 404
    assert client.get(reverse("runs:file", args=[victim.run, victim.file])).status_code == 404
    with acting_for(maker.organisation):
        assert not runs.runs(maker).filter(pk=victim.run).exists()
    with acting_for(neighbour.pk):
        Opening.objects.filter(pk=opening.pk).update(withdrawn_at=None)
    assert client.get(page).status_code == 200

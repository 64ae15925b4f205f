"""Nobody sees or changes what is of others: every address and operation is called by every role of an outsider and of a supplier.

An address that is not walked fails the test: add how it is reached to `tests/web/walk.py`.
"""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.web.walk import ADDRESSES, REACHED, reach, snapshot
from tests.web.world import SECRETS, address
from wiel_web.tenancy.roles import Role


def test_every_address_is_walked():
    """The table of what is walked names every address of the application, and none that is gone."""
    assert set(REACHED) == set(ADDRESSES)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", ["outsider", "supplier"])
def test_no_role_of_others_sees_or_changes_anything(world, role, place):
    """Whatever method and address an outsider tries, no answer holds a word of the victim and nothing of the victim changes."""
    victim = reach(world)
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(email=address(role, getattr(world, place))))
    before = snapshot(world)
    for name, arguments in REACHED.items():
        for method in (client.get, client.post):
            answer = method(reverse(name, kwargs=arguments(victim)))
            told = answer.getvalue().decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")

            assert answer.status_code < 500, (name, told[:400])
            assert [word for word in SECRETS if word in told] == [], name
    assert before == snapshot(world)


def test_a_visitor_gets_nowhere(world, client):
    """Without signing in every address leads to the page for that, or tells nothing."""
    victim = reach(world)
    for name, arguments in REACHED.items():
        answer = client.get(reverse(name, kwargs=arguments(victim)))

        assert [word for word in SECRETS if word in answer.content.decode()] == [], name


@pytest.mark.parametrize("role", list(Role))
def test_every_page_answers_every_role_of_the_own_organisation(world, role):
    """No page breaks for whoever may see it: it is shown, refused, or leads elsewhere."""
    victim = reach(world)
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(email=address(role, world.members[0])))
    for name, arguments in REACHED.items():
        answer = client.get(reverse(name, kwargs=arguments(victim)))

        assert answer.status_code in (200, 302, 403, 404, 405), name

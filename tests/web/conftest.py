"""Organisations, people and landscapes for tests of the web application."""

import pytest
from django.test import Client

from tests.web.world import World, make_world
from wiel_web.accounts.models import User


@pytest.fixture
def world(db) -> World:
    """Three municipalities of buurtschap that work together, one outside, a supplier, and somebody in every role at each."""
    return make_world()


@pytest.fixture
def signed_in(client: Client):
    """Sign somebody in by address: `signed_in("landscape-editor@aa.example")`."""

    def sign_in(email: str) -> Client:
        client.force_login(User.objects.get(email=email))
        return client

    return sign_in


@pytest.fixture
def do(django_capture_on_commit_callbacks):
    """Do something and let the background work that it starts be done: `do(lambda: client.post(…))`."""

    def done(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return done

"""Organisations, people and landscapes for tests of the web application; made once, each test sees them as they were."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.walk import Victim, reach
from tests.web.world import World, make_world
from wiel_web.accounts.models import User
from wiel_web.landscapes.models import Delivery
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.scoping import acting_for

collect_ignore = [] if settings.ON_POSTGRESQL else ["on_postgresql"]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On PostgreSQL the owner of the tables made them already; the role under which tests run may not."""
    return bool(settings.ON_POSTGRESQL)


@pytest.fixture(scope="session")
def settled(django_db_setup, django_db_blocker) -> tuple[World, Victim]:
    """The world and what the victim of the isolation walk has, committed."""
    with django_db_blocker.unblock():
        made = make_world()
        return made, reach(made)


@pytest.fixture
def world(db, settled) -> World:
    """Three municipalities of buurtschap that work together, one outside, a supplier, and somebody in every role at each."""
    return settled[0] if Organisation.objects.exists() else make_world()


@pytest.fixture
def victim(world, settled) -> Victim:
    """A delivery, a finished run and a file of the first municipality."""
    return settled[1]


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


@pytest.fixture
def latest(world):
    """The latest row of a model at the first municipality: `latest(Delivery)`."""

    def find(model):
        with acting_for(world.members[0].pk):
            return model.objects.of(world.members[0].pk).latest("pk")

    return find


@pytest.fixture
def bring(do, latest):
    """Bring a file as who is signed in at the first municipality, and give the delivery: `bring(client, "id;name…")`."""

    def brought(client: Client, content: str | bytes = "id;name\nA77;Nieuwe balie\n", name: str = "applications.csv") -> Delivery:
        data = content.encode() if isinstance(content, str) else content
        do(lambda: client.post(reverse("landscapes:bring"), {"files": SimpleUploadedFile(name, data)}))
        return latest(Delivery)

    return brought

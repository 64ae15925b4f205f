"""What a process does in a test that kills it: each is run in a process of its own, on a database that others share."""

import json
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.postgres import Cluster
from tests.web.world import address, make_world
from wiel_web.accounts.models import User
from wiel_web.accounts.service import actor_for
from wiel_web.landscapes import changes, service, store
from wiel_web.landscapes.models import MODELS, Delivery
from wiel_web.runs import computing
from wiel_web.runs import service as runs
from wiel_web.runs.models import Outcome, OutcomeTable, Run
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

MEGABYTE = 1024 * 1024


def _editor() -> Actor:
    home = Organisation.objects.get(name="Aakerk")
    with acting_for(home.pk):
        return actor_for(User.objects.get(email=address(Role.LANDSCAPE_EDITOR, home)), home.pk)


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _then_die(act: Callable[..., Any]) -> Callable[..., Any]:
    """Do it, and die before anything else happens."""

    def both(*words: Any) -> None:
        act(*words)
        _die()

    return both


def work() -> None:
    """A worker that does what waits."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def prepare() -> None:
    """A delivery and a run that wait."""
    make_world()
    actor = _editor()
    with acting_for(actor.organisation):
        service.bring(actor, [SimpleUploadedFile("applications.csv", b"id;name\nA77;Nieuwe balie\n")])
        runs.start(actor, "overlap", Organisation.objects.get(name="Buurtschap"))


def die_while_reading() -> None:
    """The worker dies while it reads the delivery."""
    changes.change_set = _die
    work()


def die_while_keeping_a_run() -> None:
    """The worker dies when the first part of the result is written."""
    computing.keep = _then_die(computing.keep)
    work()


def die_while_taking() -> None:
    """The server dies when the first rows of a delivery are written."""
    actor = _editor()
    with acting_for(actor.organisation):
        key = Delivery.objects.of(actor.own).filter(state="ready").latest("pk").pk
        service.choose(actor, key, False, True)
        store.add = _then_die(store.add)
        service.take(actor, key)


def recover() -> None:
    """Some time later the scheduler looks, and a worker works."""
    owner, long_ago = _editor().own, timezone.now() - timedelta(hours=1)
    with acting_for(owner):
        Delivery.objects.of(owner).filter(state="reading").update(made_at=long_ago)
        Run.objects.of(owner).filter(state="running").update(heartbeat_at=long_ago)
    call_command("scheduler", once=True)
    work()


def tell() -> None:
    """What there is."""
    owner = _editor().own
    with acting_for(owner):
        print(
            json.dumps(
                {
                    "delivery": Delivery.objects.of(owner).latest("pk").state,
                    "run": Run.objects.of(owner).latest("pk").state,
                    "parts": Outcome.objects.of(owner).count() + OutcomeTable.objects.of(owner).count(),
                    "rows": sum(model.objects.of(owner).count() for model in MODELS.values()),
                }
            )
        )


def take() -> None:
    """Take over what is ready."""
    actor = _editor()
    with acting_for(actor.organisation):
        service.take(actor, Delivery.objects.of(actor.own).filter(state="ready").latest("pk").pk)


def _client() -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="landscape-editor@aa.example"))
    return client


def _limit_pages(most: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {most}")


def fill_the_disk() -> None:
    """No page can be added to the database while somebody brings a file."""
    make_world()
    client, content = _client(), b"id;name\n" + b"A1;x\n" * MEGABYTE
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
    told = []
    for most in (pages, 1_000_000):
        _limit_pages(most)
        answer = client.post(reverse("landscapes:bring"), {"files": SimpleUploadedFile("a.txt", content)})
        told.append(
            (answer.status_code, "De opslag is vol" in answer.content.decode(), Delivery.everything.filter(label="a.txt").count())
        )
    print(json.dumps(told))


def _status(client: Client, address: str) -> int:
    """As a server does it: around each request it leaves connections that broke. The client for tests does not."""
    close_old_connections()
    return client.get(address).status_code


def restart_the_database() -> None:
    """The database stops and starts while somebody works."""
    make_world()
    server, client = Cluster(Path(os.environ["WIEL_TEST_CLUSTER"])), _client()
    told: list[object] = [_status(client, "/")]
    server.stop()
    told += [_status(client, "/"), "De gegevens zijn even niet bereikbaar" in client.get("/").content.decode()]
    told += [_status(client, "/health/ready"), _status(client, "/health/live")]
    server.start()
    told += [_status(client, "/"), _status(client, "/health/ready")]
    print(json.dumps(told))

"""Changing things through the API: a delivery from file to rows and back, and stopping a run."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.machine import key_of, machine
from wiel_web.landscapes.models import MODELS, Delivery
from wiel_web.runs import service as runs
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

JSON = "application/json"
NEW = b"id;name\nA88;Nieuwe balie\n"


@pytest.fixture
def editor(world):
    """A machine of the first municipality that brings and starts."""
    return machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0]))


@pytest.fixture
def brought(editor, do, latest):
    """The address of a delivery that a machine brought: `brought(content)`."""

    def bring(content: bytes = NEW) -> str:
        answer = do(lambda: editor.post("/api/v1/deliveries", {"files": [SimpleUploadedFile("applications.csv", content)]}))
        assert answer.status_code == 202
        return f"/api/v1/deliveries/{latest(Delivery).pk}"

    return bring


def _rows(world) -> int:
    owner = world.members[0].pk
    with acting_for(owner):
        return MODELS["applications"].objects.of(owner).filter(kept_until=None, name="Nieuwe balie").count()


def _patch(client, address, etag="", **change):
    headers = {"If-Match": etag} if etag else {}
    return client.patch(address, change, content_type=JSON, headers=headers)


def test_a_delivery_is_looked_at_taken_over_and_taken_back(world, editor, brought):
    """The differences show the new row; taken with the ETag it is there; taken back it is gone."""
    address = brought()
    seen = editor.get(address)
    assert seen.json()["state"] == "ready"
    shown = editor.get(f"{address}/differences").json()["items"]
    assert ("applications", "new", "Nieuwe balie") in [(row["table"], row["kind"], row["name"]) for row in shown]

    assert (_patch(editor, address, seen["ETag"], state="taken").json()["state"], _rows(world)) == ("taken", 1)
    assert (_patch(editor, address, state="undone").json()["state"], _rows(world)) == ("undone", 0)


def test_taking_needs_what_one_saw(world, editor, brought):
    """Without If-Match 428, with an older one 412, and nothing changes; after a choice one looks anew."""
    address = brought()
    first = editor.get(address)["ETag"]
    chosen = _patch(editor, address, acceptUnknown=True)

    assert chosen.json()["acceptUnknown"] is True
    assert _patch(editor, address, state="taken").status_code == 428
    assert _patch(editor, address, first, state="taken").status_code == 412
    assert _rows(world) == 0
    assert _patch(editor, address, chosen["ETag"], state="taken").status_code == 200


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, 422),
        ({"state": "taken", "acceptUnknown": True}, 422),
        ({"state": "ready"}, 400),
        ({"colour": 1}, 400),
        ({"state": "undone"}, 409),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(world, editor, brought, change, status):
    """Nothing, two things at once, a state that nobody gives, an unknown field, or a state that does not follow."""
    assert _patch(editor, brought(), **change).status_code == status


def test_a_delivery_is_left(world, editor, brought):
    """What was dropped cannot be taken over any more."""
    address = brought()
    assert _patch(editor, address, state="dropped").json()["state"] == "dropped"

    assert _patch(editor, address, editor.get(address)["ETag"], state="taken").status_code == 409


def test_who_only_reads_changes_nothing(world, editor, brought):
    """A machine with the role of reader looks, and may not take over or stop."""
    address, reader = brought(), machine(key_of(Role.LANDSCAPE_READER, world.members[0]))

    assert _patch(reader, address, reader.get(address)["ETag"], state="taken").status_code == 403
    assert _rows(world) == 0


def test_a_run_is_stopped(world, victim, editor):
    """One that waits stops at once; one that ended cannot be stopped."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        waiting = runs.start(actor, "overlap", world.partnership)
    address = f"/api/v1/runs/{waiting.pk}"

    assert _patch(editor, address, state="stopped").json()["state"] == "stopped"
    assert _patch(editor, address, state="stopped").status_code == 409
    assert _patch(machine(key_of(Role.LANDSCAPE_READER, world.members[0])), address, state="stopped").status_code == 403

"""The API: what it gives, what it refuses, and that it keeps to the design rules of the Dutch government."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wiel_web.conf.api import document
from wiel_web.landscapes.models import Delivery
from wiel_web.runs.models import Run

COMMITTED = Path(__file__).parents[2] / "docs" / "web" / "openapi.json"
EDITOR = "landscape-editor@aa.example"


def test_rows_come_in_pages_and_hold_what_the_reader_may_see(world, signed_in):
    """A reader gets rows of the own organisation and of the neighbours that opened theirs, a page at a time."""
    answer = signed_in(EDITOR).get("/api/v1/tables/applications/rows?page=1&pageSize=5")
    found = answer.json()

    assert answer["API-Version"] == "1.0.0"
    assert (found["page"], found["pageSize"], len(found["items"])) == (1, 5, 5)
    assert found["total"] == 12
    assert {"owner", "row", "number", "values"} <= set(found["items"][0])
    assert found["items"][0]["values"]["name"]


def test_columns_of_others_that_are_confidential_are_left_out(world, signed_in):
    """How many people know an application is told about the own ones only."""
    rows = signed_in(EDITOR).get("/api/v1/tables/applications/rows").json()["items"]
    own = {row["owner"] for row in rows if "knows_count" in row["values"]}

    assert own == {world.members[0].identifier}
    assert len({row["owner"] for row in rows}) > 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/tables/applications/rows?pagesize=5", 400),
        ("/api/v1/tables/applications/rows?page=0", 400),
        ("/api/v1/tables/nothing/rows", 404),
        ("/api/v1/runs/999999", 404),
        ("/api/v1/nothing", 404),
    ],
)
def test_what_is_wrong_is_a_problem_with_a_status(world, signed_in, address, status):
    """Errors are problem+json with status, title and detail, whatever goes wrong."""
    answer = signed_in(EDITOR).get(address)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert {"status", "title", "detail", "instance"} <= set(answer.json())


def test_who_has_not_signed_in_gets_401(world, client):
    """Without signing in nothing is told."""
    assert client.get("/api/v1/tables").status_code == 401


def test_changing_something_needs_the_token_of_the_form(world):
    """A request from another site cannot act for somebody who is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(email=EDITOR))

    assert client.post("/api/v1/runs", {}, content_type="application/json").status_code == 403


def test_files_are_brought_and_read_in_the_background(world, signed_in, do, latest):
    """Bringing gives 202 and a delivery; afterwards its counts and findings can be read."""
    client = signed_in(EDITOR)
    lists = SimpleUploadedFile("applications.csv", b"id;name;end_of_support\nA77;Nieuwe balie;32-13-2026\n")
    answer = do(lambda: client.post("/api/v1/deliveries", {"files": [lists]}))
    key = latest(Delivery).pk

    assert answer.status_code == 202
    assert client.get(f"/api/v1/deliveries/{key}").json()["state"] == "ready"
    found = client.get(f"/api/v1/deliveries/{key}/findings").json()
    assert any(finding["column"] for finding in found["items"])


def test_a_run_is_started_followed_and_read(world, signed_in, do, latest):
    """Starting gives 202; the result has a summary, tables and traces, and rows come in pages."""
    client = signed_in(EDITOR)
    wanted = {"instrument": "overlap", "organisation": world.partnership.identifier}
    answer = do(lambda: client.post("/api/v1/runs", wanted, content_type="application/json"))
    key = latest(Run).pk
    result = client.get(f"/api/v1/runs/{key}/result").json()

    assert answer.status_code == 202
    assert result["summary"]["overlap"]["members"] == 3
    assert "matrix" in result["tables"]["overlap"]
    assert client.get(f"/api/v1/runs/{key}/tables/overlap/matrix?pageSize=2").json()["items"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"instrument": "overlap", "organisation": "x", "colour": 1},
        {"instrument": "overlap"},
        {"instrument": 5, "organisation": "x"},
    ],
)
def test_unknown_and_missing_fields_are_refused(world, signed_in, wanted):
    """A field that the description does not know is an error, and so is one that is missing or of another kind."""
    answer = signed_in(EDITOR).post("/api/v1/runs", wanted, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["invalidParams"]


def test_the_description_is_the_committed_one():
    """A change in the API is seen in review: write it anew with `python -m django openapi docs/web/openapi.json`."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(json.dumps(document()))

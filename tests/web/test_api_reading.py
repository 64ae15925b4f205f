"""Reading the landscape and results through the API: columns, filters, order, history, findings and files."""

import pytest

from tests.web.machine import key_of, machine
from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.records import edit
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

ROWS = "/api/v1/tables/applications/rows"


@pytest.fixture
def editor(world):
    """A machine of the first municipality that may do most."""
    return machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0]))


@pytest.fixture
def reader(world):
    """A machine that reads no contracts."""
    return machine(key_of(Role.LANDSCAPE_READER, world.members[0]))


def test_a_table_tells_its_columns_as_far_as_one_may_see_them(world, editor, reader):
    """Each column has a meaning, a kind and its choices; what is confidential does not exist for a reader."""
    told = {column["name"]: column for column in editor.get("/api/v1/tables/applications").json()["columns"]}
    fewer = {column["name"] for column in reader.get("/api/v1/tables/applications").json()["columns"]}

    assert told["holder"]["references"] == "organisations"
    assert told["status"]["choices"]
    assert told.keys() - fewer == {name for name, column in told.items() if column["class"] == "vertrouwelijk"}
    assert reader.get("/api/v1/tables/contracts").status_code == 403


def test_rows_are_filtered_searched_and_sorted(world, editor):
    """Filters narrow, a minus turns the order, and a search finds a name."""
    everything = editor.get(f"{ROWS}?sort=name").json()
    turned = editor.get(f"{ROWS}?sort=-name").json()
    names = [row["values"]["name"] for row in everything["items"]]
    found = editor.get(f"{ROWS}?search={names[0].split()[0]}").json()
    own = editor.get(f"{ROWS}?organisation={world.members[0].identifier}").json()
    status = everything["items"][0]["values"]["status"]
    filtered = editor.get(ROWS, {"filter": [f"status:{status}"]}).json()

    assert names == sorted(names) == [row["values"]["name"] for row in turned["items"]][::-1]
    assert names[0] in {row["values"]["name"] for row in found["items"]}
    assert {row["owner"] for row in own["items"]} == {world.members[0].identifier}
    assert own["total"] < everything["total"]
    assert {row["values"]["status"] for row in filtered["items"]} == {status}


@pytest.mark.parametrize(
    "asked", ["sort=colour", "unknown=colour", "filter=colour:red", "filter=status:purple", "filter=name:x", "filter=x"]
)
def test_a_column_that_is_not_there_is_refused(world, editor, asked):
    """Nothing that was asked is left out in silence."""
    answer = editor.get(f"{ROWS}?{asked}")

    assert answer.status_code == 422
    assert asked.partition("=")[2] in answer.json()["title"]


def test_a_row_has_a_history(world, editor):
    """After a change the version that one knew has ended, and the history tells what changed."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        before = MODELS["applications"].objects.of(actor.organisation).get(row_key="app:aakerk:A1", kept_until=None)
        after = edit(actor, before, {"version": "12.1"})
    told = editor.get(f"{ROWS}/{before.number}/versions").json()["items"]

    assert editor.get(f"{ROWS}/{before.number}").json()["until"] is not None
    assert editor.get(f"{ROWS}/{after.number}").json()["values"]["version"] == "12.1"
    assert [version["number"] for version in told] == [after.number, before.number]
    assert told[0]["cells"] == [{"column": "version", "before": told[0]["cells"][0]["before"], "after": "12.1"}]


def test_a_run_gives_its_findings_and_files(world, victim, editor, reader):
    """Files have a class; one is fetched as it is; whoever sees less gets fewer of them."""
    listed = editor.get(f"/api/v1/runs/{victim.run}/files").json()["items"]
    answer = editor.get(f"/api/v1/runs/{victim.run}/files/{victim.file}")

    assert [(file["id"], file["class"]) for file in listed] == [(victim.file, "openbaar")]
    assert (answer.content, answer["Content-Type"]) == (b"Loketrix", "text/html")
    assert answer["Content-Disposition"] == 'attachment; filename="dossier-openbaar.html"'
    assert editor.get(f"/api/v1/runs/{victim.run}/findings").json()["total"] >= 0
    assert editor.get(f"/api/v1/runs/{victim.run}/files/999999").status_code == 404


def test_questions_tell_their_options_and_places(world, editor):
    """Whoever starts a run can read beforehand which options there are and about whom one can ask."""
    told = editor.get("/api/v1/instruments/overlap").json()
    places = editor.get("/api/v1/organisations").json()["items"]

    assert told["options"]
    assert all(option["meaning"] and option["kind"] for option in told["options"])
    assert [place["key"] for place in places] == [world.members[0].identifier, world.partnership.identifier]
    assert editor.get("/api/v1/instruments/nothing").status_code == 404

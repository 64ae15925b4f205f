"""The page about the API: its calls work as they stand there."""

import os
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.machine import key_of, machine
from wiel_web.conf.api import document
from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

PAGE = Path(__file__).parents[2] / "docs" / "web" / "api.md"
CALLS = re.findall(r"```sh\n(curl .*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
LISTED, BRINGING, TAKING, STARTING, FILES, FETCHING = CALLS


@pytest.fixture
def call(world, do, monkeypatch):
    """Carry out a call of the page as the shell and curl would: `call(LISTED, ID=…)`."""
    monkeypatch.setenv("WIEL", "/api/v1")
    monkeypatch.setenv("KEY", key_of(Role.LANDSCAPE_EDITOR, world.members[0]))
    monkeypatch.setenv("PLACE", world.partnership.identifier)

    def carried_out(command: str, **values: object):
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))
        words = [os.path.expandvars(word) for word in shlex.split(command)]
        return do(lambda: _sent(words[1:]))

    return carried_out


def _sent(words: list[str]):
    """The answer to the words behind curl."""
    pairs = list(pairwise(words))
    headers = dict(value.split(": ", 1) for word, value in pairs if word == "-H")
    method = next((value for word, value in pairs if word == "-X"), "GET")
    address = next(word for word in words if word.startswith("/api/"))
    client = machine(headers.pop("Authorization").removeprefix("Bearer "))
    files = [value.partition("=@") for word, value in pairs if word == "-F"]
    if files:
        (field, _, name), content = files[0], b"id;name\nA99;Nieuwe balie\n"
        return client.post(address, {field: SimpleUploadedFile(name, content)}, headers=headers)
    body = next((value for word, value in pairs if word == "-d"), "")
    kind = headers.pop("Content-Type", "application/octet-stream")
    return client.generic(method, address, body, content_type=kind, headers=headers)


def test_applications_are_listed(call):
    """The first call gives five applications by name."""
    told = call(LISTED).json()

    assert len(told["items"]) == 5
    assert [row["values"]["name"] for row in told["items"]] == sorted(row["values"]["name"] for row in told["items"])


def test_a_list_is_brought_and_taken_over(world, call):
    """The second call brings a list; with the fingerprint of what one saw its rows are there."""
    brought = call(BRINGING)
    assert brought.status_code == 202
    key = brought.json()["id"]
    seen = call(f'curl "$WIEL/deliveries/{key}" -H "Authorization: Bearer $KEY"')

    assert (seen.json()["state"], call(TAKING, ID=key, ETAG=seen["ETag"]).json()["state"]) == ("ready", "taken")
    with acting_for(world.members[0].pk):
        assert MODELS["applications"].objects.of(world.members[0].pk).filter(name="Nieuwe balie", kept_until=None).exists()


def test_a_study_gives_a_dossier(call):
    """The third call starts the study; when it is done, its files are listed and fetched."""
    started = call(STARTING)
    assert started.status_code == 202
    run = started.json()["id"]
    files = call(FILES, RUN=run).json()["items"]
    fetched = call(FETCHING, RUN=run, FILE=files[0]["id"])

    assert {file["class"] for file in files} >= {"openbaar", "intern"}
    assert fetched.status_code == 200
    assert fetched["Content-Disposition"].endswith(f'filename="{files[0]["name"].rpartition("/")[2]}"')
    assert len(fetched.content) > 1000


def test_the_page_names_what_there_is():
    """Each address on the page is one of the description, and each status that the description knows is explained."""
    text = PAGE.read_text(encoding="utf-8")
    paths = {re.sub(r"\{\w+\}", "*", path) for path in document()["paths"]}
    told = {
        part.partition("?")[0]
        for part in re.findall(r"(?:`|GET |\$WIEL)(/(?:tables|deliveries|runs|instruments|organisations)[\w/$?]*)", text)
    }
    known = {re.sub(r"/(applications|ID|\$\w+|INSTRUMENT|TABLE)(?=/|$)", "/*", path) for path in told}
    statuses = {status for one in document()["paths"].values() for operation in one.values() for status in operation["responses"]}

    assert known - paths == set()
    assert {status for status in statuses if status >= "400" and status not in text} == set()

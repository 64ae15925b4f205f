"""The API keeps to the design rules of the Dutch government: its description, and how it answers."""

import copy
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.design_rules import RULES
from tests.web.machine import key_of, machine
from tests.web.walk import REACHED
from wiel_web.conf.api import document
from wiel_web.tenancy.roles import Role

EDITOR = "landscape-editor@aa.example"
RUNS, TABLES = "/api/v1/runs", "/api/v1/tables"
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_description_keeps_to_the_rule(rule):
    """Nothing in the description departs from it."""
    assert list(rule(document())) == []


def _spoil(path: str, value: Any) -> dict[str, Any]:
    told = copy.deepcopy(document())
    place, *parts = told, *path.split("|")
    for part in parts[:-1]:
        place = place[part]
    if value is None:
        del place[parts[-1]]
    else:
        place[parts[-1]] = value
    return told


SPOILED = {
    "openapi_three": ("openapi", "2.0"),
    "semantic_version": ("info|version", "1"),
    "contact": ("info|contact|email", None),
    "safe_servers": ("servers", [{"url": "http://wiel.example/api"}]),
    "paths_in_kebab_case": ("paths|/Table_rows/", {}),
    "plural_nouns": ("paths|/run/{key}", {}),
    "known_methods": ("paths|/runs|copy", {"parameters": []}),
    "query_keys": ("paths|/runs|get|parameters", [{"name": "page_size", "in": "query"}]),
    "properties": ("components|schemas|RunOut|properties|made_at", {}),
    "version_in_header": ("paths|/runs|get|responses|200|headers", {}),
    "problems": ("paths|/runs|get|responses|400", None),
    "moments": ("components|schemas|RunOut|properties|madeAt", {"type": "string"}),
    "closed_bodies": ("components|schemas|RunIn|additionalProperties", True),
    "described": ("paths|/runs|get|description", ""),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_what_departs_from_it(rule):
    """A description that was spoiled in one place is found out."""
    assert list(rule(_spoil(*SPOILED[rule.__name__])))


@pytest.mark.parametrize(
    ("method", "address", "more", "status"),
    [
        ("get", f"{TABLES}?colour=red", {}, 400),
        ("get", f"{RUNS}?page=1&page=2", {}, 400),
        ("get", f"{TABLES}/a%00b/rows", {}, 400),
        ("get", f"{RUNS}/99999999999999999999", {}, 400),
        ("get", f"{TABLES}/", {}, 404),
        ("get", "/api/v2/tables", {}, 404),
        ("delete", TABLES, {}, 405),
        ("get", TABLES, {"headers": {"Accept": "text/csv"}}, 406),
        ("post", RUNS, {"data": "a=1", "content_type": "text/plain"}, 415),
        ("post", RUNS, {"data": "{", "content_type": "application/json"}, 400),
        ("post", RUNS, {"data": '{"instrument": 1, "instrument": 2}', "content_type": "application/json"}, 400),
        ("post", RUNS, {"data": "[" * 9999, "content_type": "application/json"}, 400),
        ("post", RUNS, {"data": '{"instrument": "\\u0000"}', "content_type": "application/json"}, 400),
        ("post", RUNS, {"data": "x" * 2_000_000, "content_type": "application/json"}, 400),
        ("post", "/api/v1/deliveries", {"data": {"colour": "red"}}, 400),
    ],
)
def test_what_is_not_described_is_refused_as_a_problem(world, signed_in, method, address, more, status):
    """Unknown and double names, broken bodies, other kinds and methods: a problem with the status that fits, and the version."""
    answer = getattr(signed_in(EDITOR), method)(address, **more)

    assert (answer.status_code, answer["Content-Type"], answer["API-Version"]) == (status, PROBLEM, "1.0.0")
    assert answer.json()["status"] == status
    assert {"type", "title", "detail", "instance"} <= answer.json().keys()


def test_methods_are_told(world, signed_in):
    """OPTIONS and 405 name the methods; HEAD gives the headers of GET without a body."""
    client = signed_in(EDITOR)
    told, refused = client.options(RUNS), client.put(RUNS)
    got, head = client.get(TABLES), client.head(TABLES)

    assert (told.status_code, told["Allow"], refused["Allow"]) == (204, "GET, HEAD, OPTIONS, POST", "GET, HEAD, OPTIONS, POST")
    assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(len(got.content)))
    assert head["ETag"] == got["ETag"]


def test_what_did_not_change_is_not_sent_again(world, signed_in):
    """With the fingerprint of the answer that one has, the answer is 304 and empty."""
    client = signed_in(EDITOR)
    known = client.get(TABLES)["ETag"]
    again = client.get(TABLES, headers={"If-None-Match": known})

    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", "1.0.0")
    assert client.get(TABLES, headers={"If-None-Match": '"other"'}).status_code == 200


def test_without_a_key_every_operation_asks_for_one(world, victim):
    """Status 401 with the scheme of the key, also for a way of sending it that is none and for what changes something."""
    client = Client(enforce_csrf_checks=True)
    for name in (name for name in REACHED if name.startswith("api:") and name != "api:api-root"):
        address = reverse(name, kwargs=REACHED[name](victim))
        for answer in (client.get(address), client.post(address), client.get(address, headers={"Authorization": "Bearer x"})):
            assert answer.status_code in (401, 405), name
            assert answer.status_code == 405 or answer["WWW-Authenticate"].startswith("Bearer")


def test_the_description_is_open_to_everybody(world, client):
    """It lies beside the operations, may be read by pages elsewhere, and names this server."""
    answer = client.get("/api/v1/openapi.json")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["API-Version"] == "1.0.0"
    assert answer.json()["servers"] == [{"url": "http://testserver/api/v1"}]


def test_what_is_too_large_is_a_problem_too(world, settings):
    """A delivery over the limit gets 413 as a problem, before it is kept."""
    settings.LARGEST_DELIVERY = -1024 * 1024 + 10
    answer = machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0])).post("/api/v1/deliveries", {"files": "x" * 100})

    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)

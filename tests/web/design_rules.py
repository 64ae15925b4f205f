"""The API Design Rules of the Dutch government (2.0 and 2.1), as far as a description can be held to them: one function per rule."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

Description = Mapping[str, Any]
Rule = Callable[[Description], Iterator[str]]
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}
VERBS = {
    "get", "list", "create", "make", "add", "update", "change", "delete", "remove", "start", "stop", "take", "undo", "drop", "choose",
    "bring", "read", "send", "fetch", "search", "run", "execute", "withdraw",
}  # fmt: skip
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")


def _operations(told: Description) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def openapi_three(told: Description) -> Iterator[str]:
    """The description is one of OpenAPI 3."""
    if not re.fullmatch(r"3\.\d+\.\d+", told["openapi"]):
        yield told["openapi"]


def semantic_version(told: Description) -> Iterator[str]:
    """The version has three numbers."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", told["info"]["version"]):
        yield told["info"]["version"]


def contact(told: Description) -> Iterator[str]:
    """Whoever has a question finds a name, an address and a page."""
    yield from {"name", "email", "url"} - told["info"]["contact"].keys()


def safe_servers(told: Description) -> Iterator[str]:
    """Servers are reached over https, with the major version, and only that, in the address."""
    yield from (one["url"] for one in told["servers"] if not re.fullmatch(r"https://[^/]+(/[a-z-]+)*/v\d+", one["url"]))
    if not told["servers"]:
        yield "no server"


def paths_in_kebab_case(told: Description) -> Iterator[str]:
    """Paths have small letters and hyphens, no slash at the end and no kind of file."""
    yield from (path for path in told["paths"] if not re.fullmatch(r"(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-zA-Z]+\}))+", path))


def plural_nouns(told: Description) -> Iterator[str]:
    """Collections are plural nouns; a single thing below another one may be singular; nothing is a verb."""
    for path in told["paths"]:
        parts = path.strip("/").split("/")
        yield from (path for part in parts if part in VERBS)
        yield from (path for part, below in pairwise(parts) if below.startswith("{") and not part.endswith(("s", "}")))


def known_methods(told: Description) -> Iterator[str]:
    """Only standard methods are used, and what reads has no body."""
    for name, operation in _operations(told):
        method = name.split()[0]
        if method not in METHODS or (method in ("get", "head", "delete") and "requestBody" in operation):
            yield name


def query_keys(told: Description) -> Iterator[str]:
    """Keys in the address are in lowerCamelCase."""
    for name, operation in _operations(told):
        yield from (
            f"{name} {one['name']}" for one in operation["parameters"] if one["in"] != "header" and not CAMEL.fullmatch(one["name"])
        )


def properties(told: Description) -> Iterator[str]:
    """Properties are in lowerCamelCase."""
    for shape, content in told["components"]["schemas"].items():
        yield from (f"{shape}.{name}" for name in content.get("properties", {}) if not CAMEL.fullmatch(name))


def version_in_header(told: Description) -> Iterator[str]:
    """Every answer has the header API-Version."""
    for name, operation in _operations(told):
        yield from (
            f"{name} {status}" for status, answer in operation["responses"].items() if "API-Version" not in answer["headers"]
        )


def problems(told: Description) -> Iterator[str]:
    """What goes wrong is told as problem+json with status, title and detail, and every operation tells of a bad request."""
    for name, operation in _operations(told):
        wrong = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        if "400" not in wrong:
            yield f"{name} has no 400"
        for status, answer in wrong.items():
            if answer["content"].keys() != {"application/problem+json"}:
                yield f"{name} {status}"
                continue
            shape = answer["content"]["application/problem+json"]["schema"]["$ref"].rpartition("/")[2]
            if not {"status", "title", "detail"} <= told["components"]["schemas"][shape]["properties"].keys():
                yield f"{name} {status} {shape}"


def moments(told: Description) -> Iterator[str]:
    """What is called a moment or a day is described as date-time or date (RFC 3339)."""
    for shape, content in told["components"]["schemas"].items():
        for name, one in content.get("properties", {}).items():
            formats = {part.get("format") for part in [one, *one.get("anyOf", ())]}
            if name.endswith("At") and "date-time" not in formats:
                yield f"{shape}.{name}"


def closed_bodies(told: Description) -> Iterator[str]:
    """What is sent in has no fields but those described."""
    for name, operation in _operations(told):
        for kind, body in operation.get("requestBody", {}).get("content", {}).items():
            shape = body["schema"].get("$ref", "").rpartition("/")[2]
            if kind == "application/json" and told["components"]["schemas"][shape].get("additionalProperties") is not False:
                yield name


def described(told: Description) -> Iterator[str]:
    """Every operation has a name of its own, says what it answers, and stands under a heading."""
    names = [operation["operationId"] for _, operation in _operations(told)]
    yield from {name for name in names if names.count(name) > 1}
    headings = {tag["name"] for tag in told["tags"]}
    for name, operation in _operations(told):
        if not operation.get("description") or not set(operation["tags"]) <= headings or not operation["security"]:
            yield name


RULES: tuple[Rule, ...] = (
    openapi_three, semantic_version, contact, safe_servers, paths_in_kebab_case, plural_nouns, known_methods, query_keys, properties,
    version_in_header, problems, moments, closed_bodies, described,
)  # fmt: skip

"""Holds requests and answers of the API to its description: what is not described is refused, whatever the operation."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from wiel.texts import Sentence
from wiel_web.conf.api import FORM, PREFIX, document
from wiel_web.frame.context import language
from wiel_web.frame.problem import VERSIONED, problem
from wiel_web.tenancy.pages import actor_of

NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED = 405, 406, 415


class ApiContract:
    """Refuses what the description does not know; answers HEAD and OPTIONS; gives versions and fingerprints of answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        method = request.method
        request.method = "GET" if method == "HEAD" else method
        try:
            response = self.get_response(request)
        finally:
            request.method = method
        return _finished(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """The refusal of a request that the description does not allow; a visitor is asked to sign in first."""
        operation = _operation(request)
        if operation is None or actor_of(request).user is None:
            return None
        return _refused_media(request, operation) or _refused_names(request, operation, kwargs)


def _operation(request: HttpRequest) -> dict[str, Any] | None:
    """The description of what is asked; None where there is none."""
    route = "/" + (request.resolver_match.route if request.resolver_match else "")
    if not route.startswith(PREFIX):
        return None
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.removeprefix(PREFIX.rstrip("/")))
    found: dict[str, Any] | None = document()["paths"].get(path, {}).get((request.method or "").lower())
    return found


def _refused_media(request: HttpRequest, operation: Mapping[str, Any]) -> HttpResponse | None:
    given = {kind for status, answer in operation["responses"].items() if int(status) < 300 for kind in answer.get("content", {})}
    if given and "*/*" not in given and not any(request.accepts(kind) for kind in given):
        return _said(NOT_ACCEPTABLE, "not-acceptable", kinds=sorted(given))
    taken = operation.get("requestBody", {}).get("content", {})
    if taken and (request.content_type or "").lower() not in taken:
        return _said(UNSUPPORTED, "unsupported", kinds=sorted(taken))
    return None


def _refused_names(request: HttpRequest, operation: Mapping[str, Any], kwargs: Mapping[str, Any]) -> HttpResponse | None:
    """A typing error must not look like an answer: each name is known and comes once, unless it is a list."""
    told = {one["name"]: one["schema"].get("type") == "array" for one in operation["parameters"] if one["in"] == "query"}
    if refused := _unknown(request.GET, told):
        return refused
    values = [*kwargs.values(), *(value for name in request.GET for value in request.GET.getlist(name))]
    if any("\0" in str(value) for value in values):
        return _said(400, "null-byte")
    schema = operation.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
    if not schema:
        return None
    fields = {name: one.get("type") == "array" for name, one in schema["properties"].items()}
    return _unknown(request.POST, fields) or _unknown(request.FILES, fields)


def _unknown(data: Any, known: Mapping[str, bool]) -> HttpResponse | None:
    if strange := sorted(set(data) - set(known)):
        return _said(400, "strange", names=strange, known=sorted(known))
    if twice := sorted(name for name in data if not known[name] and len(data.getlist(name)) > 1):
        return _said(400, "twice", names=twice)
    return None


def _said(status: int, kind: str, **values: Any) -> HttpResponse:
    sentence = Sentence(f"frame.api.{kind}", values)
    return problem(status, sentence.message(language()), sentence.remedy(language()))


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == NOT_ALLOWED:
        response = _methods(request, response.get("Allow", ""))
    if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.streaming:
        if "ETag" not in response:
            response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        response = get_conditional_response(request, etag=response["ETag"], response=response) or response
    if request.method == "HEAD" and not response.streaming:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    for name, value in VERSIONED.items():
        response.headers.setdefault(name, value)
    return response


def _methods(request: HttpRequest, allowed: str) -> HttpResponse:
    """Which methods there are: the answer to OPTIONS, and what goes with the refusal of another one."""
    methods = {part.strip() for part in allowed.split(",") if part.strip()}
    methods |= {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
    listed = ", ".join(sorted(methods))
    response = HttpResponse(status=204) if request.method == "OPTIONS" else _said(NOT_ALLOWED, "no-method", methods=listed)
    response["Allow"] = listed
    return response

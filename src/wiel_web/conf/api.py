"""The API: the operations of the apps under one version, by the API Design Rules of the Dutch government."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from wiel.errors import WielError
from wiel.texts import Sentence, say
from wiel_web.frame.body import StrictParser
from wiel_web.frame.context import language
from wiel_web.frame.operations import Outdated
from wiel_web.frame.problem import KIND, VERSION, VERSIONED, problem
from wiel_web.frame.refusal import REFUSED
from wiel_web.landscapes.api import router as landscapes
from wiel_web.runs.api import router as runs
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of

PREFIX, FORM = "/api/v1/", "multipart/form-data"
HEADERS = {"API-Version": {"description": "Version of the API.", "schema": {"type": "string"}}}
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
EXTRA = {
    "info": {
        "contact": {"name": "Wiel", "url": "https://wiel.example/contact", "email": "api@wiel.example"},
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    },
    "tags": [
        {"name": "landscape", "description": "Tables, rows and their history; bringing files and taking them over."},
        {"name": "runs", "description": "What can be asked; starting, following and reading runs."},
    ],
}


class AccessKey(HttpBearer):
    """A machine that shows an access key in the header Authorization. No session and no token of a form come with it."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """On whose behalf the request comes; the middleware has looked at the key."""
        actor = actor_of(request)
        return None if actor.key is None else actor


class SignedIn(SessionAuth):
    """Whoever has signed in in the browser; what changes something needs the token of the form as well."""

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The token is asked of whom the browser says has signed in; of a machine and of a visitor there is none."""
        actor = actor_of(request)
        if actor.user is None or actor.key is not None:
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """On whose behalf the request comes."""
        return actor_of(request)


class Versioned(NinjaAPI):
    """Every answer says which version of the API this is."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """The answer that an operation may still change."""
        response: HttpResponse = super().create_temporal_response(request)
        for name, value in VERSIONED.items():
            response[name] = value
        return response


api = Versioned(
    title="Wiel",
    version=VERSION,
    description="Landscapes, findings and runs of the organisations that one may read.",
    openapi_url=None,
    docs_url=None,
    auth=[AccessKey(), SignedIn(csrf=True)],
    urls_namespace="api",
    openapi_extra=EXTRA,
    servers=[{"url": f"https://wiel.example{PREFIX.rstrip('/')}"}],
    parser=StrictParser(),
)
api.add_router("", landscapes)
api.add_router("", runs)


def _said(request: HttpRequest, kind: str, status: int, **more: Any) -> HttpResponse:
    sentence = Sentence(f"frame.failure.{kind}")
    return problem(status, sentence.message(language()), sentence.remedy(language()), **more)


def _told(request: HttpRequest, error: WielError) -> HttpResponse:
    """A refusal of the library: the request fits the description, and cannot be done."""
    return problem(REFUSED, error.sentence.message(language()), error.sentence.remedy(language()), place=str(error.place))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not fit the description, field by field."""
    fields = [{"name": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in error.errors]
    return problem(400, say("frame.api.invalid", language()), invalidParams=fields)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that cannot be read, or a request without the token of the form."""
    kind = "no-token" if error.status_code == 403 else "bad-request"
    return _said(request, kind, error.status_code)


def _absent(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(request, "not-found", 404)


def _forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    return _said(request, "not-allowed", 403)


def _visitor(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, say("frame.api.sign-in", language()))
    answer["WWW-Authenticate"] = 'Bearer realm="Wiel"'
    return answer


def _outdated(request: HttpRequest, error: Outdated) -> HttpResponse:
    sentence = Sentence(f"frame.api.outdated-{error.status}")
    return problem(error.status, sentence.message(language()), sentence.remedy(language()))


HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    WielError: _told,
    ValidationError: _invalid,
    HttpError: _http,
    Outdated: _outdated,
    AuthenticationError: _visitor,
    AuthorizationError: _forbidden,
    PermissionDenied: _forbidden,
    Http404: _absent,
    ObjectDoesNotExist: _absent,
}
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, handler)


@cache
def document() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1): errors are `application/problem+json`, every answer carries its version."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            operation["responses"] = {str(status): _described(int(status), told) for status, told in operation["responses"].items()}
            for kind, body in operation.get("requestBody", {}).get("content", {}).items():
                if kind == FORM:
                    body["schema"]["additionalProperties"] = False
            if method == "get":
                operation["responses"]["304"] = _described(304, {"description": "Not Modified"})
    schema["components"]["schemas"] = _used(schema)
    return schema


def _used(schema: dict[str, Any]) -> dict[str, Any]:
    """The shapes that something refers to; parameters are written out."""
    told = json.dumps(schema)
    return {name: shape for name, shape in schema["components"]["schemas"].items() if f'/schemas/{name}"' in told}


def _described(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    content = answer.get("content", {})
    if status >= 400:
        content = {KIND: content["application/json"]}
    return answer | {"headers": HEADERS} | ({"content": content} if content else {})


@require_safe
def description(request: HttpRequest) -> JsonResponse:
    """The description of the API at this place, for everybody, also for pages elsewhere: it tells nothing about anybody."""
    here = {"servers": [{"url": request.build_absolute_uri(PREFIX.rstrip("/"))}]}
    return JsonResponse(document() | here, headers=VERSIONED | OPEN)

"""Requests that a machine thinks up from the description of the API, sent to the application itself, held to every check there is."""

from collections.abc import Callable, Mapping
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.config import ChecksConfig, PositiveDataAcceptanceConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.generation import GenerationMode

from wiel_web.conf.api import PREFIX, document

# What fits the description can still be refused: it is not there for these eyes, in another state, or makes no sense in this landscape.
REFUSED = ["2xx", "3xx", "401", "403", "404", "409", "412", "422", "428"]


def schema() -> Any:
    """The description, with the application behind it."""
    checks = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=REFUSED))
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(checks=checks)))
    told = document() | {"servers": [{"url": f"http://localhost{PREFIX.rstrip('/')}"}]}
    found = schemathesis.openapi.from_dict(told, config=config)
    found.app = _closing(WSGIHandler())
    return found


def _closing(app: Any) -> Any:
    """The application, with each answer closed as a server does it: uploaded files are left behind otherwise.

    The connection stays open: each request is part of a transaction that is undone.
    """

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        """The whole answer."""
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        response = app(environ, start_response)
        try:
            return [b"".join(response)]
        finally:
            response.close()
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)

    return answer


def operations(told: Any) -> dict[str, Any]:
    """Every operation by its name."""
    return {found.ok().definition.raw["operationId"]: found.ok() for found in told.get_all_operations()}


def attack(operation: Any, headers: Mapping[str, str], examples: int, mode: GenerationMode, around: Callable[[Any], Any]) -> int:
    """Send as many requests to one operation, that fit the description or do not, and give how many answers held to every check."""
    answers = []

    @seed(20261122)
    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        """One request."""
        with around(case):
            answers.append(case.call_and_validate(headers=dict(headers)).status_code)

    send()
    return len(answers)

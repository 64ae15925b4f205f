"""The log of requests: one JSON object a line, without what people typed."""

import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

REQUEST: ContextVar[str] = ContextVar("request", default="")
_log = logging.getLogger("wiel.request")
_FIELDS = ("path", "method", "status", "milliseconds", "user", "organisation", "event", "run")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, number of the request, and the named extras."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := REQUEST.get():
            line["request"] = number
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLog:
    """Gives each request a number, which stands on error pages and in the log, and logs how it ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        number = uuid.uuid4().hex[:12]
        token = REQUEST.set(number)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = number
            if not request.path.startswith(("/static/", "/health/")):
                _log.info("request", extra=_facts(request, response, started))
            return response
        finally:
            REQUEST.reset(token)


def _facts(request: HttpRequest, response: HttpResponse, started: float) -> dict[str, object]:
    actor = getattr(request, "actor", None)
    return {
        "path": request.path,
        "method": request.method,
        "status": response.status_code,
        "milliseconds": round(1000 * (time.perf_counter() - started), 1),
        "user": getattr(actor, "user", None),
        "organisation": getattr(actor, "organisation", None),
    }

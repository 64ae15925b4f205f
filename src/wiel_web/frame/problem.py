"""What is wrong, as an answer of the API."""

from django.http import JsonResponse

from wiel_web.frame.observe import REQUEST

KIND = "application/problem+json"
# Every answer of the API says which version of it this is.
VERSION = "1.0.0"
VERSIONED = {"API-Version": VERSION}


def problem(status: int, title: str, detail: str = "", **more: object) -> JsonResponse:
    """An answer that says what is wrong, as RFC 9457 has it; `instance` is the number for the help desk."""
    content = {"type": "about:blank", "status": status, "title": title, "detail": detail or title, "instance": REQUEST.get()} | more
    return JsonResponse(content, status=status, content_type=KIND, headers=VERSIONED)

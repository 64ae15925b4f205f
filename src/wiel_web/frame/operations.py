"""What operations of the API have in common: names in camelCase, unknown fields refused, lists in pages."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from wiel.errors import WrongUse
from wiel.texts import Sentence

Thing = TypeVar("Thing")
MOST_ON_A_PAGE = 500


class Shape(Schema):
    """What goes in or out: names in camelCase; what is not known is refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Pages(Shape):
    """Which part of a list is wanted."""

    page: int = Field(1, ge=1, le=1_000_000, description="Number of the page, from 1.")
    page_size: int = Field(100, ge=1, le=MOST_ON_A_PAGE, description="Rows on a page.")


class Wrong(Shape):
    """What is wrong (RFC 9457)."""

    status: int
    title: str
    detail: str
    instance: str = Field(description="Number of the request, for the help desk.")


PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 422), Wrong)


def refuse_strange(request: HttpRequest, *shapes: type[Shape], names: Sequence[str] = ()) -> None:
    """Refuse parameters in the address that no operation knows: a typing error must not look like an answer."""
    known = {field.alias or name for shape in shapes for name, field in shape.model_fields.items()} | set(names)
    if strange := sorted(set(request.GET) - known):
        raise WrongUse(Sentence("frame.api.strange", {"names": strange, "known": sorted(known)}))


def page_of(rows: Any, pages: Pages, made: Callable[[Any], Thing]) -> dict[str, Any]:
    """One page of a list or query, with how many there are in all."""
    first = (pages.page - 1) * pages.page_size
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    return {
        "total": total,
        "page": pages.page,
        "page_size": pages.page_size,
        "items": [made(row) for row in rows[first : first + pages.page_size]],
    }

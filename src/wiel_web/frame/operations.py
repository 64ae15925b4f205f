"""What operations of the API have in common: names in camelCase, unknown fields refused, lists in pages."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from ninja import PathEx, Schema
from pydantic import ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Thing = TypeVar("Thing")
MOST_ON_A_PAGE = 500
# The keys that a database can hold, and texts: no null byte.
LARGEST, NO_NULL = 2**63 - 1, r"^[^\x00]*$"
Key = Annotated[int, PathEx(ge=1, le=LARGEST)]
Name = Annotated[str, PathEx(pattern=r"^[A-Za-z0-9_-]+$", max_length=100)]
Text = Annotated[str, StringConstraints(max_length=200, pattern=NO_NULL)]


class Shape(Schema):
    """What goes in or out: names in camelCase; what is not known is refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Pages(Shape):
    """Which part of a list is wanted."""

    page: int = Field(1, ge=1, le=1_000_000, description="Number of the page, from 1.")
    page_size: int = Field(100, ge=1, le=MOST_ON_A_PAGE, description="Rows on a page.")


class InvalidParam(Shape):
    """One thing that does not fit the description."""

    name: str
    reason: str


class Wrong(Shape):
    """What is wrong (RFC 9457)."""

    type: str = Field(description="Always about:blank: the status says what kind it is.")
    status: int
    title: str
    detail: str
    instance: str = Field(description="Number of the request, for the help desk.")
    place: str | None = Field(None, description="Where in what was delivered.")
    invalid_params: list[InvalidParam] | None = None


# What any operation can answer; what changes something can answer more.
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 406, 422, 429, 500, 503), Wrong)
CHANGING: dict[int, Any] = PROBLEMS | dict.fromkeys((413, 415), Wrong)
STALE: dict[int, Any] = dict.fromkeys((409, 412, 428), Wrong)


class Outdated(Exception):
    """The thing is not in the state for it (409), is not what one saw (412), or one did not say what one saw (428)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


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

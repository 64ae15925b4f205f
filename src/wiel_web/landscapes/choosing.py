"""Which rows and columns of a table are asked for in an address, and the rows that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.http import QueryDict
from django.utils.http import urlencode

from wiel.landscape import TABLES
from wiel.schema import Column, Kind, Table
from wiel_web.landscapes import service
from wiel_web.landscapes.factory import CONTRACT_TABLES, Row, field_name
from wiel_web.landscapes.models import Tally
from wiel_web.landscapes.seeing import offered, where_seen
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation

# As many columns fit on a wide screen; the others are chosen.
FIRST_COLUMNS = 8
LONGEST = 200
UNKNOWN = "?"
CHOSEN_BY_WORD = (Kind.CHOICE, Kind.FLAG)
SEARCHED = (Kind.KEY, Kind.TEXT, Kind.LINK)
PREFIX = "f-"


@dataclass(frozen=True)
class Wish:
    """What is asked of a table.

    `values` holds column → word, where ``?`` is unknown; `unknown` a column that must be unknown; `owner` the key of an organisation.
    """

    search: str = ""
    owner: str = ""
    unknown: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    down: bool = False
    columns: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether any filter is on."""
        return bool(self.search or self.owner or self.unknown or self.values)

    def query(self, **changes: Any) -> str:
        """The wish as the part of an address behind the question mark, with changes."""
        wish = replace(self, **changes)
        parts = {"zoek": wish.search, "organisatie": wish.owner, "onbekend": wish.unknown, "op": wish.sort}
        pairs = [(name, value) for name, value in parts.items() if value]
        pairs += [("af", "1")] if wish.sort and wish.down else []
        pairs += [(PREFIX + name, value) for name, value in wish.values.items()]
        return urlencode([*pairs, *(("kolom", name) for name in wish.columns)])


def wish_of(actor: Actor, table: Table, data: QueryDict) -> Wish:
    """The wish in an address; what the table does not have, or the actor may not see, is left out."""
    known = {column.name: column for column in offered(actor, table)}
    values = {name: data.get(PREFIX + name, "")[:LONGEST] for name, column in known.items() if column.kind in CHOSEN_BY_WORD}
    sort, unknown = data.get("op", ""), data.get("onbekend", "")
    chosen = set(data.getlist("kolom"))
    return Wish(
        search=data.get("zoek", "").strip()[:LONGEST].replace("\0", ""),
        owner=data.get("organisatie", "")[:LONGEST].replace("\0", ""),
        unknown=unknown if unknown in known else "",
        values={name: value for name, value in values.items() if value and _allowed(known[name], value)},
        sort=sort if sort in known else "",
        down=data.get("af") == "1",
        columns=tuple(name for name in known if name in chosen),
    )


def _allowed(column: Column, value: str) -> bool:
    return value == UNKNOWN or value in (column.choices if column.kind is Kind.CHOICE else ("ja", "nee"))


def columns_of(actor: Actor, table: Table, wish: Wish) -> list[Column]:
    """The columns that are shown: the chosen ones, else the first ones; the column that is asked about always."""
    all_of_them = offered(actor, table)
    if wish.columns:
        return [column for column in all_of_them if column.name in wish.columns]
    first = {column.name for column in all_of_them[:FIRST_COLUMNS]} | {wish.sort, wish.unknown, *wish.values}
    return [column for column in all_of_them if column.name in first]


def answer(actor: Actor, table: Table, wish: Wish) -> QuerySet[Row]:
    """The rows that answer a wish, in its order; unknown comes last in both directions."""
    found = service.rows(actor, table.name).select_related("owner").filter(_condition(actor, table, wish))
    if not wish.sort:
        return found.order_by("row_key", "number")
    column = table.columns[wish.sort]
    # Rows of which the column may not be seen stand with the unknown ones: their order must not tell what is in it.
    seen = where_seen(actor, table, column)
    value = Case(When(seen, then=F(field_name(wish.sort)))) if seen else Case(default=F(field_name(wish.sort)))
    order = value.desc(nulls_last=True) if wish.down else value.asc(nulls_last=True)
    return found.order_by(order, "row_key", "number")


def in_order(actor: Actor, table: str, numbers: list[int]) -> list[Row]:
    """The rows of a page, in its order: sorting numbers alone takes far less than sorting whole rows."""
    found = {row.number: row for row in service.rows(actor, table).select_related("owner").filter(number__in=numbers)}
    return [found[number] for number in numbers if number in found]


def counted(actor: Actor, table: str) -> int | None:
    """How many rows of a table the actor may read, where that is kept; contracts are opened apart and are counted themselves."""
    if table in CONTRACT_TABLES:
        return None
    found = Tally.objects.visible_to(actor).filter(about=table).aggregate(n=Sum("rows"))["n"]
    return int(found or 0)


def unknown_in(actor: Actor, table: Table, rows: QuerySet[Row], column: str) -> int:
    """In how many of these rows a column is unknown, as far as the actor may see."""
    seen = where_seen(actor, table, table.columns[column])
    return rows.filter(seen, **{f"{field_name(column)}__isnull": True}).count()


def _condition(actor: Actor, table: Table, wish: Wish) -> Q:
    condition = Q(owner__identifier=wish.owner) if wish.owner else Q()
    wanted = dict(wish.values) | ({wish.unknown: UNKNOWN} if wish.unknown else {})
    for name, value in wanted.items():
        column, stored = table.columns[name], field_name(name)
        wanted_value = value == "ja" if column.kind is Kind.FLAG else value
        told = Q(**{f"{stored}__isnull": True}) if value == UNKNOWN else Q(**{stored: wanted_value})
        condition &= told & where_seen(actor, table, column)
    return condition & _found(actor, table, wish.search) if wish.search else condition


def _found(actor: Actor, table: Table, text: str) -> Q:
    """Rows with the text in a key, a name, or the name of what they link to."""
    condition = Q(pk=None)
    for column in offered(actor, table):
        if column.kind in SEARCHED:
            told = Q(**{f"{field_name(column.name)}__icontains": text})
            if column.kind is Kind.LINK:
                told |= Q(**{f"{field_name(column.name)}__in": named_like(actor, column.meaning.references, text)})
            condition |= told & where_seen(actor, table, column)
    return condition


def named_like(actor: Actor, table: str, text: str) -> QuerySet[Any]:
    """The keys of what has a text in its name."""
    if table == "organisations":
        return Organisation.objects.filter(name__icontains=text).values("identifier")
    rows: QuerySet[Any] = service.rows(actor, table)
    named = rows.filter(name__icontains=text) if "name" in TABLES[table].columns else rows.none()
    return named.values("identifier")


def names_of(actor: Actor, table: str, keys: set[str]) -> dict[str, str]:
    """The names of what keys of a table stand for, as far as the actor may read them."""
    if table == "organisations":
        return dict(Organisation.objects.filter(identifier__in=keys).values_list("identifier", "name"))
    if "name" not in TABLES[table].columns:
        return {}
    rows: QuerySet[Any] = service.rows(actor, table)
    return dict(rows.filter(identifier__in=keys).exclude(name=None).values_list("identifier", "name"))


def known_key(actor: Actor, table: str, key: str) -> bool:
    """Whether there is something with this key that the actor may link to."""
    if table == "organisations" and Organisation.objects.filter(identifier=key).exists():
        return True
    rows: QuerySet[Any] = service.rows(actor, table)
    return rows.filter(identifier=key).exists()

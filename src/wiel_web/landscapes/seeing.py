"""Which columns of a row somebody may see: one answer for the API, for pages and for what is saved as a file."""

from django.db.models import Q

from wiel.quantities import Confidentiality
from wiel.schema import Column, Table
from wiel_web.landscapes.factory import CONTRACT_TABLES, Row
from wiel_web.tenancy.actor import Actor


def ceiling(actor: Actor, table: Table, own: bool) -> Confidentiality:
    """The highest class that the actor sees in a table: of others never more than intern, unless it is contract data, which is opened
    apart.
    """
    return actor.ceiling if own or table.name in CONTRACT_TABLES else min(actor.ceiling, Confidentiality.INTERN)


def seen(actor: Actor, row: Row) -> list[str]:
    """The columns of a row that the actor may see, in the order of the table."""
    level = ceiling(actor, row.declared, row.owner_id == actor.organisation)
    return [name for name, column in row.declared.columns.items() if column.meaning.visibility <= level]


def offered(actor: Actor, table: Table) -> list[Column]:
    """The columns of which the actor may see at least the own values; the others do not exist for the actor."""
    level = ceiling(actor, table, own=True)
    return [column for column in table.columns.values() if column.meaning.visibility <= level]


def where_seen(actor: Actor, table: Table, column: Column) -> Q:
    """The rows of which the actor may see this column: a filter on it must not tell what stands in the rows of others."""
    if column.meaning.visibility <= ceiling(actor, table, own=False):
        return Q()
    return Q(owner_id=actor.organisation)

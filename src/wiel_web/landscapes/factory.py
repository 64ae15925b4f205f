"""Makes the model of a table from its declaration, so that a column is declared once."""

from typing import Any, ClassVar

from django.db import models

from wiel.landscape import TABLES
from wiel.schema import Column, Kind, Table
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.scoping import Scoped, Subject

# Contract terms and money are opened apart from the rest of a landscape.
CONTRACT_TABLES = frozenset({"contracts", "contract_applications", "costs"})
# What is searched by words, and the column with what a row is called by where it has no name of its own.
SEARCHED: dict[str, str | None] = {
    "applications": "product", "products": "supplier", "contracts": "supplier", "organisations": None, "components": None,
}  # fmt: skip
# Django keeps the name ``id`` for its own key.
RENAMED = {"id": "identifier"}


class Row(Scoped):
    """One version of a row: `kept_since` when it came, `kept_until` when another took its place; None while it is current."""

    declared: ClassVar[Table]

    number = models.BigAutoField(primary_key=True)
    row_key = models.TextField(db_index=True)
    kept_since = models.DateTimeField()
    kept_until = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    made_in = models.ForeignKey("landscapes.Delivery", null=True, on_delete=models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("landscapes.Delivery", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        """No table of its own."""

        abstract = True


def field_name(column: str) -> str:
    """The field that holds a column.

    >>> field_name("id"), field_name("holder")
    ('identifier', 'holder')
    """
    return RENAMED.get(column, column)


def row_model(table: Table) -> type[Row]:
    """The model of one table: its columns, with owner, since, until and who changed it."""
    secret = table.name in CONTRACT_TABLES
    indexes = [models.Index(fields=["owner", "kept_until"])]
    if link := SEARCHED.get(table.name):
        indexes.append(models.Index(fields=[link], name=f"{table.name}_{link}"))
    meta = type("Meta", (Row.Meta,), {"abstract": False, "db_table": f"landscapes_{table.name}", "indexes": indexes})
    attributes: dict[str, Any] = {field_name(name): _field(column) for name, column in table.columns.items()}
    attributes |= {
        "__module__": "wiel_web.landscapes.models",
        "__doc__": table.named.text,
        "Meta": meta,
        "declared": table,
        "subject": Subject.CONTRACTS if secret else Subject.LANDSCAPE,
        "reading": Action.READ_CONTRACTS if secret else Action.READ_LANDSCAPE,
    }
    return type(table.schema.__name__, (Row,), attributes)


def _field(column: Column) -> models.Field[Any, Any]:
    """The field of one column; what is unknown is null, whatever the column demands of a finished landscape."""
    match column.kind:
        case Kind.COUNT | Kind.AMOUNT:
            return models.BigIntegerField(null=True)
        case Kind.DECIMAL:
            return models.FloatField(null=True)
        case Kind.FLAG:
            return models.BooleanField(null=True)
        case Kind.DAY:
            return models.DateField(null=True)
        case Kind.MANY:
            return models.JSONField(null=True)
        case _:
            return models.TextField(null=True)


def all_models() -> dict[str, type[Row]]:
    """The model of every table of a landscape."""
    return {name: row_model(table) for name, table in TABLES.items()}

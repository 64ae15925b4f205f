"""The descriptor of the data package: `datapackage.json`, made from the declarations of the tables.

The package follows Frictionless Data Package version 1 with tabular resources. Own facts stand under ``wiel``: the date and the digest.
"""

import json
from collections.abc import Mapping
from typing import Any

from wiel.exchange.files import fingerprint
from wiel.landscape import TABLES, Landscape
from wiel.schema import Column, Kind, Table

NAME = "datapackage.json"
TYPES = {
    Kind.KEY: "string", Kind.LINK: "string", Kind.TEXT: "string", Kind.CHOICE: "string", Kind.COUNT: "integer",
    Kind.AMOUNT: "integer", Kind.DECIMAL: "number", Kind.FLAG: "boolean", Kind.DAY: "date", Kind.MANY: "array",
}  # fmt: skip
DIALECT = {"delimiter": ",", "doubleQuote": True, "quoteChar": '"', "header": True, "lineTerminator": "\r\n"}


def described(landscape: Landscape, members: Mapping[str, bytes]) -> bytes:
    """The descriptor of a landscape whose tables are these members (path → bytes), as JSON text."""
    package = {
        "profile": "tabular-data-package",
        "name": "wiel-landscape",
        "title": "Wiel",
        "wiel": {"format": 1, "as_of": landscape.as_of.isoformat(), "digest": landscape.digest()},
        "resources": [_resource(table, members[path_of(table)]) for table in TABLES.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def path_of(table: Table) -> str:
    """Where the table stands in the package."""
    return f"data/{table.name}.csv"


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": path_of(table),
        "profile": "tabular-data-resource",
        "title": table.named.nl,
        "description": table.named.text,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{fingerprint(content)}",
        "dialect": DIALECT,
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns.values()],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    links = [
        {"fields": column, "reference": {"resource": target.replace("_", "-"), "fields": "id"}}
        for column, target in table.links().items()
    ]
    return schema | ({"foreignKeys": links} if links else {})


def _field(column: Column) -> dict[str, Any]:
    """One field; the amount is in whole cents, so that no sum ever rounds."""
    constraints: dict[str, Any] = {}
    scale = 100 if column.kind is Kind.AMOUNT else 1
    if column.required:
        constraints["required"] = True
    if column.least is not None:
        constraints["minimum"] = column.least * scale
    if column.most is not None:
        constraints["maximum"] = column.most * scale
    if column.choices:
        constraints["enum"] = list(column.choices)
    field: dict[str, Any] = {"name": column.name, "type": TYPES[column.kind], "title": column.meaning.nl}
    if column.meaning.text:
        field["description"] = column.meaning.text
    if unit := "eurocent" if column.kind is Kind.AMOUNT else column.meaning.unit:
        field["unit"] = unit
    field["class"] = column.meaning.visibility.dutch
    return field | ({"constraints": constraints} if constraints else {})

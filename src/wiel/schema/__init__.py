"""How a table is declared: columns with a `Meaning`, the reader of cells, the rules of a table.

Checks, workbook, data dictionary, web models and API schemas all read these declarations.
"""

from wiel.schema.cells import Notation, read_column
from wiel.schema.columns import (
    amount,
    choice,
    count,
    day,
    decimal,
    flag,
    key,
    link,
    many,
    meaning_of,
    text,
)
from wiel.schema.declaration import Column, Declaration, Table, TableName, declared
from wiel.schema.meaning import Kind, Meaning
from wiel.schema.quoting import literal, literal_text
from wiel.schema.rows import Delivery, RawTable, broken_rules, typed, words

__all__ = [
    "Column",
    "Declaration",
    "Delivery",
    "Kind",
    "Meaning",
    "Notation",
    "RawTable",
    "Table",
    "TableName",
    "amount",
    "broken_rules",
    "choice",
    "count",
    "day",
    "decimal",
    "declared",
    "flag",
    "key",
    "link",
    "literal",
    "literal_text",
    "many",
    "meaning_of",
    "read_column",
    "text",
    "typed",
    "words",
]

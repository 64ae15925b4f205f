"""The form of one row, made from the declaration of its table and read with the cell reader of the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from wiel.errors import Place
from wiel.landscape.checks import CHECKS, ROW_RULES
from wiel.quantities import euros
from wiel.schema import Column, Kind, broken_rules, read_column
from wiel.schema.rows import CELL_RULES
from wiel.texts import Sentence, say
from wiel_web.frame.context import language
from wiel_web.landscapes.choosing import known_key
from wiel_web.landscapes.factory import Row
from wiel_web.landscapes.records import changeable, values_of
from wiel_web.landscapes.showing import linked_names, told
from wiel_web.tenancy.actor import Actor

PREFIX = "k-"
QUOTED = 60


@dataclass
class Field:
    """One field: what stood there (`old`), what was typed (`text`), and what is wrong with it."""

    column: Column
    label: str
    old: str | None
    text: str
    options: tuple[tuple[str, str], ...] = ()
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name in the form."""
        return PREFIX + self.column.name

    @property
    def is_long(self) -> bool:
        """Whether the text has lines, which a field of one line would lose."""
        return "\n" in self.text


@dataclass
class RecordForm:
    """The fields, what was wrong with the row as a whole, and the values that differ."""

    fields: list[Field]
    errors: list[str] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors and not any(one.errors for one in self.fields)


def record_form(actor: Actor, row: Row, data: Mapping[str, str] | None = None) -> RecordForm:
    """The form of a row; with what somebody typed, read and judged. What was not typed anew keeps its value exactly."""
    names, values = linked_names(actor, row.declared, [row]), values_of(row)
    form = RecordForm([])
    for column in changeable(actor, row):
        now = as_typed(column, values[column.name])
        typed = now if data is None else data.get(PREFIX + column.name, now).replace("\0", "").replace("\r\n", "\n")
        one = Field(column, column.header(language()), told(column, values[column.name], names), typed, _options(column))
        form.fields.append(one)
        if typed.strip() != now.strip():
            _read(actor, one, form)
    if form.changes:
        _judge(row, values, form)
    return form


def as_typed(column: Column, value: Any) -> str:
    """A value as somebody would type it; unknown is empty."""
    if value is None:
        return ""
    match column.kind:
        case Kind.AMOUNT:
            return str(euros(value)).replace(".", ",")
        case Kind.DECIMAL:
            return f"{value:.15g}".replace(".", ",")
        case Kind.DAY:
            return f"{value.day}-{value.month}-{value.year}"
        case Kind.FLAG:
            return "ja" if value else "nee"
        case Kind.MANY:
            return "; ".join(value) or "geen"
        case _:
            return str(value)


def _options(column: Column) -> tuple[tuple[str, str], ...]:
    unknown = ("", say("landscapes.unknown", language()))
    if column.kind is Kind.FLAG:
        return (unknown, ("ja", say("landscapes.yes", language())), ("nee", say("landscapes.no", language())))
    return (unknown, *((word, word) for word in column.choices)) if column.kind is Kind.CHOICE else ()


def _read(actor: Actor, one: Field, form: RecordForm) -> None:
    """Read what was typed; a fault of the cell reader becomes a sentence beside the field."""
    column = one.column
    values, faults = read_column(column, pl.Series(column.name, [one.text], dtype=pl.String))
    value = values.to_list()[0]
    for fault in faults:
        facts = {"text": fault.text[:QUOTED], "choices": column.choices[:12], "least": column.least, "most": column.most}
        one.errors.append(_told(CELL_RULES[fault.rule].broken(Place(), **facts).sentence))
    if column.kind is Kind.LINK and value is not None and not known_key(actor, column.meaning.references, value):
        one.errors.append(_told(Sentence("landscapes.no-such-key", {"text": value[:QUOTED]})))
    form.changes[column.name] = value


def _judge(row: Row, values: Mapping[str, Any], form: RecordForm) -> None:
    """Rules of the table that the row kept before and breaks now."""
    table = row.declared
    broken = [set(_broken(row, content)) for content in (values, dict(values) | form.changes)]
    by_column = {one.column.name: one for one in form.fields}
    for check, column in sorted(broken[1] - broken[0], key=str):
        rule = CHECKS.get(check) or ROW_RULES[check]
        text = _told(rule.broken(Place(), row=row.row_key, table=table.named.nl).sentence)
        (by_column[column].errors if column in by_column else form.errors).append(text)


def _broken(row: Row, values: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    frame = pl.DataFrame({name: [values[name]] for name in row.declared.columns}, schema=row.declared.dtypes)
    return [(check, column) for _, check, column in broken_rules(row.declared, frame)]


def _told(sentence: Any) -> str:
    return f"{sentence.message(language())} {sentence.remedy(language())}".strip()

"""The tables that a list of applications fills, as mappings that every other part of Wiel knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wiel.exchange.cmdb.columns import CHOICES, CONTRACT, KEY, NAME, PRODUCT, Column
from wiel.exchange.cmdb.composite import ENVIRONMENT as ENVIRONMENT_PATTERN
from wiel.exchange.cmdb.composite import Composite, composite, environment_words
from wiel.exchange.cmdb.profile import Profile
from wiel.exchange.cmdb.words import MEMBER, PEOPLE, bare, says_nothing, values
from wiel.exchange.table import TableMapping
from wiel.landscape import TABLES
from wiel.schema.cells import DATE_FORMATS

SUPPLIER = "products.supplier"
VERSION, ENVIRONMENT = "applications.version", "applications.environment"
CONTRACT_FACTS = ("start", "end", "notice_months", "options", "annual_value")
USE_FACTS = ("users", "workplaces", "since", "critical")
REPEATED = 0.1

Cells = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _List:
    """One list: header of each target, what stands below, and the parts of the cells with the names."""

    headers: Mapping[str, str]
    profiles: Mapping[str, Profile]
    cells: Cells
    parts: Composite
    base: TableMapping

    def header(self, *targets: str) -> str | None:
        """The header of the first of these targets that there is."""
        return next((self.headers[target] for target in targets if target in self.headers), None)

    @property
    def product_header(self) -> str:
        """Where the product stands: a column of its own, or the one with the names."""
        return str(self.header(PRODUCT, NAME))

    @property
    def name_header(self) -> str:
        """Where the name stands: a column of its own, or the one with the products."""
        return str(self.header(NAME, PRODUCT))

    def of_table(self, table: str, columns: Sequence[str] = ()) -> dict[str, str]:
        """Column → header for the targets of one table."""
        split = {target: target.partition(".") for target in self.headers}
        return {c: self.headers[t] for t, (name, _, c) in split.items() if name == table and (not columns or c in columns)}


def tables_of(
    columns: Sequence[Column], profiles: Mapping[str, Profile], cells: Cells, base: TableMapping
) -> tuple[tuple[TableMapping, ...], list[Column]]:
    """The mappings of one sheet, with the columns again: those whose cells hold more than one thing say so."""
    headers = {column.target: column.header for column in columns if column.target not in (None, PEOPLE)}
    people = tuple(column.header for column in columns if column.target == PEOPLE)
    product = headers.get(PRODUCT) or headers[NAME]
    notation = tuple(dict.fromkeys(form for profile in profiles.values() for form in profile.short_years))
    base = replace(base, ignore=people, member_column=headers.get(MEMBER), dates=(*notation, *DATE_FORMATS) if notation else ())
    known = {str(target): header for target, header in headers.items() if target != MEMBER}
    listed = _List(known, profiles, cells, composite(profiles[product]), base)
    applications, key = _applications(listed)
    tables = [applications, _products(listed), _contracts(listed, key), _uses(listed, key)]
    return tuple(_without_empty_words(table, listed) for table in tables if table is not None), [
        _with_parts(listed, column) for column in columns
    ]


def _without_empty_words(table: TableMapping, listed: _List) -> TableMapping:
    """The same mapping in which words such as n.v.t. are unknown; a cell of which only a part counts keeps its words."""
    found = dict(table.values)
    for column, header in table.columns.items():
        texts = listed.profiles[header].counts if column not in table.parts else {}
        empty = {" ".join(text.split()).lower(): "" for text in texts if says_nothing(text)}
        if empty:
            found[column] = empty | dict(found.get(column, {}))
    return replace(table, values=found)


def _with_parts(listed: _List, column: Column) -> Column:
    also: list[str] = []
    if column.header == listed.product_header:
        parts = listed.parts
        also += [] if column.target == PRODUCT else [PRODUCT]
        also += [VERSION] if parts.version and VERSION not in listed.headers else []
        also += [SUPPLIER] if parts.supplier and SUPPLIER not in listed.headers else []
    if column.header == listed.name_header and ENVIRONMENT not in listed.headers and _name_environments(listed):
        also.append(ENVIRONMENT)
    return replace(column, also=tuple(also))


def _name_environments(listed: _List) -> dict[str, str]:
    return environment_words(listed.profiles[listed.name_header])


def _applications(listed: _List) -> tuple[TableMapping, str | None]:
    """The table applications, and the header by which other tables can refer to its rows."""
    columns = listed.of_table("applications")
    columns["name"], columns["product"] = listed.name_header, listed.product_header
    key, once = _key(listed)
    if key is not None:
        columns["id"] = key
    parts, translations = {}, {}
    if listed.parts.product:
        parts["product"] = listed.parts.product
    if listed.parts.version and "version" not in columns:
        columns["version"], parts["version"] = listed.product_header, listed.parts.version
    environments = _name_environments(listed)
    if environments and "environment" not in columns:
        columns["environment"], parts["environment"] = listed.name_header, ENVIRONMENT_PATTERN
        translations["environment"] = environments
    for choice in CHOICES:
        if choice in columns and choice not in parts:
            translations[choice] = _translation(listed.profiles[columns[choice]], choice)
    split: dict[str, str] = {
        c: sign for c in ("components", "users") if c in columns and (sign := listed.profiles[columns[c]].separator)
    }
    table = replace(
        listed.base, table="applications", columns=_ordered("applications", columns), parts=parts, split=split, once=once,
        values={choice: words for choice, words in translations.items() if words},
    )  # fmt: skip
    return table, key


def _ordered(table: str, columns: Mapping[str, str]) -> dict[str, str]:
    """Columns in the order of the table, those of several words last."""
    order = [*TABLES[table].columns]
    return {c: columns[c] for c in sorted(columns, key=lambda c: order.index(c) if c in order else len(order))}


def _key(listed: _List) -> tuple[str | None, str | None]:
    """The header that tells applications apart, and the column by which repeated rows are one application.

    A number of its own where there is one; else the name, as long as no other column tells two rows with that name apart.
    """
    own = listed.header(KEY)
    if own is not None:
        texts = [bare(text) for text in listed.cells[own] if text.strip()]
        repeated = 1 - len(set(texts)) / len(texts) if texts else 1.0
        return own, "id" if repeated > REPEATED and _same_name(listed, own) else None
    names = [" ".join(text.split()).lower() for text in listed.cells[listed.name_header]]
    filled = [name for name in names if name]
    unique = len(set(filled)) == len(filled)
    told_apart = listed.base.member_column or {ENVIRONMENT, VERSION} & set(listed.headers)
    if not filled or (told_apart and not unique):
        return None, None
    return listed.name_header, None if unique else "id"


def _same_name(listed: _List, key: str) -> bool:
    """Whether rows with one key mostly have one name."""
    names: dict[str, set[str]] = {}
    for number, name in zip(listed.cells[key], listed.cells[listed.name_header], strict=True):
        names.setdefault(bare(number), set()).add(bare(name))
    return sum(len(different) == 1 for different in names.values()) >= 0.8 * len(names)


def _translation(profile: Profile, choice: str) -> dict[str, str]:
    """The words that occur → those of Wiel; words that are not known stay out, so that each becomes a finding."""
    known, found = values(choice), {}
    choices = {word.lower() for word in TABLES["applications"].columns[choice].choices}
    for text in profile.counts:
        plain = " ".join(text.split()).lower()
        word = known.get(bare(text))
        if word is None and choice == "environment":
            word = _several_environments(text)
        if word is not None and plain not in choices:
            found[plain] = word
    return found


def _several_environments(text: str) -> str | None:
    """A cell that lists environments, production among them, is about the application itself."""
    words = [values("environment").get(bare(part)) for part in re.split(r"[\s,;/+&|-]+", text)]
    if words == [None] and re.fullmatch(r"(?i)[otap]{2,4}", text.strip()):
        words = [values("environment").get(sign) for sign in text.strip().lower()]
    return "productie" if "productie" in words and None not in words else None


def _products(listed: _List) -> TableMapping:
    """One row per product, with its supplier."""
    columns = listed.of_table("products")
    columns["name"] = listed.product_header
    parts = {"name": listed.parts.product} if listed.parts.product else {}
    if listed.parts.supplier and "supplier" not in columns:
        columns["supplier"], parts["supplier"] = listed.product_header, listed.parts.supplier
    return replace(
        listed.base, table="products", columns=_ordered("products", columns), parts=parts, needs=("name",), once="name",
        member_column=None,
    )  # fmt: skip


def _contracts(listed: _List, key: str | None) -> TableMapping | None:
    """One row per application or contract number of which a date, term or amount is known."""
    facts = listed.of_table("contracts", CONTRACT_FACTS)
    if not facts:
        return None
    columns = facts | listed.of_table("contracts", ("id",))
    if not _covers_several(listed):
        columns["name"] = listed.name_header
    parts = {}
    if (supplier := listed.header(SUPPLIER)) is not None:
        columns["supplier"] = supplier
    elif listed.parts.supplier:
        columns["supplier"], parts["supplier"] = listed.product_header, listed.parts.supplier
    if key is not None:
        columns["applications"] = key
    # A name may hold the sign that parts words; this one stands in no cell.
    split = {"applications": "\x1f"} if key is not None else {}
    once = "id" if "id" in columns else None
    return replace(
        listed.base,
        table="contracts",
        columns=_ordered("contracts", columns),
        parts=parts,
        needs=tuple(facts),
        once=once,
        split=split,
    )


def _covers_several(listed: _List) -> bool:
    """Whether one contract number stands beside several names: then the contract is not called after any of them."""
    header = listed.header(CONTRACT)
    if header is None:
        return False
    names: dict[str, set[str]] = {}
    for number, name in zip(listed.cells[header], listed.cells[listed.name_header], strict=True):
        if number.strip():
            names.setdefault(bare(number), set()).add(bare(name))
    return any(len(different) > 1 for different in names.values())


def _uses(listed: _List, key: str | None) -> TableMapping | None:
    """One row per application, as used by whoever holds it, with what is known of the use."""
    facts = listed.of_table("application_uses", USE_FACTS)
    if not facts or key is None or "applications.users" in listed.headers:
        return None
    columns = {"application": key} | facts
    return replace(
        listed.base, table="application_uses", columns=_ordered("application_uses", columns), needs=("application",),
        once="application",
    )  # fmt: skip

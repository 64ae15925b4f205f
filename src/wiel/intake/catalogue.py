"""The tables that all others refer to, made of lists and of names: suppliers, functions, standards, products."""

from dataclasses import replace

import polars as pl

from wiel.findings import Findings
from wiel.intake.derivation import is_derived
from wiel.intake.duplicates import told_apart
from wiel.intake.identifiers import identified
from wiel.intake.links import Directory, answers, folded
from wiel.intake.names import COMPONENT, PRODUCT, SUPPLIER, Kind, Settled, builtin_components, own_rows, settled, told
from wiel.intake.names.settling import IDENTIFIER
from wiel.intake.names.spoken import FOLDED, LOCAL, TEXT
from wiel.intake.naming import FROM_NAMES, SUPPLIER_COLUMNS, columns_to, from_names, mentions, without_keys
from wiel.intake.rows import KEPT, KEY, OWNER, SOURCE
from wiel.intake.work import Assembly
from wiel.landscape import TABLES
from wiel.landscape.reference import components

_ROW = "row__"


def reference_tables(work: Assembly) -> None:
    """Suppliers first, because products have them, then functions and standards, then products."""
    _suppliers(work)
    work.follow("components")
    _named_table(work, COMPONENT)
    work.follow("standards")
    _standards(work)
    work.follow("products")
    _named_table(work, PRODUCT)


def _suppliers(work: Assembly) -> None:
    """Organisations for the suppliers that products and contracts name, one for all spellings of a name."""
    organisations = work.frames["organisations"]
    said = mentions(work.frames, SUPPLIER_COLUMNS)
    found = answers([Directory("organisations", organisations, work.places)], said, TEXT)
    texts = without_keys(said.with_columns(found), organisations)
    kinds = organisations["kind"].cast(pl.String)
    municipal = (kinds == "gemeente").fill_null(False)
    parties = organisations.filter(~municipal)
    own = own_rows(parties, work.places) & (kinds.filter(~municipal) == "leverancier").fill_null(False)
    result = settled(SUPPLIER, parties, own, texts, said, work.decided, work.places)
    _take(work, SUPPLIER, result, pl.concat([organisations.filter(municipal), result.frame]))


def _standards(work: Assembly) -> None:
    frame = work.identified("standards", work.frames["standards"])
    if frame.is_empty():
        frame, findings = from_names("standards", work.frames, [], work.places)
        work.findings += findings
    work.frames["standards"] = frame
    work.directories["standards"] = Directory("standards", frame, work.places)


def _named_table(work: Assembly, kind: Kind) -> None:
    """Functions or products: every name leads to a row of the catalogue or to a new row, or it is unknown."""
    frame = _identified(work, kind.table)
    said = mentions(work.frames, columns_to(kind.table))
    if kind is PRODUCT:
        said = pl.concat([said, _derived_products(work)])
    texts = _leading_nowhere(work, kind.table, frame, said)
    if kind.table == PRODUCT.table:
        texts = pl.concat([texts, _local_names(work)])
    suppliers = dict(work.frames["organisations"].select("id", "name").drop_nulls().iter_rows())
    more = builtin_components(frame) if kind.table == COMPONENT.table else None
    unlisted = frame.is_empty()
    kind = kind if work.new_names else replace(kind, makes_rows=False)
    functions = _functions(work) if kind.table == PRODUCT.table else frozenset()
    own = own_rows(frame, work.places)
    result = settled(kind, frame, own, texts, said, work.decided, work.places, suppliers, more, unlisted, functions)
    _take(work, kind, result, result.frame)
    if kind.table == PRODUCT.table:
        _known_by_local_name(work, result.said)
    new = result.said.filter(pl.col("state") == "new")
    if unlisted and new.height:
        place = work.places.of(new[SOURCE][0], None)
        work.findings += Findings.of([FROM_NAMES.broken(place, table=TABLES[kind.table].named.nl, n=new["group"].n_unique())])


def _identified(work: Assembly, table: str) -> pl.DataFrame:
    """Rows with identifiers. Those of members' own lists without a key are not merged here: their names are compared first."""
    frame, missing = identified(TABLES[table], work.frames[table], work.places)
    frame = frame.with_row_index(_ROW).with_columns(pl.lit(True).alias(KEPT))
    loose = own_rows(frame, work.places) & frame[KEY].is_null() & frame["name"].is_not_null()
    apart, doubles = told_apart(TABLES[table], frame.filter(~loose), work.places)
    work.findings += missing + doubles
    return pl.concat([apart, frame.filter(loose).select(apart.columns)]).sort(_ROW).drop(_ROW)


def _functions(work: Assembly) -> frozenset[str]:
    """What functions are called, with and without the word component."""
    names = [*work.frames["components"]["name"].drop_nulls().to_list(), *(component.name for component in components())]
    spoken = pl.DataFrame({"name": names}, schema={"name": pl.String})
    return frozenset(spoken.select(folded(pl.col("name")))["name"]) | frozenset(
        spoken.select(folded(COMPONENT.bare(pl.col("name"))))["name"]
    )


def _derived_products(work: Assembly) -> pl.DataFrame:
    """What lists of uses name as a product, where applications are made of them."""
    uses = work.frames["application_uses"]
    wanted = uses.filter(is_derived(uses, work.places))
    return mentions({"application_uses": wanted}, [("application_uses", "application")])


def _leading_nowhere(work: Assembly, table: str, frame: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """The texts that are no key or name in the catalogue, nor a name in the member's own list."""
    loose = own_rows(frame, work.places) & frame[KEY].is_null()
    listed = frame.filter(~loose)
    found = answers([Directory(table, listed, work.places)], said, TEXT)
    lost = without_keys(said.with_columns(found), listed).with_columns(folded(pl.col(TEXT)).alias(FOLDED))
    own = frame.filter(loose).select(OWNER, folded(pl.col("name")).alias(FOLDED)).unique()
    return lost.join(own, on=[OWNER, FOLDED], how="anti", maintain_order="left").drop(FOLDED)


def _local_names(work: Assembly) -> pl.DataFrame:
    """What applications without a product are called, in lists that have no place for products."""
    sources = [index for index, source in enumerate(work.places.sources) if source.names_products]
    applications = work.frames["applications"].filter(pl.col(SOURCE).is_in(sources), pl.col("product").is_null())
    return mentions({"applications": applications}, [("applications", "name")]).with_columns(pl.lit(True).alias(LOCAL))


def _known_by_local_name(work: Assembly, said: pl.DataFrame) -> None:
    """The applications whose own name turned out to be that of a product have that product."""
    known = said.filter(pl.col(LOCAL), pl.col(IDENTIFIER).is_not_null()).select(SOURCE, OWNER, FOLDED, IDENTIFIER)
    if known.is_empty():
        return
    frame = work.frames["applications"].with_columns(folded(pl.col("name")).alias(FOLDED))
    frame = frame.join(known, on=[SOURCE, OWNER, FOLDED], how="left", maintain_order="left")
    work.frames["applications"] = frame.with_columns(pl.coalesce("product", IDENTIFIER).alias("product")).drop(FOLDED, IDENTIFIER)


def _take(work: Assembly, kind: Kind, result: Settled, frame: pl.DataFrame) -> None:
    """The rows in which every name is settled, with where they are found and what was found on the way."""
    work.frames[kind.table] = frame
    # Where names may not become rows, whatever leads nowhere is one finding, doubtful or not.
    doubts = result.doubts if work.new_names else frozenset()
    work.directories[kind.table] = Directory(kind.table, frame, work.places, doubts)
    work.named.append((kind, result))
    if work.new_names:
        work.findings += told(kind, result, work.places)

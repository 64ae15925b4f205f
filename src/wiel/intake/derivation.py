"""Makes applications of uses, for lists that only say which organisation uses which product."""

import polars as pl

from wiel.findings import Findings, Rule, Severity
from wiel.intake.identifiers import slug
from wiel.intake.links import Directory, followed
from wiel.intake.rows import KEPT, KEY, LINE, OWNER, SHARED_OWNER, SOURCE, Places, no_rows
from wiel.landscape import TABLES

ASSUMED = Rule("use.assumed", Severity.INFO)
SAME_PAIR = Rule("use.same-pair", Severity.INFO)
CONTRADICTION = Rule("use.contradiction", Severity.WARNING)
OF_PRODUCT = Rule("function.of-product", Severity.INFO)
APPLICATIONS = "applications"
_OPEN = "open__"


def is_derived(frame: pl.DataFrame, places: Places) -> pl.Series:
    """Which rows come from a list whose mapping wants applications made of its uses?"""
    wanted = [index for index, source in enumerate(places.sources) if source.derive == APPLICATIONS]
    return frame[SOURCE].is_in(wanted).fill_null(False)


def derived_applications(
    uses: pl.DataFrame, listed: pl.DataFrame, products: Directory, places: Places
) -> tuple[pl.DataFrame, pl.DataFrame, Findings]:
    """The uses with their owner, and one application for every distinct pair of owner and text in the column application.

    The text is looked up among the products; where it is not there, the product is unknown, the text becomes the local name of the
    application, and each row has a finding. Applications that a list already has are not made again.
    """
    derived = is_derived(uses, places)
    if not derived.any():
        return uses, no_rows(TABLES[APPLICATIONS]), Findings()
    uses = uses.with_columns(_owners(uses, derived))
    rows = uses.filter(derived)
    product, findings = followed(rows, "application", ("products",), {"products": products}, places)
    pairs = rows.with_columns(product.alias("product")).filter(pl.col("application").is_not_null())
    first = pairs.unique([OWNER, "application"], keep="first", maintain_order=True)
    identifier = pl.format("{}:{}:{}", pl.lit(TABLES[APPLICATIONS].named.prefix), OWNER, "application")
    made = first.select(
        identifier.alias("id"),
        pl.col("organisation").alias("holder"),
        "product",
        pl.when(pl.col("product").is_null()).then("application").alias("name"),
        SOURCE,
        LINE,
        OWNER,
        pl.col("application").alias(KEY),
    ).filter(~pl.col("id").is_in(listed["id"].implode()))
    return uses, pl.concat([no_rows(TABLES[APPLICATIONS]), made], how="diagonal"), findings


def _owners(uses: pl.DataFrame, derived: pl.Series) -> pl.Series:
    """The owner of each row; of a list without a member it is the organisation in the row."""
    unowned = derived & (uses[OWNER] == SHARED_OWNER) & uses["organisation"].is_not_null()
    names = {name: slug(name.rpartition(":")[2]) for name in uses.filter(unowned)["organisation"].unique().to_list()}
    per_row = uses["organisation"].replace_strict(names, default=SHARED_OWNER, return_dtype=pl.String)
    return uses.select(pl.when(unowned).then(per_row).otherwise(OWNER).alias(OWNER))[OWNER]


def one_use_per_pair(uses: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Rows of one organisation and one application become one use where they are derived, or where several lists of uses tell of it.

    The use runs from the earliest start to the latest end. An end is only known where every row has one that could tell it. A number or
    flag in which the rows differ is unknown, with a finding. All rows but the first stay in the table, marked as not kept, because each
    is an origin of the use; a finding per source counts them.
    """
    pair = ["application", "organisation"]
    known = uses["application"].is_not_null() & uses["organisation"].is_not_null()
    whole = known & (is_derived(uses, places) | _told_by_several(uses, places))
    if not whole.any():
        return uses, Findings()
    silent = [index for index, source in enumerate(places.sources) if not source.has_column("until")]
    rows = uses.filter(whole).with_columns((pl.col("until").is_null() & ~pl.col(SOURCE).is_in(silent)).alias(_OPEN))
    facts = [c for c in TABLES["application_uses"].columns if c not in (*pair, "since", "until")]
    merged = rows.group_by(pair, maintain_order=True).agg(
        pl.col("since").min(),
        pl.when(pl.col(_OPEN).any()).then(None).otherwise(pl.col("until").max()).alias("until"),
        *(pl.when(pl.col(c).drop_nulls().n_unique() == 1).then(pl.col(c).drop_nulls().first()).alias(c) for c in facts),
        *(pl.col(c).drop_nulls().n_unique().gt(1).alias(f"differs__{c}") for c in facts),
        *(pl.col(c).first() for c in (SOURCE, LINE, OWNER, KEY, KEPT)),
    )
    others = rows.filter(~pl.struct(pair).is_first_distinct()).with_columns(pl.lit(False).alias(KEPT))
    found = [CONTRADICTION.broken(places.of(source, line, c)) for c in facts for source, line in _differing(merged, c).iter_rows()]
    counts = others.group_by(SOURCE, maintain_order=True).agg(pl.col(LINE).min(), pl.len())
    found += [SAME_PAIR.broken(places.of(source, line), n=n) for source, line, n in counts.iter_rows()]
    parts = [uses.filter(~whole), merged.select(uses.columns), others.select(uses.columns)]
    return pl.concat(parts).sort(SOURCE, LINE, maintain_order=True), Findings.of(found)


def _told_by_several(uses: pl.DataFrame, places: Places) -> pl.Series:
    """Rows about a use that another list of uses tells of too: one says since when, the other how many people."""
    lists = [index for index, source in enumerate(places.sources) if source.raw.table == "application_uses"]
    listed = pl.col(SOURCE).is_in(lists).fill_null(False)
    told = pl.when(listed).then(SOURCE).n_unique().over("application", "organisation", pl.when(listed).then(1))
    return uses.select((listed & (told > 1)).alias("told"))["told"]


def _differing(merged: pl.DataFrame, column: str) -> pl.DataFrame:
    return merged.filter(pl.col(f"differs__{column}")).select(SOURCE, LINE)


def assumed_uses(applications: pl.DataFrame, uses: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Members that list their applications and say nothing at all about who uses them, use those that they hold themselves.

    An application that is out of use, and an environment other than production, is not used. The assumption is told once per list.
    """
    silent = [i for i, source in enumerate(places.sources) if source.raw.table == APPLICATIONS and not source.has_column("users")]
    telling = uses[OWNER].unique().implode()
    owned = pl.col(OWNER).ne(SHARED_OWNER) & ~pl.col(OWNER).is_in(telling) & pl.col(SOURCE).is_in(silent)
    running = pl.col("holder").is_not_null() & pl.col("status").cast(pl.String).ne_missing("buiten gebruik")
    running &= pl.col("environment").cast(pl.String).fill_null("productie") == "productie"
    rows = applications.filter(owned & running)
    made = rows.select(pl.col("id").alias("application"), pl.col("holder").alias("organisation"), SOURCE, LINE, OWNER)
    counts = rows.group_by(SOURCE, maintain_order=True).agg(pl.len())
    found = Findings.of(ASSUMED.broken(places.of(source, None), n=n) for source, n in counts.iter_rows())
    return pl.concat([no_rows(TABLES["application_uses"]), made], how="diagonal"), found


def functions_of_products(
    applications: pl.DataFrame, told: pl.DataFrame, product_components: pl.DataFrame, places: Places
) -> tuple[pl.DataFrame, Findings]:
    """Applications of whose functions no list says anything serve the functions of their product; told once per list.

    Those are derived applications, of which only the product is known, and those of a list without a column for functions whose owner
    has no list of functions (`told`) either.
    """
    silent = [
        index
        for index, source in enumerate(places.sources)
        if source.derive == APPLICATIONS or (source.raw.table == APPLICATIONS and not source.has_column("components"))
    ]
    telling = told.filter(pl.col(OWNER) != SHARED_OWNER)[OWNER].unique().implode()
    unknown = pl.col(SOURCE).is_in(silent) & pl.col("product").is_not_null() & ~pl.col("id").is_in(told["application"].implode())
    whole = is_derived(applications, places) | ~applications[OWNER].is_in(telling)
    served = applications.filter(unknown & whole).join(
        product_components.filter(pl.col(KEPT)).select("product", "component").drop_nulls().unique(maintain_order=True),
        on="product",
        maintain_order="left_right",
    )
    made = served.select(pl.col("id").alias("application"), "component", SOURCE, LINE, OWNER)
    own = served.filter(~is_derived(served, places)).group_by(SOURCE, maintain_order=True).agg(pl.col("id").n_unique().alias("n"))
    found = Findings.of(OF_PRODUCT.broken(places.of(source, None), n=n) for source, n in own.iter_rows())
    return pl.concat([no_rows(TABLES["application_components"]), made], how="diagonal"), found

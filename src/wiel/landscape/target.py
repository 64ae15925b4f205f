"""The landscape that a plan leads to: uses moved, applications that nobody uses any more ended, new ones added."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from wiel.errors import InvalidProblem
from wiel.landscape.plan import NEW, RETIRE, Plan
from wiel.landscape.selection import valid_at
from wiel.landscape.tables import TABLES
from wiel.texts import Sentence

Tables = Mapping[str, pl.DataFrame]

OUT_OF_USE, IN_USE, PRODUCTION = "buiten gebruik", "in gebruik", "productie"
HERE = ["organisation", "component"]
USE = ["application", "organisation"]


def target_tables(tables: Tables, plan: Plan, as_of: date) -> dict[str, pl.DataFrame]:
    """The tables as they are once the plan is carried out.

    What the plan does not name stays: other organisations, other functions, test environments, couplings, contracts, and what is used
    beside an application that the plan keeps. Where something new comes, all that the plan does not name makes way. An
    application that serves a function for some of its users only keeps that function, because a landscape says per application, not
    per use, what it serves.
    """
    served = _served(tables, plan)
    doing = _doing(tables, as_of)
    gone = _gone(doing, served, plan)
    uses = _uses(tables, doing, served, gone)
    chosen = dict(tables)
    chosen["application_uses"] = uses
    chosen["application_components"] = _links(tables, doing, served, gone)
    chosen["applications"] = _applications(tables, served, gone, uses)
    return chosen


def application_of(solution: str) -> str:
    """The key that a new solution gets as an application.

    >>> application_of("new:prd:gedeeld:loketrix")
    'app:plan:gedeeld:loketrix'
    """
    return "app:plan:" + solution.removeprefix(NEW).removeprefix("prd:")


def _served(tables: Tables, plan: Plan) -> pl.DataFrame:
    """Who is served by which application; an application that does not exist and is not new is refused."""
    rows = plan.served().with_columns(new=pl.col("solution").str.starts_with(NEW))
    made = pl.col("solution").map_elements(application_of, return_dtype=pl.String)
    named = pl.when("new").then(made).otherwise(pl.coalesce("application", "solution"))
    rows = rows.with_columns(application=named)
    strange = rows.filter(~pl.col("new")).join(tables["applications"].select(application="id"), on="application", how="anti")
    for name in strange["application"].head(1):
        raise InvalidProblem(Sentence("plan.unknown-application", {"application": name}))
    return rows.select(*HERE, "application", "new", "product", "holder").unique(maintain_order=True)


def _doing(tables: Tables, as_of: date) -> pl.DataFrame:
    """Which application in production serves which function of whom on the day."""
    running = tables["applications"].filter(
        pl.col("status").cast(pl.String).ne_missing(OUT_OF_USE)
        & (pl.col("environment").cast(pl.String).fill_null(PRODUCTION) == PRODUCTION)
    )
    uses = valid_at(tables, as_of)["application_uses"].select(USE).unique(maintain_order=True)
    uses = uses.join(running.select(application="id").unique(), on="application", how="semi")
    return uses.join(tables["application_components"].unique(), on="application", how="left", maintain_order="left")


def _gone(doing: pl.DataFrame, served: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """What each organisation no longer uses an application for: organisation, component, application."""
    # Something new takes the place of all that the plan does not name; where the plan only keeps, the rest stays too.
    fresh = served.join(doing, on=[*HERE, "application"], how="anti").select(HERE).unique()
    replaced = doing.join(fresh, on=HERE, how="semi")
    ended = plan.frame.filter(pl.col("decision").cast(pl.String) == RETIRE).select(
        *HERE, application=pl.coalesce("application", "solution")
    )
    lapsed = doing.join(ended, on=[*HERE, "application"], how="semi")
    both = pl.concat([replaced, lapsed]).unique(maintain_order=True)
    return both.join(served, on=[*HERE, "application"], how="anti").select(*HERE, "application")


def _uses(tables: Tables, doing: pl.DataFrame, served: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """Uses without those that served only what has gone, and with those that are new."""
    left = doing.join(gone, on=[*HERE, "application"], how="anti").select(USE).unique()
    ended = gone.select(USE).unique().join(left, on=USE, how="anti").join(served, on=USE, how="anti")
    kept = tables["application_uses"].join(ended, on=USE, how="anti", maintain_order="left")
    fresh = served.select(USE).unique(maintain_order=True).join(doing, on=USE, how="anti", maintain_order="left")
    # A use that ended or has yet to start gives way to the new one.
    kept = kept.join(fresh, on=USE, how="anti", maintain_order="left")
    return pl.concat([kept, _filled("application_uses", fresh)])


def _links(tables: Tables, doing: pl.DataFrame, served: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """What each application serves: without what it no longer does for anybody, with what it newly does."""
    pair = ["application", "component"]
    still = doing.join(gone, on=[*HERE, "application"], how="anti").select(pair)
    lost = gone.select(pair).unique().join(still, on=pair, how="anti").join(served, on=pair, how="anti")
    # An application that goes altogether keeps what it served, so that one can still see what it was for.
    lost = lost.join(pl.concat([still.select("application"), served.select("application")]).unique(), on="application", how="semi")
    kept = tables["application_components"].join(lost, on=pair, how="anti", maintain_order="left")
    fresh = served.select(pair).unique(maintain_order=True).join(kept, on=pair, how="anti", maintain_order="left")
    return pl.concat([kept, _filled("application_components", fresh)])


def _applications(tables: Tables, served: pl.DataFrame, gone: pl.DataFrame, uses: pl.DataFrame) -> pl.DataFrame:
    """Applications with the ended ones out of use and the new ones in use under the name of their product."""
    ended = gone.select(id="application").unique().join(uses.select(id="application"), on="id", how="anti")
    status = TABLES["applications"].columns["status"].dtype
    kept = tables["applications"].with_columns(
        status=pl.when(pl.col("id").is_in(ended["id"].implode())).then(pl.lit(OUT_OF_USE, status)).otherwise("status")
    )
    names = tables["products"].unique("id", keep="first").select(product="id", name="name")
    fresh = (
        served.filter("new").unique("application", maintain_order=True).join(names, on="product", how="left", maintain_order="left")
    )
    fresh = fresh.select(
        "holder", "product", id="application", name=pl.coalesce("name", "product", "application"), status=pl.lit(IN_USE, status)
    )
    fresh = fresh.join(kept.select("id"), on="id", how="anti", maintain_order="left")
    return pl.concat([kept, _filled("applications", fresh)])


def _filled(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with every column of a table; what they do not say is unknown."""
    columns = TABLES[table].columns
    absent = [pl.lit(None, column.dtype).alias(name) for name, column in columns.items() if name not in rows.columns]
    return rows.with_columns(absent).select([pl.col(name).cast(column.dtype) for name, column in columns.items()])

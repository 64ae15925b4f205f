"""What is said about names: how many were linked, which are new, and which a person must look at."""

from collections.abc import Iterator

import polars as pl

from wiel.errors import Place
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.names.settling import Settled
from wiel.intake.names.spoken import COLUMN, FOLDED, LOCAL, NAME_ID, TEXT, Kind
from wiel.intake.rows import LINE, OWNER, SOURCE, Places
from wiel.landscape import TABLES

LINKED = Rule("names.linked", Severity.INFO)
NEW = Rule("names.new", Severity.INFO)
FUNCTION = Rule("names.function", Severity.INFO)
UNSURE = Rule("names.unsure", Severity.WARNING)
PERHAPS_SAME = Rule("names.perhaps-same", Severity.WARNING)


def told(kind: Kind, result: Settled, places: Places) -> Findings:
    """One finding per file that counts links and one that counts new products; one per name and file that nobody is sure of."""
    said = result.said
    linked = said.filter(pl.col("state").is_in(["sure", "reviewed"]), pl.col("probability") < 1)
    found = [*_counted(LINKED, kind, linked, places)]
    if kind.local and result.has_catalogue:
        found += _counted(NEW, kind, said.filter(pl.col("state") == "new"), places)
    found += _counted(FUNCTION, kind, said.filter(pl.col("state") == "function", ~pl.col(LOCAL)), places)
    doubtful = said.filter((pl.col("state") == "unsure") | ((pl.col("state") == "new") & (pl.col("candidates").list.len() > 0)))
    return Findings.of([*found, *_doubtful(kind, doubtful, result, places)])


def _counted(rule: Rule, kind: Kind, said: pl.DataFrame, places: Places) -> Iterator[Finding]:
    counts = said.group_by("file__", maintain_order=True).agg(pl.col(SOURCE).first(), pl.col(NAME_ID).n_unique().alias("n"))
    for source, n in counts.select(SOURCE, "n").iter_rows():
        yield rule.broken(Place(places.sources[source].raw.file), table=TABLES[kind.table].named.nl, n=n)


def _doubtful(kind: Kind, said: pl.DataFrame, result: Settled, places: Places) -> Iterator[Finding]:
    """Per name and file, at the first place."""
    names = said.group_by("file__", OWNER, FOLDED, maintain_order=True).agg(
        pl.col(SOURCE, LINE, COLUMN, TEXT, "state", "candidates", NAME_ID).first()
    )
    columns = (SOURCE, LINE, COLUMN, TEXT, "state", "candidates", NAME_ID)
    for source, line, column, text, state, candidates, name in names.select(columns).iter_rows():
        rule = UNSURE if state == "unsure" else PERHAPS_SAME
        likely = [result.named(name, candidate) for candidate in candidates]
        yield rule.broken(places.of(source, line, column), text=text, candidates=likely, table=TABLES[kind.table].named.nl)

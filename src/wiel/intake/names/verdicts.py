"""Which entry does each name mean? By its very words, by what people decided, by linking; and which new names are one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from wiel.intake.links import folded
from wiel.linking import Links, Model, duplicates, learn, link
from wiel.linking.suppliers import canonical, same

Schema = dict[str, pl.DataType | type[pl.DataType]]

SURE, DOUBTFUL = 0.9, 0.1
"""From 0.9 a name is linked without asking: on the Dutch trial lists 98 to 100 in a hundred such links are right (`bench.linking`).
Below 0.1 it is a new name. Own judgement (label O)."""

LIKELY, LIKELY_WITHIN, NOT_SURE = 0.3, 0.75, 0.89
"""Below the first, two new names of different members are not worth a question; below the second, two of one list, whose probability
knows of no rivals and is told as the third at most. Own judgement (label O)."""

MOST_CANDIDATES = 3
LEAST_RENAMED = 3
NAMES: Schema = {"id": pl.String, "name": pl.String, "supplier": pl.String, "component": pl.String, "owner": pl.String}
VERDICTS: Schema = {
    "id": pl.String,
    "state": pl.String,
    "target": pl.String,
    "group": pl.String,
    "probability": pl.Float64,
    "candidates": pl.List(pl.String),
}
PAIRS: Schema = {
    "left": pl.String,
    "right": pl.String,
    "probability": pl.Float64,
    "reasons": pl.List(pl.String),
    "open": pl.Boolean,
}
DECIDED: Schema = {"left": pl.String, "right": pl.String, "same": pl.Boolean}
CONFIRMED = "linking.reason-confirmed"


@dataclass(frozen=True)
class Verdicts:
    """What each name means, and the pairs behind it.

    `rows` has id, state (``sure``, ``unsure``, ``new`` or ``reviewed``), target (the entry; unknown where unsure or new), group (for a
    new name the name that stands for all that are one with it), probability and candidates (identifiers, likeliest first).
    `pairs` has left, right, probability, reasons and whether a person must still decide (`open`).
    """

    rows: pl.DataFrame
    pairs: pl.DataFrame


def judged(
    names: pl.DataFrame,
    entries: pl.DataFrame,
    decided: pl.DataFrame,
    unsure_is_new: bool = False,
    known: Mapping[str, str] | None = None,
) -> Verdicts:
    """Which entry is meant by each name, and which of the other names are one another?

    A name that is literally that of one entry, and whose supplier is no other, means that entry. Other names are linked, and what is not
    linked is compared with one another.

    Args:
        names: columns of `NAMES`; each different name once, in the order in which they appear.
        entries: the same columns without the owner, one row per entry of the catalogue.
        decided: columns of `DECIDED`, pairs of a name with an entry or with another name.
        unsure_is_new: a name of which nobody is sure is a new one until a person decides.
        known: names of which something better than words says which entry they are.
    """
    names = names.with_columns(pl.col("supplier").replace(renamed(names, entries)))
    refused = decided.filter(~pl.col("same"))
    confirmed = _between(decided.filter("same"), names["id"], entries["id"]).select(id="left")
    literal = _literal(names, entries, known or {}).join(refused, left_on=["id", "target"], right_on=["left", "right"], how="anti")
    literal = literal.join(confirmed, on="id", how="anti", maintain_order="left")
    rest = names.join(literal, on="id", how="anti", maintain_order="left")
    linked, pairs = _linked(rest, entries, decided)
    if unsure_is_new:
        linked = linked.with_columns(pl.col("state").replace("unsure", "new"))
    new = rest.join(linked.filter(pl.col("state") == "new"), on="id", how="semi", maintain_order="left")
    groups, more = _grouped(new, decided)
    found = linked.join(groups, on="id", how="left", maintain_order="left")
    told = found.with_columns(
        pl.coalesce("group_right", "group").alias("group"),
        pl.coalesce("candidates", "candidates_right").alias("candidates"),
        pl.coalesce("certainty", "probability").alias("probability"),
        pl.coalesce("state_right", "state").alias("state"),
    ).select(list(VERDICTS))
    return Verdicts(pl.concat([literal.select(list(VERDICTS)), told]), pl.concat([pairs, more]))


def renamed(names: pl.DataFrame, entries: pl.DataFrame) -> dict[str, str]:
    """Suppliers that go by another name here than in the catalogue: theirs are products that the catalogue has of one other supplier.

    At least three of their products must be there by the same name, nine in ten of those with one supplier, and none with their own.
    """
    words = folded(pl.col("name")).alias("words")
    theirs = entries.filter(pl.col("supplier").is_not_null()).select(pl.col("supplier").alias("listed"), words)
    both = names.filter(pl.col("supplier").is_not_null()).with_columns(words).join(theirs, on="words", maintain_order="left_right")
    counts: dict[str, Counter[str]] = {}
    for mine, listed in both.select("supplier", "listed").iter_rows():
        counts.setdefault(mine, Counter())[listed] += 1
    found = {}
    for mine, listed in counts.items():
        (name, most), total = listed.most_common(1)[0], listed.total()
        if most >= LEAST_RENAMED and most >= SURE * total and not any(_alike(mine, other) == 1 for other in listed):
            found[mine] = name
    return found


def _literal(names: pl.DataFrame, entries: pl.DataFrame, known: Mapping[str, str]) -> pl.DataFrame:
    """The names that one entry carries too, but for capitals and blanks; a supplier that is surely another speaks against it."""
    words = folded(pl.col("name")).alias("words")
    sides = names.with_columns(words), entries.select(pl.col("id").alias("target"), pl.col("supplier").alias("theirs"), words)
    both = sides[0].join(sides[1], on="words", maintain_order="left_right")
    own = [_alike(mine, theirs) for mine, theirs in both.select("supplier", "theirs").iter_rows()]
    both = both.with_columns(pl.Series("alike", own, dtype=pl.Int8)).filter(pl.col("alike") >= 0)
    best = both.filter(pl.col("alike") == pl.col("alike").max().over("id")).filter(pl.len().over("id") == 1)
    told = pl.DataFrame(list(known.items()), schema={"id": pl.String, "target": pl.String}, orient="row")
    best = pl.concat([told, best.select("id", "target")]).unique("id", keep="first", maintain_order=True)
    return _verdicts(best.with_columns(state=pl.lit("sure"), probability=pl.lit(1.0)))


def _alike(mine: str | None, theirs: str | None) -> int:
    """1 for the same supplier, 0 where one is unknown, −1 for two that differ."""
    if not mine or not theirs:
        return 0
    return 1 if same(canonical(mine), canonical(theirs)) else -1


def _verdicts(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of `VERDICTS`; those that are absent are unknown."""
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in VERDICTS.items() if name not in rows.columns]
    return rows.with_columns(absent).select(pl.col(name).cast(dtype) for name, dtype in VERDICTS.items())


def _linked(names: pl.DataFrame, entries: pl.DataFrame, decided: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names to entries: sure, unsure with candidates, or new; and all pairs worth a look."""
    if names.is_empty() or entries.is_empty():
        return _verdicts(names.with_columns(state=pl.lit("new"))), pl.DataFrame(schema=PAIRS)
    links = _asked(_wordy(names), entries, _between(decided, names["id"], entries["id"]))
    pairs = pl.concat([links.pairs, links.undecided]).with_columns(
        reviewed=pl.col("reasons").list.contains(CONFIRMED), likely=pl.col("probability") >= DOUBTFUL
    )
    pairs = pairs.filter("likely").sort("probability", "left", "right", descending=[True, False, False])
    best = pairs.unique("left", keep="first", maintain_order=True)
    several = pairs.group_by("left", maintain_order=True).agg(pl.col("right").head(MOST_CANDIDATES).alias("candidates"))
    state = pl.when("reviewed").then(pl.lit("reviewed")).when(pl.col("probability") >= SURE).then(pl.lit("sure"))
    told = best.join(several, on="left", maintain_order="left").select(
        pl.col("left").alias("id"), state.otherwise(pl.lit("unsure")).alias("state"), "probability", "candidates", target="right"
    )
    told = told.with_columns(pl.when(pl.col("state") != "unsure").then("target").alias("target"))
    new = names.join(told, on="id", how="anti", maintain_order="left").select("id", state=pl.lit("new"))
    unsure = told.filter(pl.col("state") == "unsure")["id"]
    shown = pairs.filter((pl.col("probability") < 1) & (pl.col("left").is_in(unsure.implode()) | (pl.col("probability") >= SURE)))
    shown = shown.with_columns(open=pl.col("left").is_in(unsure.implode())).select(list(PAIRS))
    return pl.concat([_verdicts(told), _verdicts(new)]), shown


def _wordy(names: pl.DataFrame) -> pl.DataFrame:
    """The names in which a word stands; codes such as P-1 and P-9 are as like as can be and yet two things."""
    return names.filter(pl.col("name").str.contains(WORD))


def _asked(names: pl.DataFrame, entries: pl.DataFrame, decided: pl.DataFrame) -> Links:
    """The links, by a model that has learned from what people decided."""
    links = link(names, entries, one_to_one=False)
    if decided.is_empty():
        return links
    model: Model = learn(None, links, decided)
    return link(names, entries, model, decided=decided, one_to_one=False)


def _between(decided: pl.DataFrame, lefts: pl.Series, rights: pl.Series) -> pl.DataFrame:
    return decided.filter(pl.col("left").is_in(lefts.implode()), pl.col("right").is_in(rights.implode()))


WORD = r"\p{L}{3}"
GROUPS: Schema = {
    "id": pl.String,
    "group": pl.String,
    "certainty": pl.Float64,
    "candidates": pl.List(pl.String),
    "state": pl.String,
}


def _grouped(names: pl.DataFrame, decided: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """New names that are surely one, under the first of them; and the pairs that may be one.

    Names are one where `duplicates` says that they are equal but for signs. Names of a later member are then linked to those of the
    members before, which tells more, because there each name has rivals.
    """
    if names.is_empty():
        return pl.DataFrame(schema=GROUPS), pl.DataFrame(schema=PAIRS)
    told = _between(decided, names["id"], names["id"])
    refused = {frozenset(pair) for pair in told.filter(~pl.col("same")).select("left", "right").iter_rows()}
    confirmed = told.filter("same").select("left", "right").rows()
    pairs = _within(names) + _across(names)
    pairs = [pair for pair in pairs if frozenset(pair[:2]) not in refused]
    sure = [(one, other) for one, other, chance, _ in pairs if chance >= SURE]
    joined = _joined(dict.fromkeys(names["id"]), [*sure, *confirmed])
    best: dict[str, float] = {}
    candidates: dict[str, list[str]] = {}
    for one, other, chance, _ in sorted(pairs, key=lambda pair: -pair[2]):
        for name, rival in ((one, other), (other, one)):
            if joined[one] == joined[other]:
                best.setdefault(name, chance)
            elif rival not in candidates.setdefault(name, []):
                candidates[name].append(rival)
    reviewed = {name for pair in confirmed for name in pair}
    table = [
        (n, g, best.get(n), candidates.get(n, [])[:MOST_CANDIDATES], "reviewed" if n in reviewed else None)
        for n, g in joined.items()
    ]
    shown = [
        (a, b, p, reasons, joined[a] != joined[b])
        for a, b, p, reasons in pairs
        if (p < 1 or joined[a] != joined[b]) and not {a, b} <= reviewed
    ]
    frame = pl.DataFrame(shown, schema=PAIRS, orient="row").unique(["left", "right"], keep="first", maintain_order=True)
    return pl.DataFrame(table, schema=GROUPS, orient="row"), frame


Pair = tuple[str, str, float, list[str]]


def _within(names: pl.DataFrame) -> list[Pair]:
    """Pairs of names that are equal but for signs, and pairs of one list that may be one."""
    groups = duplicates(names)
    owner = dict(names.select("id", "owner").iter_rows())
    rows = groups.rows.filter(pl.col("id") != pl.col("group"), pl.col("probability") >= LIKELY_WITHIN)
    # Only names that are equal but for signs, version and environment: the likeness of two names of one list knows of no rivals.
    sure: list[Pair] = [(name, group, min(chance, NOT_SURE) if chance < 1 else 1.0, []) for name, group, chance in rows.iter_rows()]
    left = groups.undecided.filter(pl.col("probability") >= LIKELY_WITHIN)
    return sure + [(one, other, chance, []) for one, other, chance in left.iter_rows() if owner[one] == owner[other]]


def _across(names: pl.DataFrame) -> list[Pair]:
    """Pairs of names of a member with those of the members before it."""
    found: list[Pair] = []
    names = _wordy(names)
    owners = names["owner"].unique(maintain_order=True).to_list()
    for place, owner in enumerate(owners[1:], 1):
        before = names.filter(pl.col("owner").is_in(owners[:place]))
        links = link(names.filter(pl.col("owner").eq_missing(owner)), before, one_to_one=False)
        for table in (links.pairs, links.undecided):
            found += table.filter(pl.col("probability") >= LIKELY).select("left", "right", "probability", "reasons").rows()
    return found


def _joined(names: Iterable[str], pairs: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For every name the first of the names that are one with it, by way of others too.

    >>> _joined(["a", "b", "c", "d"], [("d", "b"), ("b", "c")])
    {'a': 'a', 'b': 'b', 'c': 'b', 'd': 'b'}
    """
    order = {name: place for place, name in enumerate(names)}
    group = {name: [name] for name in order}
    for one, other in pairs:
        first, second = sorted((group[one], group[other]), key=lambda members: order[members[0]])
        if first is not second:
            first += second
            first.sort(key=order.__getitem__)
            group.update(dict.fromkeys(second, first))
    return {name: members[0] for name, members in group.items()}

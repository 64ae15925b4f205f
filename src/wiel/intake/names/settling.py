"""What becomes of the names: rows of the catalogue, rows of their own, or unknown until a person decides."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from wiel.intake.identifiers import slug
from wiel.intake.links import Doubts
from wiel.intake.names.spoken import FOLDED, INDEX, LOCAL, NAME_ID, TEXT, Kind, different, spoken, whose
from wiel.intake.names.verdicts import PAIRS, judged
from wiel.intake.rows import KEPT, KEY, LINE, OWNER, SOURCE, Places, no_rows
from wiel.landscape import TABLES

ORDER, IDENTIFIER = "order__", "identifier__"


def percent(probability: float) -> str:
    """A probability as it stands behind a name.

    >>> percent(0.617)
    '62%'
    """
    return f"{round(probability * 100)}%"


@dataclass(frozen=True)
class Settled:
    """A reference table in which every name has its row.

    `frame` holds the rows, those of names that mean another row marked as not kept; `said` has per place what its name means; `doubts`
    are file, owner and folded text of names that stay unknown; `pairs` are what was compared; `called` says how every entry and name is
    written, `has_catalogue` whether there was anything to link to, `made` the rows that no list has, only a text, and
    `suppliers` who supplies each entry.
    """

    frame: pl.DataFrame
    said: pl.DataFrame
    doubts: Doubts
    pairs: pl.DataFrame
    called: Mapping[str, str] = field(default_factory=dict)
    has_catalogue: bool = False
    made: frozenset[str] = frozenset()
    suppliers: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str, candidate: str) -> str:
        """A candidate for a name with how probable it is, as it stands in a sentence."""
        chance = self._chances.get((name, candidate), self._chances.get((candidate, name)))
        return self.called.get(candidate, candidate) + ("" if chance is None else f" ({percent(chance)})")

    @cached_property
    def _chances(self) -> dict[tuple[str, str], float]:
        if self.pairs.is_empty():
            return {}
        return {(left, right): chance for left, right, chance in self.pairs.select("left", "right", "probability").iter_rows()}


def settled(
    kind: Kind,
    frame: pl.DataFrame,
    own: pl.Series,
    texts: pl.DataFrame,
    heard: pl.DataFrame,
    decided: pl.DataFrame,
    places: Places,
    suppliers: Mapping[str, str] | None = None,
    more: pl.DataFrame | None = None,
    unlisted: bool = False,
    functions: frozenset[str] = frozenset(),
) -> Settled:
    """What does each name of a reference table mean?

    Args:
        kind: which names.
        frame: the rows of the table, with identifiers.
        own: which of them come from a member's own list.
        texts: names in other tables that lead to no row, columns of `spoken.HEARD`.
        heard: all names in other tables, to count how many rows say each.
        decided: what people decided (`verdicts.DECIDED`).
        places: where rows stand.
        suppliers: name of each organisation, for the suppliers of products.
        more: rows that may be meant though no file has them; those that are, join the frame.
        unlisted: no file has this table, so that every name makes a row.
        functions: names (folded) that are no product but what a product is for; they mean nothing unless they stand in the catalogue.
    """
    said = spoken(kind, frame, own, texts, heard, suppliers or {}, places)
    if said.is_empty():
        return Settled(frame, _with_meaning(said), frozenset(), pl.DataFrame(schema=PAIRS))
    rest = no_rows(TABLES[kind.table]).with_columns(pl.lit(True).alias(KEPT)) if more is None else more
    catalogue = pl.concat([frame.filter(~own & pl.col(KEPT)), rest.select(frame.columns)])
    names, listed = different(kind, said), entries(kind, catalogue, suppliers or {})
    verdicts = judged(names, listed, decided, unlisted, _by_reference(frame, catalogue, said))
    said = _understood(said, verdicts.rows, functions)
    identifiers = _new_identifiers(kind, said, frame, kind.makes_rows or unlisted)
    said = said.join(identifiers, on="group", how="left", maintain_order="left")
    said = said.with_columns(pl.coalesce("target", IDENTIFIER).alias(IDENTIFIER)).sort(ORDER)
    said = said.filter(~(pl.col(LOCAL) & (pl.col("state") == "new") & pl.col(IDENTIFIER).is_null()))
    used = rest.filter(pl.col("id").is_in(said["target"].drop_nulls().implode())).select(frame.columns)
    lost = said.filter(pl.col("state").is_in(["unsure", "function"]), pl.col(KEY).is_null()).select("file__", OWNER, FOLDED)
    return Settled(
        pl.concat([_rows(kind, frame, said), used]),
        said,
        frozenset(lost.iter_rows()),
        verdicts.pairs,
        _called(catalogue, listed, said),
        not listed.is_empty(),
        _made(said),
        dict(listed.select("id", "supplier").drop_nulls().iter_rows()),
    )


def _understood(said: pl.DataFrame, verdicts: pl.DataFrame, functions: frozenset[str]) -> pl.DataFrame:
    """What is said, with what each name means; a name that is only that of a function means nothing."""
    told = said.with_row_index(ORDER).join(verdicts.rename({"id": NAME_ID}), on=NAME_ID, how="left", maintain_order="left")
    guessed = pl.col("state").ne("reviewed") & pl.col("probability").fill_null(0).lt(1)
    only = pl.col(FOLDED).is_in(sorted(functions)) & guessed & pl.col(KEY).is_null()
    none = pl.lit(None, pl.String)
    nothing = {"state": pl.lit("function"), "target": none, "group": none, "candidates": pl.lit([], pl.List(pl.String))}
    return told.with_columns(pl.when(only).then(value).otherwise(name).alias(name) for name, value in nothing.items())


def _called(catalogue: pl.DataFrame, listed: pl.DataFrame, said: pl.DataFrame) -> dict[str, str]:
    """How every entry and name is written; entries that share a name with their supplier behind it."""
    beside = dict(listed.select("id", "supplier").drop_nulls().iter_rows())
    shared = {name for name, n in Counter(catalogue["name"].to_list()).items() if n > 1}
    named = {
        i: f"{name} – {beside[i]}" if name in shared and i in beside else name for i, name in catalogue.select("id", "name").rows()
    }
    return named | dict(said.select(NAME_ID, TEXT).iter_rows())


def _made(said: pl.DataFrame) -> frozenset[str]:
    """The rows that no list has, only a text."""
    new = set(said.filter(pl.col("target").is_null())[IDENTIFIER].drop_nulls())
    return frozenset(new - set(said.filter(pl.col(INDEX).is_not_null())[IDENTIFIER].drop_nulls()))


def _by_reference(frame: pl.DataFrame, catalogue: pl.DataFrame, said: pl.DataFrame) -> dict[str, str]:
    """Names of rows that carry the same Object ID of GEMMA as an entry → that entry."""
    if "reference" not in frame.columns:
        return {}
    listed = dict(
        catalogue.filter(pl.col("reference").is_not_null()).select("reference", "id").unique("reference", keep="first").iter_rows()
    )
    own = frame["reference"].to_list()
    rows = said.filter(pl.col(INDEX).is_not_null()).select(NAME_ID, INDEX).iter_rows()
    return {name: listed[own[row]] for name, row in rows if own[row] in listed}


def _with_meaning(said: pl.DataFrame) -> pl.DataFrame:
    absent = {"state": pl.String, "target": pl.String, "group": pl.String, "probability": pl.Float64, IDENTIFIER: pl.String}
    return said.with_columns(
        *(pl.lit(None, dtype).alias(name) for name, dtype in absent.items()), pl.lit([], pl.List(pl.String)).alias("candidates")
    )


def entries(kind: Kind, catalogue: pl.DataFrame, suppliers: Mapping[str, str]) -> pl.DataFrame:
    """The rows of a catalogue as `verdicts.judged` takes them."""
    named = catalogue.filter(pl.col("name").is_not_null())
    supplier = pl.col("supplier").replace_strict(suppliers, default=None) if "supplier" in named.columns else pl.lit(None)
    name = kind.bare(pl.col("name")).alias("name")
    return named.select("id", name, supplier.cast(pl.String).alias("supplier"), pl.lit(None, pl.String).alias("component"))


def _new_identifiers(kind: Kind, said: pl.DataFrame, frame: pl.DataFrame, makes_rows: bool) -> pl.DataFrame:
    """Group → the identifier of the row that its names get: that of a row with a key among them, else one made of owner and name."""
    listed = frame["id"].to_list()
    provisional = said.filter(pl.col(INDEX).is_not_null(), pl.col(KEY).is_null())[INDEX].to_list()
    taken = set(listed) - {listed[place] for place in provisional}
    rows = []
    new = said.filter(pl.col("state").is_in(["new", "reviewed"]), pl.col("group").is_not_null())
    for (group,), names in new.group_by("group", maintain_order=True):
        keyed = names.filter(pl.col(KEY).is_not_null())
        if keyed.height:
            rows.append((group, listed[keyed[INDEX][0]]))
        elif names[INDEX].count() or (makes_rows and not names[LOCAL].all()):
            rows.append((group, _free(TABLES[kind.table].named.prefix, whose(kind, names[OWNER]), names[TEXT][0], taken)))
    return pl.DataFrame(rows, schema={"group": pl.String, IDENTIFIER: pl.String}, orient="row")


def _free(prefix: str, owner: str, name: str, taken: set[str]) -> str:
    """An identifier that no other row has."""
    plain, nth = f"{prefix}:{owner}:{slug(name)}", 1
    chosen = plain
    while chosen in taken:
        nth += 1
        chosen = f"{plain}#{nth}"
    taken.add(chosen)
    return chosen


def _rows(kind: Kind, frame: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table after it is known what each name means."""
    meant = said.select(INDEX, NAME_ID, IDENTIFIER, "target")
    listed = frame.with_row_index(INDEX).with_columns(pl.col(INDEX).cast(pl.Int64))
    listed = listed.join(meant.filter(pl.col(INDEX).is_not_null()), on=INDEX, how="left", maintain_order="left")
    # A row with a key stays as long as nobody is sure, and two keys in one list are two things.
    lost = pl.col(NAME_ID).is_not_null() & pl.col(IDENTIFIER).is_null() & pl.col(KEY).is_null()
    again = pl.col(KEY).is_not_null() & pl.col("target").is_null() & ~pl.struct(IDENTIFIER, SOURCE).is_first_distinct()
    listed = listed.filter(~lost).with_columns(pl.when(~again).then(IDENTIFIER).alias(IDENTIFIER))
    moved = {old: new for old, new in listed.filter(KEPT).select("id", IDENTIFIER).iter_rows() if new is not None and new != old}
    # A row that had become part of another goes where that one goes.
    follows = pl.col("id").replace_strict(moved, default=None, return_dtype=pl.String)
    listed = listed.with_columns(pl.when(KEPT).then(IDENTIFIER).otherwise(follows).alias(IDENTIFIER))
    texts = said.filter(pl.col(INDEX).is_null(), pl.col(IDENTIFIER).is_not_null())
    loose = texts.select(
        SOURCE, LINE, OWNER, pl.col(TEXT).str.strip_chars().alias("name"), NAME_ID, IDENTIFIER, "target", pl.lit(True).alias(KEPT)
    )
    facts = [pl.lit(word).cast(TABLES[kind.table].columns[name].dtype).alias(name) for name, word in kind.facts.items()]
    whole = pl.concat([listed, loose.with_columns(facts)], how="diagonal")
    whole = whole.with_columns(pl.when(pl.col(IDENTIFIER).is_null()).then(KEPT).otherwise(pl.col(KEPT) & _stands()).alias(KEPT))
    whole = _told_together(kind, whole).with_columns(pl.coalesce(IDENTIFIER, "id").alias("id"))
    return whole.select(frame.columns)


def _stands() -> pl.Expr:
    """Which row of those that are one thing stands for it: that with the key that all get, else the first."""
    keyed = (pl.col("id") == pl.col(IDENTIFIER)) & pl.col(KEY).is_not_null()
    first = pl.int_range(pl.len()).over(IDENTIFIER) == 0
    return pl.col("target").is_null() & pl.when(keyed.any().over(IDENTIFIER)).then(keyed).otherwise(first)


def _told_together(kind: Kind, rows: pl.DataFrame) -> pl.DataFrame:
    """A new thing that several rows tell knows what any of them says."""
    facts = [name for name in TABLES[kind.table].columns if name not in ("id", "name")]
    new = pl.col(IDENTIFIER).is_not_null() & pl.col("target").is_null() & pl.col(KEPT)
    told = {name: pl.col(name).drop_nulls().first().over(IDENTIFIER) for name in facts}
    return rows.with_columns(
        pl.when(new).then(pl.coalesce(name, known)).otherwise(name).alias(name) for name, known in told.items()
    )

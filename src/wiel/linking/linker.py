"""Which names of one list are which entries of another, how sure is that, and why?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from rapidfuzz import fuzz

from wiel.linking.assignment import assigned, looks_one_to_one
from wiel.linking.candidates import Candidates, candidates
from wiel.linking.certainty import probabilities
from wiel.linking.comparison import FEATURES, compared
from wiel.linking.competition import INPUTS, Field, played
from wiel.linking.model import Model
from wiel.linking.names import Names, checked, prepared
from wiel.linking.spelling import folded, repaired

LINKED, DOUBTFUL = 0.5, 0.1
"""From even odds a pair is linked; below one in ten it is not worth a look."""

PAIRS: dict[str, pl.DataType | type[pl.DataType]] = {
    "left": pl.String,
    "right": pl.String,
    "probability": pl.Float64,
    "reasons": pl.List(pl.String),
}
SAME, UNLIKE = 0.98, 0.6


@dataclass(frozen=True)
class Links:
    """What was linked and what is left to a person.

    `pairs` and `undecided` have the columns left, right (identifiers), probability and reasons (keys of sentences
    ``linking.reason-…``), surest first. In `pairs` every left occurs once; an entry may serve several names unless `one_to_one`.
    `evidence` has left, right and the inputs of the model for the best candidate of every name; `learn` needs it.
    """

    pairs: pl.DataFrame
    undecided: pl.DataFrame
    evidence: pl.DataFrame
    one_to_one: bool


def link(
    names: pl.DataFrame,
    catalogue: pl.DataFrame,
    model: Model | None = None,
    *,
    decided: pl.DataFrame | None = None,
    one_to_one: bool | None = None,
) -> Links:
    """Which entry of the catalogue is meant by each name?

    Args:
        names: columns id and name, optionally supplier and component; others are ignored. No name at all is linked to nothing.
        catalogue: the same columns.
        model: what earlier reviews taught; without it, the default.
        decided: columns left, right, same (boolean): a confirmed pair is linked, a refused pair is never linked.
        one_to_one: whether an entry may serve one name only; without it, the lists themselves decide.

    Raises:
        InvalidProblem: a column or identifier is missing, or an identifier occurs twice.

    >>> import polars as pl
    >>> names = pl.DataFrame({"id": ["1", "2"], "name": ["Centric Key2Burgerzaken 4.2 (test)", "Rx-Mission"]})
    >>> catalogue = pl.DataFrame({"id": ["a", "b", "c"], "name": ["Key2Burgerzaken", "Key2Financien", "Rx.Mission"]})
    >>> link(names, catalogue).pairs.select("left", "right").sort("left").rows()
    [('1', 'a'), ('2', 'c')]
    """
    left_table, right_table = checked(names), checked(catalogue)
    model = model or Model.default()
    left, right = prepared(left_table, right_table)
    verdicts = _verdicts(decided)
    pairs = _without_refused(candidates(left, right), verdicts, left_table, right_table, (left, right))
    features = compared(left, right, pairs)
    field = played(pairs, features)
    chances = probabilities(model, field)
    rows = pl.concat([_judged(pairs, features, field, chances), _next(pairs, features, field, chances)])
    told = _told(rows, left_table, right_table, (left, right))
    evidence = _evidence(told, field.inputs)
    return _sorted_out(told.drop("rank"), evidence, verdicts, one_to_one)


def _verdicts(decided: pl.DataFrame | None) -> dict[tuple[str, str], bool]:
    """What people decided, by pair."""
    if decided is None:
        return {}
    return {(a, b): same for a, b, same in decided.select("left", "right", "same").drop_nulls().iter_rows()}


def _without_refused(
    pairs: Candidates,
    verdicts: Mapping[tuple[str, str], bool],
    left_table: pl.DataFrame,
    right_table: pl.DataFrame,
    sides: tuple[Names, Names],
) -> Candidates:
    """The candidates that no person refused; names that several rows share are refused for all of them."""
    if not verdicts:
        return pairs
    places = [
        {key: int(row) for key, row in zip(t["id"], s.row, strict=True)}
        for t, s in zip((left_table, right_table), sides, strict=True)
    ]
    refused = {(places[0].get(a, -1), places[1].get(b, -1)) for (a, b), same in verdicts.items() if not same}
    kept = np.array([pair not in refused for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)], dtype=bool)
    return Candidates(pairs.left[kept], pairs.right[kept], pairs.likeness[kept])


def _judged(pairs: Candidates, features: np.ndarray, field: Field, chances: np.ndarray) -> pl.DataFrame:
    return _rows(pairs, features, field.best, chances, 0)


def _next(pairs: Candidates, features: np.ndarray, field: Field, chances: np.ndarray) -> pl.DataFrame:
    """Runners-up that are nearly as good as the best: their odds are lower by the lead, and both together are at most certain."""
    has = field.next >= 0
    near = np.minimum(chances * np.exp(-np.maximum(field.lead, 0)), 1 - chances)
    shown = has & (near >= DOUBTFUL)
    return _rows(pairs, features, field.next[shown], near[shown], 1)


def _rows(pairs: Candidates, features: np.ndarray, places: np.ndarray, chances: np.ndarray, rank: int) -> pl.DataFrame:
    reasons = [_reasons(row) for row in features[places].tolist()]
    return pl.DataFrame(
        {
            "one": pairs.left[places],
            "other": pairs.right[places],
            "probability": chances,
            "reasons": pl.Series(reasons, dtype=pl.List(pl.String)),
            "rank": np.full(len(places), rank),
        }
    )


def _reasons(row: Sequence[float]) -> list[str]:
    """What speaks for and against a pair, as keys of sentences."""
    told = dict(zip(FEATURES, row, strict=True))
    both = min(told["left_words"], told["right_words"])
    words = (
        "same-words" if both >= SAME else "spelling" if told["joined"] >= 1 - LINKED / 2 or both >= UNLIKE else "one-has-more"
        if max(told["left_words"], told["right_words"]) >= SAME else "both-have-more"
    )  # fmt: skip
    signs = ("numbers_agree", "numbers_differ", "supplier_agrees", "supplier_differs", "component_agrees", "component_differs")
    return [f"linking.reason-{words}", *(f"linking.reason-{sign.replace('_', '-')}" for sign in signs if told[sign])]


def _told(rows: pl.DataFrame, left_table: pl.DataFrame, right_table: pl.DataFrame, sides: tuple[Names, Names]) -> pl.DataFrame:
    """Pairs of different names as pairs of rows.

    Where several rows of the catalogue carry one name, the row is meant whose own spelling is nearest; where that does not tell them
    apart either, each of them is as probable as the others.
    """
    lefts = left_table.select("id", "name", pl.Series("one", sides[0].row)).filter(pl.col("one") >= 0)
    rights = right_table.select(pl.col("id").alias("right"), pl.col("name").alias("entry"), pl.Series("other", sides[1].row))
    every = rows.join(lefts, on="one", maintain_order="left").rename({"id": "left"}).join(rights, on="other", maintain_order="left")
    several = pl.len().over("left", "other") > 1
    alike = pl.when(several).then(pl.struct("name", "entry")).otherwise(None)
    every = every.with_columns(alike.alias("both")).with_columns(
        pl.Series("alike", _spelled_alike(every.select(alike.alias("both"))["both"].to_list()), dtype=pl.Float64)
    )
    nearest = every.filter(pl.col("alike") == pl.col("alike").max().over("left", "other"))
    shared = pl.col("probability") / pl.len().over("left", "other")
    return nearest.with_columns(shared).select("left", "right", "probability", "reasons", "rank", "one")


def _spelled_alike(both: Iterable[Mapping[str, str] | None]) -> Iterator[float]:
    """How alike the texts are as they stand; 1 where there is nothing to choose."""
    for texts in both:
        yield 1.0 if texts is None else fuzz.ratio(folded(repaired(texts["name"])), folded(repaired(texts["entry"])))


def _evidence(told: pl.DataFrame, inputs: np.ndarray) -> pl.DataFrame:
    """Inputs of the model for the best candidate of each row."""
    best = told.filter(pl.col("rank") == 0)
    names, place = np.unique(best["one"].to_numpy(), return_inverse=True)
    chosen = inputs[place] if len(names) else np.zeros((0, len(INPUTS)))
    return best.select("left", "right", "probability").with_columns(
        pl.Series(name, chosen[:, column]) for column, name in enumerate(INPUTS)
    )


def _sorted_out(
    told: pl.DataFrame, evidence: pl.DataFrame, verdicts: Mapping[tuple[str, str], bool], one_to_one: bool | None
) -> Links:
    """Linked, undecided, or neither; what people confirmed goes first."""
    told = _confirmed(told.drop("one"), verdicts)
    single = looks_one_to_one(told["right"].to_numpy(), told["probability"].to_numpy()) if one_to_one is None else one_to_one
    linked = told.filter(pl.col("probability") >= LINKED).unique("left", keep="first", maintain_order=True)
    if single:
        _, a = np.unique(linked["left"].to_numpy(), return_inverse=True)
        _, b = np.unique(linked["right"].to_numpy(), return_inverse=True)
        linked = linked[assigned(a, b, np.nextafter(linked["probability"].to_numpy(), 2)).tolist()]
    certain = linked.filter(pl.col("probability") == 1.0)["left"]
    rest = told.join(linked.select("left", "right"), on=["left", "right"], how="anti", maintain_order="left")
    undecided = rest.filter(pl.col("probability") >= DOUBTFUL, ~pl.col("left").is_in(certain.implode()))
    order = {"by": ["probability", "left", "right"], "descending": [True, False, False]}
    return Links(linked.sort(**order), undecided.sort(**order), evidence, single)  # type: ignore[arg-type]


def _confirmed(told: pl.DataFrame, verdicts: Mapping[tuple[str, str], bool]) -> pl.DataFrame:
    """The pairs with those that people confirmed, which are certain, and without other pairs of the same names."""
    yes = [pair for pair, same in verdicts.items() if same]
    sure = pl.DataFrame([(a, b, 1.0, ["linking.reason-confirmed"]) for a, b in yes], schema=PAIRS, orient="row")
    no = pl.DataFrame([pair for pair, same in verdicts.items() if not same], schema=["left", "right"], orient="row")
    no = no.cast(pl.String) if no.height else pl.DataFrame(schema={"left": pl.String, "right": pl.String})
    rest = told.select(*PAIRS).filter(~pl.col("left").is_in(sure["left"].implode())).join(no, on=["left", "right"], how="anti")
    return pl.concat([sure, rest.sort("probability", "left", "right", descending=[True, False, False])])

"""Linking of names beside single RapidFuzz scorers, on the same pairs and in one run.

`python -m bench.linking [--quick] [--only TEXT] [--weights]`

Sets: the labelled software products of two shops (amazon-google, Leipzig; looked for in the folder WIEL_DATA or ../shared/data, left out
where absent) and Dutch trial lists (tests/oracles/distorted_names.py, seeds that the weights were not fitted to).

Each scorer sees every pair of the two lists, on texts that RapidFuzz's own processor cleaned, and gets the threshold that is best for it
on the labels: over all pairs, over the best entry of each name, and over pairs in which each is the best of the other. Wiel sees no label
and has no threshold but even odds; after that it is given a hundred answers to its own questions.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import distance, fuzz, process
from rapidfuzz.utils import default_process
from tests.oracles.distorted_names import Trial, trial

from wiel.linking import Links, Model, duplicates, learn, link, questions
from wiel.linking.candidates import candidates
from wiel.linking.comparison import compared
from wiel.linking.competition import INPUTS, played
from wiel.linking.model import DEFAULT, fitted
from wiel.linking.names import checked, prepared

DATA = Path(os.environ.get("WIEL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "matching" / "amazon-google"
SCORERS: dict[str, Callable[..., float]] = {
    "ratio": fuzz.ratio, "token_sort_ratio": fuzz.token_sort_ratio, "token_set_ratio": fuzz.token_set_ratio,
    "partial_ratio": fuzz.partial_ratio, "WRatio": fuzz.WRatio, "QRatio": fuzz.QRatio,
    "jaro_winkler": distance.JaroWinkler.normalized_similarity,
}  # fmt: skip
QUICK = ("ratio", "token_sort_ratio", "QRatio", "jaro_winkler")
JUDGED = ("letters", "numbers_agree", "numbers_differ", "supplier_differs", "component_differs", "both_have_more")
BINS = 10


@dataclass(frozen=True)
class Quality:
    """Precision, recall and F1 of pairs."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-12)

    def __str__(self) -> str:
        return f"{self.precision:>9.3f}{self.recall:>8.3f}{self.f1:>8.3f}"


def of(links: Links, truth: frozenset[tuple[str, str]]) -> Quality:
    """The quality of what was linked."""
    found = set(links.pairs.select("left", "right").rows())
    right = len(found & truth)
    return Quality(right / max(len(found), 1), right / max(len(truth), 1))


def best_threshold(scores: np.ndarray, true: np.ndarray, total: int) -> Quality:
    """The quality at the threshold that gives the greatest F1."""
    order = np.argsort(-scores, kind="stable")
    right, chosen = np.cumsum(true[order]), np.arange(1, len(order) + 1)
    last = np.append(scores[order][1:] != scores[order][:-1], True)
    place = int(np.argmax(np.where(last, 2 * right / (chosen + total), 0)))
    return Quality(float(right[place] / chosen[place]), float(right[place] / total))


def scored(case: Trial, scorer: Callable[..., float]) -> tuple[dict[str, Quality], float]:
    """A single scorer over all pairs, over the best entry of each name, and over mutual bests; and its seconds."""
    texts = [[default_process(name or "") for name in side["name"]] for side in (case.names, case.catalogue)]
    rows, columns = ({key: place for place, key in enumerate(side["id"])} for side in (case.names, case.catalogue))
    true = np.zeros((len(texts[0]), len(texts[1])), dtype=bool)
    for left, right in case.truth:
        true[rows[left], columns[right]] = True
    start = time.perf_counter()
    scores = process.cdist(*texts, scorer=scorer, dtype=np.float32)
    seconds = time.perf_counter() - start
    best = scores.argmax(axis=1)
    each = np.arange(len(best))
    # Pairs far below any threshold that could be best are left out of the sort.
    high = scores >= np.sort(scores[each, best])[len(best) // 20]
    mutual = scores.argmax(axis=0)[best] == each
    chosen = {
        "all pairs": (scores[high], true[high]),
        "best entry of each name": (scores[each, best], true[each, best]),
        "best of one another": (scores[each, best][mutual], true[each, best][mutual]),
    }
    return {what: best_threshold(*pairs, len(case.truth)) for what, pairs in chosen.items()}, seconds


def reliability(
    links: Links, truth: frozenset[tuple[str, str]], asked: pl.Series | None = None
) -> tuple[list[tuple[int, float, float]], float]:
    """Per tenth of probability: names, mean probability, share that is true; and the expected calibration error.

    Names about which people were asked are left out.
    """
    told = links.evidence if asked is None else links.evidence.filter(~pl.col("left").is_in(asked.implode()))
    chance = told["probability"].to_numpy()
    true = np.array([pair in truth for pair in told.select("left", "right").rows()], dtype=float)
    tenth = np.minimum((chance * BINS).astype(int), BINS - 1)
    table = [(int((tenth == k).sum()), float(chance[tenth == k].mean()), float(true[tenth == k].mean())) for k in np.unique(tenth)]
    return table, sum(count * abs(mean - share) for count, mean, share in table) / max(len(chance), 1)


def answered(links: Links, truth: frozenset[tuple[str, str]]) -> pl.DataFrame:
    """A hundred questions, answered as the labels say."""
    asked = questions(links, 100)
    return asked.with_columns(same=pl.Series([pair in truth for pair in asked.select("left", "right").rows()], dtype=pl.Boolean))


def rows(case: Trial, scorers: dict[str, Callable[..., float]]) -> Iterator[str]:
    """All measurements on one set."""
    for name, scorer in scorers.items():
        found, seconds = scored(case, scorer)
        for what, quality in found.items():
            yield f"  {f'{name}, {what}':<44}{quality}{'':>8}{seconds:>8.1f}"
    start = time.perf_counter()
    links = link(case.names, case.catalogue)
    seconds = time.perf_counter() - start
    table, error = reliability(links, case.truth)
    shape = "one to one" if links.one_to_one else "many to one"
    yield f"  {f'Wiel, no labels ({shape})':<44}{of(links, case.truth)}{error:>8.3f}{seconds:>8.1f}"
    decided = answered(links, case.truth)
    model = learn(None, links, decided)
    after = link(case.names, case.catalogue, model)
    yield f"  {'Wiel, model after 100 answers':<44}{of(after, case.truth)}{reliability(after, case.truth, decided['left'])[1]:>8.3f}"
    after = link(case.names, case.catalogue, model, decided=decided)
    yield f"  {'Wiel, model and answers':<44}{of(after, case.truth)}"
    told = "  ".join(f"{mean:.2f}:{share:.2f} ({count})" for count, mean, share in table)
    yield f"    probability:share that is true (names), no labels: {told}"


def shops() -> Trial | None:
    """The labelled set of two shops; None where it is absent."""
    if not DATA.is_dir():
        return None
    read = [
        pl.read_csv(DATA / f"{name}.csv", separator="#", quote_char=None, infer_schema=False) for name in ("amazon", "gp", "gt")
    ]
    lists = [table.rename({"title": "name", "manufacturer": "supplier"}).select("id", "name", "supplier") for table in read[:2]]
    return Trial(lists[0], lists[1], frozenset(read[2].rows()))


def sets() -> Iterator[tuple[str, Trial]]:
    """Name and lists of every set."""
    if (two := shops()) is not None:
        yield "amazon-google, software of two shops", two
    yield "Dutch, 800 names, 600 products", trial(seed=1)
    yield "Dutch, a fifth in the catalogue", trial(seed=8, in_catalogue=0.2)
    yield "Dutch, all in the catalogue", trial(seed=9, in_catalogue=1.0)
    yield "Dutch, both lists distorted, up to four", trial(seed=3, both_sides=True, most=4)
    yield "Dutch, 1,300 names, 3,000 products", trial(seed=7, products=3000, names=1300)


def weights() -> dict[str, float]:
    """The default weights fitted anew: logistic regression on trial lists of several kinds, with and without supplier and component."""
    inputs, same = [], []
    kinds: list[dict[str, Any]] = [
        {},
        {"products": 2000},
        {"both_sides": True},
        {"both_sides": True, "most": 5, "products": 1500},
        {"most": 5},
    ]
    for seed in (101, 102):
        for kind in kinds:
            case = trial(seed=seed, **kind)
            for missing in ((), ("component",), ("supplier", "component")):
                sides = [checked(side.drop(missing)) for side in (case.names, case.catalogue)]
                left, right = prepared(*sides)
                pairs = candidates(left, right)
                field = played(pairs, compared(left, right, pairs))
                meant = {(left.row[int(a[1:])], right.row[int(b[1:])]) for a, b in case.truth}
                inputs.append(field.inputs)
                same.append([pair in meant for pair in zip(pairs.left[field.best], pairs.right[field.best], strict=True)])
    steadiness = np.array([1e9 if name in JUDGED else 0.01 if name == "always" else 1.0 for name in INPUTS])
    around = np.array([DEFAULT[name] if name in JUDGED else 0.0 for name in INPUTS])
    found = fitted(np.vstack(inputs), np.concatenate(same).astype(float), around, steadiness)
    return dict(zip(INPUTS, found.round(2).tolist(), strict=True))


def speed() -> Iterator[str]:
    """Seconds for 1,300 names against 10,000 products, and for a list of 9,800 rows that are 500 things."""
    case = trial(seed=5, products=10_000, names=1300)
    clocks = time.perf_counter(), time.process_time()
    link(case.names, case.catalogue, Model.default())
    yield f"1,300 names x 10,000 products: {time.perf_counter() - clocks[0]:.1f} s, {time.process_time() - clocks[1]:.1f} s of processor"
    case = trial(seed=2, in_catalogue=1.0, products=500, names=9800)
    clocks = time.perf_counter(), time.process_time()
    groups = duplicates(case.names)
    entry = dict(case.truth)
    both = groups.rows.join(groups.rows, on="group").filter(pl.col("id") < pl.col("id_right")).select("id", "id_right").rows()
    right = sum(entry[a] == entry[b] for a, b in both)
    sizes = pl.Series(list(entry.values())).value_counts()["count"].to_numpy()
    quality = f"precision {right / len(both):.3f}, recall {right / (sizes * (sizes - 1) / 2).sum():.3f} over pairs of rows"
    yield (
        f"9,800 rows that are {len(sizes)} things: {groups.count} groups, {quality}, "
        f"{time.perf_counter() - clocks[0]:.1f} s, {time.process_time() - clocks[1]:.1f} s of processor"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the fast scorers, which are not the best")
    parser.add_argument("--only", default="", help="only the sets whose name holds this text")
    parser.add_argument("--weights", action="store_true", help="fit the default weights anew and print them")
    wanted = parser.parse_args()
    if wanted.weights:
        print(weights())
        return
    scorers = {name: scorer for name, scorer in SCORERS.items() if not wanted.quick or name in QUICK}
    for name, case in ((name, case) for name, case in sets() if wanted.only in name):
        print(f"{name}: {case.names.height} names, {case.catalogue.height} entries, {len(case.truth)} true pairs")
        print(f"  {'':<44}{'precision':>9}{'recall':>8}{'F1':>8}{'ECE':>8}{'s':>8}")
        for row in rows(case, scorers):
            print(row, flush=True)
    for row in speed():
        print(row, flush=True)


if __name__ == "__main__":
    main()

"""What people are asked, and what their answers teach."""

import polars as pl
import pytest
from tests.oracles.distorted_names import trial

from wiel.linking import Model, learn, link, questions


def f1(links, truth):
    """Harmonic mean of precision and recall."""
    found = set(links.pairs.select("left", "right").rows())
    return 2 * len(found & truth) / (len(found) + len(truth))


def answered(links, truth, most=100):
    """The questions, answered as the truth is."""
    asked = questions(links, most)
    return asked.with_columns(same=pl.Series([pair in truth for pair in asked.select("left", "right").rows()], dtype=pl.Boolean))


def test_questions_are_the_doubtful_ones_and_some_of_the_others():
    """A hundred different names, most of them nearer to even odds than the rest of the list."""
    case = trial(seed=2)
    links = link(case.names, case.catalogue)
    asked = questions(links, 100)

    assert asked.height == 100
    assert asked["left"].is_unique().all()
    assert (asked["probability"][:75] - 0.5).abs().max() <= (links.evidence["probability"] - 0.5).abs().median()
    assert questions(links, 0).height == 0


def test_a_hundred_answers_make_the_links_better():
    """On a Dutch list of which little stands in the catalogue."""
    case = trial(seed=8, in_catalogue=0.2)
    before = link(case.names, case.catalogue)
    decided = answered(before, case.truth)
    model = learn(None, before, decided)

    assert f1(link(case.names, case.catalogue, model, decided=decided), case.truth) > f1(before, case.truth) + 0.03
    assert f1(link(case.names, case.catalogue, model), case.truth) >= f1(before, case.truth) - 0.005


def test_answers_that_are_unknown_or_about_other_pairs_teach_nothing():
    """The model stays the default."""
    case = trial(seed=2, names=50)
    links = link(case.names, case.catalogue)
    other = pl.DataFrame({"left": ["n1", "x"], "right": ["nowhere", "y"], "same": [None, True]})

    assert learn(None, links, other) == Model.default()


def shop(path):
    """A list of the labelled set of two shops."""
    read = pl.read_csv(path, separator="#", quote_char=None, infer_schema=False)
    return read.rename({"title": "name", "manufacturer": "supplier"}, strict=False)


@pytest.mark.slow
def test_software_of_two_shops_is_linked_well_and_better_after_review(real_data):
    """The best single RapidFuzz scorer reaches F1 0.627 there (bench/linking.py)."""
    folder = real_data("matching/amazon-google")
    names, catalogue, truth = (shop(folder / name) for name in ("amazon.csv", "gp.csv", "gt.csv"))
    truth = set(truth.rows())
    before = link(names, catalogue)
    decided = answered(before, truth)
    after = link(names, catalogue, learn(None, before, decided), decided=decided)

    assert f1(before, truth) >= 0.627 + 0.05
    assert f1(after, truth) > f1(before, truth) + 0.01

"""Names of a list and entries of a catalogue."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.distorted_names import trial

from wiel.linking import link
from wiel.linking.linker import Links

FAMILY = ["Key2Burgerzaken", "Key2Financiën", "Key2Betalen", "Rx.Mission", "Suite4Werk", "Suite4Inkomen"]


def listed(*rows, columns=("id", "name", "supplier")):
    """A list of rows; absent cells are unknown."""
    return pl.DataFrame(
        [(*row, *(None,) * (len(columns) - len(row))) for row in rows], schema=dict.fromkeys(columns, pl.String), orient="row"
    )


CATALOGUE = listed(*((name, name) for name in FAMILY))


def found(name, catalogue=CATALOGUE, supplier=None):
    """The entry to which one name is linked, or None."""
    pairs = link(listed(("1", name, supplier)), catalogue).pairs
    return pairs["right"][0] if pairs.height else None


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Centric Key2Burgerzaken v4.2 (test)", "Key2Burgerzaken"),
        ("KEY2FINANCIEN", "Key2Financiën"),
        ("key 2 burgerzaken", "Key2Burgerzaken"),
        ("Key2 FinanciÃ«n ACC", "Key2Financiën"),
        ("rx mission", "Rx.Mission"),
        ("Suite 4 Inkomen", "Suite4Inkomen"),
        ("Inkomen, Suite4", "Suite4Inkomen"),
        ("Key2Brgrzkn", "Key2Burgerzaken"),
        ("Key2Belastingen", None),
        ("Suite4Jeugd", None),
        ("Key2", None),
        ("Zaken", None),
    ],
)
def test_a_spelling_finds_its_entry_and_another_module_of_the_family_finds_none(name, entry):
    """Distortions are seen through; a family and its modules stay apart."""
    assert found(name) == entry


def test_the_supplier_decides_between_equal_names_also_under_an_older_name():
    """iBurgerzaken of two suppliers."""
    two = listed(("p", "iBurgerzaken", "PinkRoccade Local Government B.V."), ("q", "iBurgerzaken", "Procura"))

    assert found("iBurgerzaken", two, "Getronics PinkRoccade") == "p"
    assert found("iBurgerzaken", two, "Procura BV") == "q"


def test_entries_that_nothing_tells_apart_are_left_undecided():
    """Two equal rows in the catalogue: each is as probable, none is chosen."""
    links = link(listed(("1", "Zaaksysteem")), listed(("a", "Zaaksysteem"), ("b", "ZAAKSYSTEEM")))

    assert links.pairs.is_empty()
    assert set(links.undecided["right"]) == {"a", "b"}
    assert links.undecided["probability"].max() <= 0.5


def test_several_spellings_may_share_an_entry_unless_it_must_be_one_to_one():
    """Three rows are one product; one to one, the surest has it."""
    names = listed(("1", "Key2Burgerzaken"), ("2", "Centric Key2 Burgerzaken"), ("3", "KEY2BURGERZAKEN acc"))

    assert link(names, CATALOGUE).pairs["right"].to_list() == ["Key2Burgerzaken"] * 3
    assert link(names, CATALOGUE, one_to_one=True).pairs["left"].len() == 1


def test_decisions_of_people_stand():
    """A confirmed pair is certain, a refused pair never comes back."""
    decided = pl.DataFrame({"left": ["1", "2"], "right": ["Suite4Werk", "Rx.Mission"], "same": [True, False]})
    links = link(listed(("1", "Key2Burgerzaken"), ("2", "Rx Mission")), CATALOGUE, decided=decided)

    assert links.pairs.select("left", "right", "probability").rows() == [("1", "Suite4Werk", 1.0)]
    assert ("2", "Rx.Mission") not in links.undecided.select("left", "right").rows()


EMPTY = listed()


@pytest.mark.parametrize(
    ("names", "catalogue"),
    [
        (EMPTY, EMPTY),
        (CATALOGUE, EMPTY),
        (EMPTY, CATALOGUE),
        (listed(("1", None), ("2", "")), CATALOGUE),
        (listed(("1", "日本語 😀")), CATALOGUE),
    ],
)
def test_nothing_to_link_gives_nothing(names, catalogue):
    """Empty lists, empty names, another script: no pairs and no error."""
    links = link(names, catalogue)

    assert isinstance(links, Links)
    assert links.pairs.is_empty()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=6), st.lists(st.text(max_size=20), max_size=6))
def test_any_texts_give_sound_links(left, right):
    """Probabilities between 0 and 1, each name once, linked from even odds on, the same answer twice."""
    names, entries = (listed(*((str(n), text) for n, text in enumerate(texts))) for texts in (left, right))
    links = link(names, entries)

    assert links.pairs["probability"].is_between(0.5, 1).all()
    assert links.undecided["probability"].is_between(0.1, 1).all()
    assert links.pairs["left"].is_unique().all()
    assert links.pairs.equals(link(names, entries).pairs)


def test_the_order_of_rows_does_not_matter():
    """Shuffled lists give the same pairs."""
    case = trial(products=80, names=60, seed=5)
    straight = link(case.names, case.catalogue).pairs.select("left", "right")
    mixed = link(case.names.sample(fraction=1, shuffle=True, seed=1), case.catalogue.reverse()).pairs.select("left", "right")

    assert set(mixed.rows()) == set(straight.rows())


@pytest.mark.parametrize(("options", "least"), [({}, 0.93), ({"in_catalogue": 0.2}, 0.84), ({"both_sides": True, "most": 4}, 0.79)])
def test_distorted_dutch_names_are_linked(options, least):
    """F1 on the trial list, whose distortions were fixed before the matcher."""
    case = trial(seed=1, **options)
    pairs = set(link(case.names, case.catalogue).pairs.select("left", "right").rows())

    assert 2 * len(pairs & case.truth) / (len(pairs) + len(case.truth)) >= least

"""What the overlap promises beside its numbers."""

import polars as pl
import pytest
from hypothesis import given, settings
from tests.strategies import landscapes

from wiel.errors import WrongUse
from wiel.instruments.overlap.answer import STEPS, run
from wiel.instruments.overlap.options import Options
from wiel.instruments.overlap.result import headline
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, Stopped
from wiel.samples import buurtschap
from wiel.texts import LANGUAGES, say

MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
# Whether a cell has a product and how many there are in all may be known; which product, who supplies it and who is alike may not.
WITHHELD = {
    "main_product",
    "product_ids",
    "largest_product",
    "product_names",
    "supplier_names",
    "shared_group",
}


def _overlap(landscape=None, members=MEMBERS, parameters=None, options=None, control=None):
    inputs = Inputs(landscape or buurtschap(), members)
    return run(inputs, parameters or Parameters.load(), options or Options(), control or Quiet())


class _Watcher:
    """A control that remembers, and stops after so many steps."""

    def __init__(self, stop_after: int) -> None:
        self.seen: list[tuple[int, int]] = []
        self.stop_after = stop_after

    def progress(self, done: int, of: int) -> None:
        self.seen.append((done, of))

    def stopped(self) -> bool:
        return len(self.seen) >= self.stop_after


def test_nothing_of_a_higher_class_reaches_a_lower_one():
    """At openbaar no product, supplier or likeness is left; at intern no contract; vertrouwelijk shows all."""
    result = _overlap()
    public, inside = result.at(Confidentiality.OPENBAAR), result.at(Confidentiality.INTERN)
    assert set(public.tables) == {"matrix", "components", "member_order", "unserved"}
    assert WITHHELD & {column for table in public.tables.values() for column in table.columns} == set()
    assert "products" not in public.tables["matrix"].columns
    assert {"calendar", "calendar_contracts"} & set(inside.tables) == set()
    assert {"contracts_undated", "contracts_past", "joint_moments", "joint_contracts"} & set(inside.facts) == set()
    assert set(result.at(Confidentiality.VERTROUWELIJK).tables) == set(result.tables)


def test_the_trace_names_what_was_used():
    """Digest, options and both parameters with their source; an overlay is its own source."""
    trace = _overlap(parameters=Parameters.load({"overlap.window_months": 6})).trace
    assert trace.digest == buurtschap().digest()
    assert trace.options == {"majority": 0.5}
    assert [use.name for use in trace.parameters] == ["overlap.tender_lead_months", "overlap.window_months"]
    assert trace.parameters[1].source == "eigen waarde"


def test_the_same_rows_in_another_order_give_the_same_tables():
    """Neither the order of rows nor a second run changes anything."""
    sample = buurtschap()
    turned = Landscape(sample.as_of, {name: frame.reverse() for name, frame in sample.tables.items()})
    first, second = _overlap(sample), _overlap(turned)
    assert first.facts == second.facts
    assert all(first.tables[name].frame.equals(second.tables[name].frame) for name in first.tables)


def test_members_stand_in_the_order_in_which_they_were_asked():
    """The order of the members is the order of the cells; the order by likeness is a table of its own."""
    result = _overlap(members=MEMBERS[::-1])
    assert result.tables["matrix"].frame["organisation_name"].head(3).to_list() == ["Coldenhove", "Bovenbeek", "Aakerk"]
    assert result.tables["member_order"].frame["organisation_name"].to_list() == ["Coldenhove", "Bovenbeek", "Aakerk"]


def test_whoever_is_no_member_does_not_count():
    """With two of three members only their uses count, and a majority is two."""
    facts = _overlap(members=MEMBERS[:2]).facts
    assert (facts["members"], facts["uses"], facts["majority"]) == (2, 9, 2)


def test_one_member_or_none_gives_no_comparison():
    """Nobody to compare with is said, not counted."""
    for members in ((), MEMBERS[:1]):
        result = _overlap(members=members)
        assert result.facts["headline"] == "overlap.headline.unknown"
        assert result.findings.count("overlap.alone") == 1
        assert result.tables["similarity"].frame.is_empty()


def test_progress_is_told_and_stopping_gives_no_answer():
    """Every step is reported; a stop ends the work with `Stopped`."""
    watcher = _Watcher(99)
    _overlap(control=watcher)
    assert watcher.seen == [(step, STEPS) for step in range(1, STEPS + 1)]
    with pytest.raises(Stopped):
        _overlap(control=_Watcher(1))


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_majority_that_cannot_be_is_refused(share):
    """The share lies from 0 up to 1."""
    with pytest.raises(WrongUse, match="cannot be"):
        Options(majority=share)


def test_a_majority_is_more_than_the_share():
    """Of hundred members, 29 are not more than 0.29, so that the majority is 30."""
    members = tuple(f"org:x:{number}" for number in range(100))
    assert _overlap(Landscape.of(buurtschap().as_of), members, options=Options(majority=0.29)).facts["majority"] == 30


@pytest.mark.parametrize(
    ("majority", "most", "key"),
    [(6, 7, "good"), (5, 6, "undecided"), (5, 5, "mixed"), (0, 10, "undecided")],
)
def test_the_title_fits_what_is_known(majority, most, key):
    """Half is not more than half; a range across half is undecided; each title can be said in every language."""
    facts = {"members": 4, "majority": 3, "cells_known": 9, "components": 10}
    facts |= {"components_majority": majority, "components_majority_most": most}
    assert headline(facts) == f"overlap.headline.{key}"
    assert all(say(headline(facts), language, **facts) for language in LANGUAGES)


def test_titles_and_findings_can_be_said_from_the_facts():
    """Dutch and English, with every number filled in."""
    result = _overlap()
    assert say(result.facts["headline"], "nl", **result.facts).startswith("Voor 4 van de 6 functies gebruiken 2 of meer leden")
    for finding in result.findings:
        assert all(finding.sentence.message(language) and finding.sentence.remedy(language) for language in LANGUAGES)


@settings(max_examples=40, deadline=None)
@given(landscapes(most_tables=6))
def test_any_landscape_gives_an_answer(landscape):
    """Links that lead nowhere, keys that repeat, wild dates and empty tables are counted, and never stop the work."""
    result = _overlap(landscape, tuple(landscape["organisations"]["id"].to_list()))
    cells = result.tables["matrix"].frame
    assert cells.height == result.facts["members"] * result.facts["components"]
    assert cells.select(pl.struct("component", "organisation").n_unique()).item() == cells.height

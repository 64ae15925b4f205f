"""Which instruments there are, and how their options are read."""

import pytest

from wiel.errors import WrongUse
from wiel.parameters import Parameters
from wiel.registry import Quiet, instrument, instruments, load_options, load_run
from wiel.samples import buurtschap
from wiel.studies import Subject, feasibility, options_for


def test_instruments_are_found_in_the_order_of_their_number():
    """Identifier and folder agree; numbers are unique."""
    found = list(instruments().values())

    assert [d.number for d in found] == sorted({d.number for d in found})
    assert {"inventory", "overlap"} <= set(instruments())


@pytest.mark.parametrize("identifier", sorted(instruments()))
def test_run_and_options_of_every_instrument_load(identifier):
    """The texts in the descriptor lead somewhere, and every option has a default."""
    descriptor = instrument(identifier)

    assert callable(load_run(descriptor))
    assert load_options(descriptor)() == options_for(descriptor, {})


def test_an_unknown_instrument_or_option_is_refused_with_the_known_ones():
    """The remedy lists what there is."""
    with pytest.raises(WrongUse, match="overlap"):
        instrument("overlep")
    with pytest.raises(WrongUse, match="nonsense"):
        options_for(instrument("overlap"), {"nonsense": 1})


def test_a_quiet_control_never_stops():
    """Nobody looks and nobody stops."""
    Quiet().progress(1, 2)

    assert not Quiet().stopped()


def test_a_study_runs_every_instrument_in_turn(readings):
    """All seven instruments answer on buurtschap, with one digest."""
    sample = buurtschap()
    members = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
    subject = Subject("Buurtschap", None, sample, members, sample.check(), readings)

    study = feasibility(subject, Parameters.load().at(sample.as_of))

    seven = ["inventory", "overlap", "benchmark", "rationalisation", "business_case", "cost_sharing", "governance"]
    assert list(study.results) == seven
    assert {result.trace.digest for result in study.results.values()} == {study.digest}
    assert study.summary()["inventory"]["applications"] == 12


def test_an_unknown_profile_is_refused_before_anything_runs(readings):
    """There is no guess at what was meant."""
    subject = Subject("x", None, buurtschap(), (), buurtschap().check(), readings)

    with pytest.raises(WrongUse, match="slow"):
        feasibility(subject, Parameters.load(), "slow")

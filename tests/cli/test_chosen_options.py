"""What a region chooses reaches the instruments."""

from types import SimpleNamespace

from wiel.cli.study import chosen_options
from wiel.intake.region import StudySettings


def _intake(**chosen):
    return SimpleNamespace(region=SimpleNamespace(study=StudySettings(**chosen)))


def test_the_keys_of_the_study_are_those_of_cost_sharing():
    """Keys under [study] are what the division compares; options of other instruments stay."""
    chosen = chosen_options(_intake(keys=("equal", "shapley"), options={"overlap": {"majority": 0.6}}))

    assert chosen == {"overlap": {"majority": 0.6}, "cost_sharing": {"keys": ["equal", "shapley"]}}


def test_options_of_the_instrument_go_before_the_keys_of_the_study():
    """Who names keys twice gets those nearest to the instrument; without keys nothing is chosen."""
    own = {"cost_sharing": {"keys": "nucleolus"}}

    assert chosen_options(_intake(keys=("equal",), options=own)) == own
    assert chosen_options(_intake()) == {}

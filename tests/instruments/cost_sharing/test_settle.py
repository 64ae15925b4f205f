"""From what is divided to result: which key is put forward, what is warned of, what leaving costs, and classes."""

import polars as pl
import pytest
from tests.instruments.cost_sharing.hand import AS_OF, PARAMETERS, stake

from wiel.instruments.cost_sharing.answer import settle
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.result import result
from wiel.ledger import Agreement
from wiel.quantities import Confidentiality
from wiel.registry import Quiet
from wiel.samples import landscape_from_rows

HELPING = (0, 100, 100, 120, 10, 30, 30, 60)


def settled(given_stake, **chosen):
    """The whole result of a game by hand."""
    landscape = landscape_from_rows(AS_OF, {})
    return result(settle(given_stake, Options(**chosen), PARAMETERS, True, Quiet()), landscape, PARAMETERS.uses())


def rules(made):
    """The rules of its findings."""
    return [finding.rule.removeprefix("cost_sharing.") for finding in made.findings]


def test_the_key_put_forward_keeps_everybody_together_and_hurts_fewest():
    """Of the game of three only Shapley and nucleolus keep all together; nobody loses, so the first of them is put forward."""
    made = settled(stake())
    assert (made.facts["proposed"], made.facts["keys_stable"], made.facts["stable_keys"]) == (
        "shapley",
        2,
        ["shapley", "nucleolus"],
    )
    assert made.facts["headline"] == "cost_sharing.headline.good"
    assert made.facts["margin"] == 433_333


def test_a_key_that_is_asked_for_is_put_forward():
    """People choose; the agreement holds what a mixture is made of, and the day that was chosen."""
    made = settled(stake(), mix="inhabitants=0.6 usage=0.4", key="mix", valid_from="2029-07-01")
    agreed = Agreement.from_table(made.tables["agreement"])
    assert (agreed.key, agreed.detail, agreed.valid_from.isoformat()) == ("mix", "inhabitants=0.6 usage=0.4", "2029-07-01")
    assert sum(agreed.shares.values()) == sum(agreed.before.values()) == 1
    two = settled(stake(), two_part="equal", key="two_part")
    assert Agreement.from_table(two.tables["agreement"]).detail == "equal=0.7 usage"


def test_without_a_key_that_can_be_computed_nothing_is_put_forward():
    """No agreement, no phase-in, no price of leaving; the shares are unknown."""
    made = settled(stake(counts={"usage": (1, None, 2)}), keys="usage")
    assert made.facts["proposed"] is None
    assert {name: made.tables[name].frame.height for name in ("agreement", "phase_in", "entry", "exit")} == dict.fromkeys(
        ("agreement", "phase_in", "entry", "exit"), 0
    )
    assert made.tables["shares"].frame["amount"].null_count() == 3
    assert "lacks-usage" in rules(made)


def test_a_refund_is_a_finding_with_the_group_that_causes_it():
    """The finding names the member, the amount and the group; it is not for the public, because it names a group."""
    made = settled(stake(HELPING), keys="shapley")
    finding = next(finding for finding in made.findings if finding.rule == "cost_sharing.negative-bill")
    assert "C" in finding.sentence.message("en")
    assert "A and C" in finding.sentence.message("en")
    assert finding.visibility is Confidentiality.INTERN


def test_what_surprises_is_told():
    """A plan that is dearer, an empty core, two that are dearer together, and a cap that cannot hold."""
    made = settled(stake((0, 60, 50, 120)))
    assert {"plan-dearer", "core-empty", "not-subadditive", "not-limited", "cap-relaxed", "entry-unknown"} <= set(rules(made))
    assert made.facts["saving"] == -1_000


def test_amounts_of_leaving_hold_for_the_member_that_leaves():
    """With all three known the damage of that member is known; of the others it stays unknown."""
    known = {"exit_assets": 100.0, "exit_staff": 50.0, "exit_taken_over": 30.0}
    made = settled(stake(fixed=300_000_00, rate=0.0225), leaving="A", **known)
    rows = {row["organisation_name"]: row for row in made.tables["exit"].frame.iter_rows(named=True)}
    assert rows["A"]["damage"] == rows["A"]["damage_fixed"] + 120_00
    assert rows["B"]["damage"] is None
    assert "unknown-leaver" in rules(settled(stake(), leaving="Q"))


@pytest.mark.parametrize(
    ("level", "absent"), [(Confidentiality.OPENBAAR, {"violations", "game", "agreement"}), (Confidentiality.INTERN, set())]
)
def test_groups_and_agreement_are_not_for_the_public(level, absent):
    """Money per member is openbaar; who would be better off with whom is intern."""
    made = settled(stake())
    assert set(made.tables) - set(made.at(level).tables) == absent


def test_shares_of_the_move_add_up_and_are_in_the_yearly_amount_already():
    """The single cost is divided to the cent by the same key."""
    made = settled(stake(investment=1_000_01))
    sums = made.tables["shares"].frame.group_by("key").agg(pl.col("once").sum())["once"]
    assert set(sums) == {1_000_01}
    assert made.facts["investment"] == 1_000_01

"""What working together costs, by hand."""

import numpy as np
import pytest
from tests.costing.small import AS_OF
from tests.costing.test_table import BUURTSCHAP, sample

from wiel.costing import FORMS, collective_of, cost_table, flows_of, plain_merger
from wiel.costing.collective import inefficiency
from wiel.errors import InvalidProblem, WrongUse
from wiel.parameters import Parameters
from wiel.samples import buurtschap

ANNUITY = 8.866216348868587


def collective(form="body", **overlay):
    """The collective cost of buurtschap in a legal form."""
    changed = {f"costing.{name}": value for name, value in overlay.items()}
    return collective_of(sample(**changed), Parameters.load(changed), form, AS_OF)[0]


def test_alone_costs_nothing_extra():
    """No ramp, no governance, no scale."""
    alone = collective("alone")
    assert not sum(alone.additive().values()).any()
    assert alone.scale(np.ones(1), np.ones(1), np.ones(1)).tolist() == [0.0]
    assert alone.effect.tolist() == pytest.approx([1.0] * 5)


def test_each_item_of_aakerk_is_what_the_rule_says():
    """Technical staff of EUR 270,000 goes over; the sums stand on the worked page."""
    found = {item: amounts[0] for item, amounts in collective().additive().items()}
    years = 1.0225 ** -np.arange(1.0, 6.0)
    assert found["regie"] == pytest.approx(82_000 * ANNUITY)
    assert found["stranded"] == pytest.approx(270_000 * float((0.2 * np.array([1, 0.8, 0.6, 0.4, 0.2])) @ years))
    assert found["vat"] == pytest.approx(270_000 * 0.21 * 0.1 * ANNUITY)
    assert found["deciding"] == pytest.approx(12 * 5 * 110 * 18)
    assert found["transition"] == pytest.approx(270_000 * 0.6)
    assert found["margin"] == 0


def test_regie_grows_with_inhabitants_from_one_fte():
    """12,000, 20,000 and 28,000 inhabitants at one fte per 25,000."""
    assert collective().regie_fte.tolist() == pytest.approx([1.0, 1.0, 1.12])


def test_scale_moves_cost_between_the_inefficiency_of_one_and_of_all():
    """Aakerk alone is i(12,000) dearer than the best scale, the three together are not: 270,000 × (1 − 1 / (1 + i))."""
    made = collective(delay_months=0, years_to_full_effect=0)
    own = 0.3 * np.log(5) / np.log(6)
    one = slice(0, 1)
    layer = made.felt_layer[one]
    change = made.scale(layer, layer / (1.0 + made.own_inefficiency[one]), np.array([60_000.0]))
    assert change[0] == pytest.approx(-270_000 * (1.0 - 1.0 / (1.0 + own)) * ANNUITY)


def test_inefficiency_never_makes_the_large_cheaper_than_the_best_scale():
    """Above 60,000 inhabitants nothing more is gained, below 10,000 nothing more is lost."""
    people = np.geomspace(1e3, 1e6, 200)
    found = inefficiency(people, 0.3, 1e4, 6e4)
    assert (np.diff(found) <= 0).all()
    assert found.max() == 0.3
    assert (found[people >= 6e4] == 0).all()


def test_a_supplier_takes_its_margin_and_only_a_supplier():
    """8% of 80% of the technical staff and infrastructure."""
    assert collective("cloud").additive()["margin"][0] == pytest.approx(270_000 * 0.8 * 0.08 * ANNUITY)
    assert not collective("host").additive()["margin"].any()


def test_vat_follows_the_taakveld_of_the_wages():
    """With half of the wages elsewhere, where nothing is compensated, more VAT is lost."""
    landscape = buurtschap()
    half = (
        landscape["costs"]
        .head(1)
        .with_columns(
            id=landscape["costs"]["id"].head(1) + "b", taakveld=landscape["costs"]["taakveld"].head(1).replace("0.4", "6.2")
        )
    )
    costs = landscape["costs"].vstack(half)
    overlay = Parameters.load({"costing.vat_compensable_other": 0})
    table, _, _ = cost_table(type(landscape)(landscape.as_of, {**landscape.tables, "costs": costs}), BUURTSCHAP, overlay)
    found, _ = collective_of(table, overlay, "body", AS_OF)
    assert table.overhead_share.tolist() == [0.5, 1.0, 1.0]
    assert found.vat[0] == pytest.approx(540_000 * 0.21 * (0.5 * 0.1 + 0.5 * 1.0))


def test_overhead_is_left_behind_for_no_longer_than_the_horizon():
    """A horizon of three years cuts a five-year path short."""
    assert collective(horizon_years=3).stranded.tolist() == pytest.approx([0.2, 0.16, 0.12])
    assert not collective(stranded_years=0).stranded.any()


def test_a_form_that_does_not_exist_is_refused():
    """The message names those that do."""
    with pytest.raises(WrongUse, match="host"):
        collective("stichting")


@pytest.mark.parametrize("form", FORMS[1:])
def test_without_inhabitants_scale_cannot_be_told(form):
    """Alone can be priced, together cannot; the member is named."""
    landscape = buurtschap()
    organisations = landscape["organisations"].clone()
    organisations[0, "inhabitants"] = organisations[0, "workplaces"] = None
    changed = type(landscape)(landscape.as_of, {**landscape.tables, "organisations": organisations})
    table, findings, _ = cost_table(changed, BUURTSCHAP, Parameters.load())
    assert "costing.inhabitants-missing" in {finding.rule for finding in findings}
    alone, _ = collective_of(table, Parameters.load(), "alone", AS_OF)
    assert np.isfinite(flows_of(table, plain_merger(table), alone).amounts).all()
    with pytest.raises(InvalidProblem, match="aakerk"):
        collective_of(table, Parameters.load(), form, AS_OF)

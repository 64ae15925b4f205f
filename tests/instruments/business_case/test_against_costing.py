"""Where nothing is uncertain and nothing lies in time, the streams are those that costing works out by another road."""

import numpy as np
import pytest
from tests.instruments.business_case.region import AS_OF, CERTAIN, PEOPLE, members, prepared, region, with_values

from wiel.costing import ITEMS, PARTS, collective_of, cost_table, flows_of, plain_merger, today
from wiel.instruments.business_case.compose import apart
from wiel.instruments.business_case.joint import extra
from wiel.methods.simulation import present_value
from wiel.parameters import Parameters

PLAIN = with_values(
    CERTAIN,
    costing__operations_share=0.5,
    costing__inefficiency_small=0.3,
    costing__inefficiency_to=60000,
    costing__fixed_share_software=0.2,
    costing__governance_share_host=0.02,
    costing__governance_share_body=0.03,
    costing__governance_share_cloud=0.02,
    costing__brought_in_host=0.7,
    costing__fte_cost=82000,
    costing__overrun_median=1.2,
    costing__move_same_product=0.5,
    costing__stranded_share=0.2,
    costing__stranded_years=3,
    costing__deciding_rate=0,
    costing__supplier_margin=0.08,
    costing__horizon_years=5,
    costing__tender_cost=25000,
)
SHIFTED = {"services", *PARTS}  # running cost and scale; a supplier is paid as services
NAMES = {"governance": "governance", "regie": "retained", "stranded": "stranded"}


def _costing(form, with_plan):
    """Present value per item and member, from costing; every rate is zero so that a sum over years will do."""
    known = Parameters.load(PLAIN).at(AS_OF)
    table, _, _ = cost_table(region(), members(), known)
    collective, _ = collective_of(table, known, form, AS_OF)
    flows = flows_of(table, plain_merger(table) if with_plan else today(table), collective)
    return dict(zip(ITEMS, flows.amounts.sum(axis=2), strict=True))


def _streams(scenario, setting):
    """The same from the streams: doing nothing and what is more, per kind and member."""
    found = [*apart(setting), *extra(setting, scenario)]
    kinds = {stream.kind for stream in found}
    one = np.ones(setting.terms.years)
    return {kind: present_value([s for s in found if s.kind == kind], one)[0] for kind in kinds}


@pytest.fixture(scope="module")
def setup():
    """Three members, everything certain."""
    return prepared(PLAIN, draws=100)[0]


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_running_cost_and_scale_are_those_of_costing(setup, place):
    """The parts of running cost with the effect of scale and a supplier's margin, per member."""
    scenario = setup.scenarios[place]
    own, other = _streams(scenario, setup.setting), _costing(scenario.form, scenario.with_plan)
    running = sum(other[part] for part in PARTS) + other["scale"] + other["interfaces"]
    mine = sum(own.get(part, np.zeros(len(PEOPLE))) for part in SHIFTED)
    margin = other["margin"] * (1 + _gain(setup, scenario)) if scenario.form == "cloud" else 0.0

    assert mine == pytest.approx(running + margin)


def _gain(setup, scenario):
    """What scale changes in a supplier's work: its margin is on the work at the joint scale."""
    from_costing = _costing(scenario.form, scenario.with_plan)
    layer = from_costing["margin"] / 0.08
    return from_costing["scale"] / layer


@pytest.mark.parametrize("place", [1, 2, 3, 4])
@pytest.mark.parametrize("item", list(NAMES))
def test_what_working_together_adds_is_that_of_costing(setup, place, item):
    """Governance, retained organisation and stranded overhead, per member."""
    scenario = setup.scenarios[place]

    assert _streams(scenario, setup.setting)[NAMES[item]] == pytest.approx(_costing(scenario.form, scenario.with_plan)[item])


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_transition_is_that_of_costing(setup, place):
    """Bringing over with overrun; nothing is activated and nothing is late here."""
    scenario = setup.scenarios[place]

    assert _streams(scenario, setup.setting)["transition"] == pytest.approx(_costing(scenario.form, False)["transition"])


def test_moving_to_the_applications_of_the_plan_costs_what_costing_says(setup):
    """Going over, tenders and contracts; costing counts no overrun on tenders, the streams do."""
    scenario = setup.scenarios[4]
    other = _costing(scenario.form, True)
    tenders = setup.setting.ground.planned.tenders

    expected = other["transition"] + other["moving"] + other["contracts"] + tenders * 0.2
    assert _streams(scenario, setup.setting)["transition"] == pytest.approx(expected)

"""A change of one parameter changes the figures, and the trace names it."""

import numpy as np
import pytest
from tests.costing.small import AS_OF
from tests.costing.test_table import BUURTSCHAP

from wiel.costing import collective_of, cost_table, game_of, plain_merger
from wiel.parameters import Parameters
from wiel.samples import buurtschap

# What acts on parts that the sample has no money for, on suites, on capital, or only on a supplier or a light form.
ELSEWHERE = (
    "hire", "infrastructure", "services", "capital", "life_", "activated", "_host", "_cloud", "supplier_margin", "vat_compensable_other",
    "remainder_weight",
)  # fmt: skip
NAMES = sorted(
    name for name in Parameters.load().entries if name.startswith("costing.") and not any(word in name for word in ELSEWHERE)
)


def outcome(overlay):
    """What the plain merger of the sample costs all together, what it costs them apart, and which parameters were used."""
    known = Parameters.load(overlay)
    table, _, uses = cost_table(buurtschap(), BUURTSCHAP, known)
    collective, more = collective_of(table, known, "body", AS_OF)
    game = game_of(table, plain_merger(table), collective)
    interfaces = [cost for *_, cost in table.couplings]
    return np.concatenate([game.together, game.apart, table.move.ravel(), table.open, interfaces]), uses + more


def other(name):
    """Another value that the parameter may have."""
    parameter = Parameters.load().entries[name]
    value = parameter.values[-1].value
    if parameter.words:
        return next(word for word in parameter.words if word != value)
    if isinstance(value, int):
        return max(1, value // 2)
    return value / 2 if value else 0.01


@pytest.mark.parametrize("name", NAMES)
def test_one_parameter_changes_the_figures_and_stands_in_the_trace(name):
    """Every parameter of costing matters somewhere, and none is used without being named."""
    before, uses = outcome({})
    after, changed = outcome({name: other(name)})
    assert not np.allclose(before, after, rtol=1e-12)
    assert name in {use.name for use in uses}
    assert next(use.source for use in changed if use.name == name) == "eigen waarde"

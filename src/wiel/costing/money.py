"""What today costs a year, in euros, per application and per function that it serves."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.baseline import Baseline
from wiel.costing.table import PARTS, Bools, Floats, Ints
from wiel.costing.usage import Usage, primary_of

CENTS = 100.0


@dataclass(frozen=True, eq=False)
class Money:
    """EUR a year of today's use: `pair` (P, M, K') per application, `function` (P, M, F) where it is the first choice, K' with rest."""

    pair: Floats
    function: Floats
    aside: Bools
    primary: Ints


def money_of(usage: Usage, baseline: Baseline) -> Money:
    """EUR a year of every application; over the functions that it is the first choice for, evenly."""
    pair = (baseline.known + baseline.assumed) / CENTS
    primary = primary_of(usage)
    m, f = np.nonzero(primary >= 0)
    chosen = np.zeros(pair.shape[1:], np.int64)
    np.add.at(chosen, (m, primary[m, f]), 1)
    function = np.zeros((len(PARTS), *primary.shape))
    function[:, m, f] = pair[:, m, primary[m, f]] / chosen[m, primary[m, f]]
    in_use = np.column_stack([usage.uses, pair[:, :, -1].sum(axis=0) > 0])
    return Money(pair, function, in_use & (chosen == 0), primary)

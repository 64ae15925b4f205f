"""What serving, opening and moving are worth: fixed and variable cost as present values."""

import numpy as np

from wiel.costing.money import Money
from wiel.costing.rates import Rates
from wiel.costing.solutions import Solutions
from wiel.costing.table import Bools, Floats, Ints


def serving(money: Money, rates: Rates, ways: Solutions, m: Ints, f: Ints, k: Ints) -> tuple[Floats, Floats]:
    """Present value of serving, per part and arc, and what the member bears of the fixed cost today.

    A member keeps the variable cost that it has for the function. Where its fixed cost is higher than that of the solution it goes
    to, the difference goes along: a small application does not become large for nothing.
    """
    own, factors, fixed = money.function[:, m, f], rates.factors[:, None], rates.fixed[:, None]
    bears = rates.fixed @ own
    excess = np.where(money.primary[m, f] == k, 0.0, np.maximum(bears - level_of(money, rates, ways)[k, f], 0.0))
    share = np.divide(excess, bears, out=np.zeros_like(bears), where=bears > 0)
    return own * (1 - fixed + fixed * share) * factors, own * fixed * factors


def level_of(money: Money, rates: Rates, ways: Solutions) -> Floats:
    """EUR a year of fixed cost that a solution carries for a function, of all its users; a new one that of its largest instance, (K, F)."""
    level = np.zeros((len(ways.identifiers), money.primary.shape[1]))
    m, f = np.nonzero(money.primary >= 0)
    np.add.at(level, (money.primary[m, f], f), rates.fixed @ money.function[:, m, f])
    place = {ways.product[k]: k for k in range(ways.fresh, len(ways.identifiers))}
    for k in range(ways.fresh):
        if ways.product[k] in place:
            level[place[ways.product[k]]] = np.maximum(level[place[ways.product[k]]], level[k])
    return level


def opening(paid: Floats, aside: Bools, rates: Rates, ways: Solutions) -> tuple[Floats, Floats]:
    """Present value of the fixed cost per part and solution, and what a tender costs once."""
    yearly = np.where(aside, 0.0, paid).sum(axis=1) * rates.fixed[:, None]
    place = {ways.product[k]: k for k in range(ways.fresh, len(ways.identifiers))}
    for k in range(ways.fresh):
        new = place.get(ways.product[k]) if ways.product[k] is not None else None
        if new is not None and yearly[:, k].sum() > yearly[:, new].sum():
            yearly[:, new] = yearly[:, k]
    once = np.zeros(len(ways.identifiers))
    once[ways.fresh :] = rates.tender
    return yearly * rates.factors[:, None], once


def moving(money: Money, rates: Rates, ways: Solutions, in_use: Bools, arcs: tuple[Ints, Ints, Ints]) -> Floats:
    """EUR once for going to a solution: a share of a year's cost of the functions that it could take over, less for the same product."""
    m, f, k = arcs
    bound = (money.function * (1 - rates.operations)[:, None, None]).sum(axis=0)
    move = np.zeros(in_use.shape)
    np.add.at(move, (m, k), bound[m, f] * rates.move)
    names = np.array([name or f"?{k}" for k, name in enumerate(ways.product)])
    for member, used in enumerate(in_use):
        same = np.isin(names, names[used])
        move[member] *= np.where(same, rates.same_product, 1.0)
    move[in_use] = 0.0
    return move

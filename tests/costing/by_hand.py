"""The cost of a plan and of a coalition by plain loops over the cost table: the definition, without arrays or transforms."""

from collections.abc import Collection

from wiel.costing import PARTS, Collective, CostTable
from wiel.costing.collective import inefficiency

SERVICES = PARTS.index("services")
MOMENTS = 2_000


def uses_of(table: CostTable, served, members: Collection[int]) -> set[tuple[int, int, int]]:
    """The (member, component, solution) of some members in a plan."""
    return {(m, f, int(k)) for m in members for f, k in enumerate(served[m]) if k >= 0}


def interfaces(table: CostTable, served, m: int) -> float:
    """What the interfaces of one member cost."""
    return sum(c for f, g, c in table.couplings if min(served[m][f], served[m][g]) >= 0 and served[m][f] != served[m][g])


def contracts(table: CostTable, served, m: int, delay: float = 0.0, ramp: float = 0.0) -> float:
    """What one member still pays after leaving, in proportion to the functions that leave, by a sum over many moments of leaving."""
    left = 0.0
    for f, now in enumerate(table.primary[m]):
        if now >= 0 and served[m][f] >= 0 and served[m][f] != now:
            years = float(table.contract_years[m, now])
            moments = [delay + ramp * (n + 0.5) / MOMENTS for n in range(MOMENTS)]
            part = sum(max(years - moment, 0.0) for moment in moments) / MOMENTS / years if years else 0.0
            left += part * table.contract_remainder[m, now] / list(table.primary[m]).count(now)
    return left


def once(table: CostTable, served, members: Collection[int]) -> tuple[float, float]:
    """What going over costs these members, and the tenders for what they use."""
    pairs = {(m, k) for m, _, k in uses_of(table, served, members)}
    moves = sum(float(table.move[m, k]) for m, k in pairs if not table.in_use[m, k])
    return moves, sum(float(table.open_once[k]) for k in {k for _, k in pairs})


def running(table: CostTable, served, members: Collection[int], p: int) -> float:
    """Present value of one part for these members, each solution opened once."""
    uses = uses_of(table, served, members)
    arcs = sum(float(table.serve_parts[p, table.arc_of[use]]) for use in uses)
    pairs = {(m, k) for m, _, k in uses} | {(m, k) for m in members for k in range(len(table.solutions)) if table.aside[m, k]}
    opened = sum(float(table.open_parts[p, k]) for k in {k for _, _, k in uses})
    return arcs + opened + sum(float(table.join_parts[p, m, k]) for m, k in pairs)


def weight_today(table: CostTable, m: int, k: int, p: int) -> float:
    """Which part of the opening of a solution falls on a member today: by what it bears of the part, of all parts, else by inhabitants."""
    uses = [(n, f, j) for n, f, j in uses_of(table, table.primary, range(len(table.members))) if j == k]
    for parts in ([p], list(range(len(PARTS)))):
        bears = {n: 0.0 for n, _, _ in uses}
        for use in uses:
            bears[use[0]] += sum(float(table.bearing_parts[q, table.arc_of[use]]) for q in parts)
        if sum(bears.values()) > 1e-9:
            return bears[m] / sum(bears.values())
    return float(table.inhabitants[m]) / sum(float(table.inhabitants[n]) for n in {n for n, _, _ in uses})


def part_today(table: CostTable, m: int, p: int) -> float:
    """Present value of one part of one member today, with its part of what is opened."""
    mine = running(table, table.primary, [m], p)
    for k in {k for *_, k in uses_of(table, table.primary, [m])}:
        mine -= float(table.open_parts[p, k]) * (1.0 - weight_today(table, m, k, p))
    return mine


def apart(table: CostTable, m: int) -> float:
    """What one member pays today."""
    return sum(part_today(table, m, p) for p in range(len(PARTS)))


def together(table: CostTable, served, collective: Collective, members: Collection[int]) -> float:
    """What a coalition pays for the plan restricted to it, year by year."""
    if len(members) == 1:
        (m,) = members
        plain = sum(running(table, served, members, p) for p in range(len(PARTS))) + sum(once(table, served, members))
        return plain + contracts(table, served, m) + interfaces(table, served, m) - interfaces(table, table.primary, m)
    people = float(sum(table.inhabitants[m] for m in members))
    joint = float(inefficiency(people, collective.small, *collective.bounds))
    moves, tenders = once(table, served, members)
    total = moves * collective.overrun + tenders
    total += sum(contracts(table, served, m, collective.delay, collective.ramp) for m in members)
    total += sum(float(collective.deciding[m] + collective.transition[m] * collective.overrun) for m in members)
    for t in range(table.horizon):
        total += float(collective.worth[t]) * _year(table, served, collective, members, joint, t)
    return total


def _year(table, served, collective, members, joint, t) -> float:
    reached, own, cost = float(collective.reached[t]), collective.own_inefficiency, 0.0
    for p in range(len(PARTS)):
        plan = running(table, served, members, p) / float(table.factors[p])
        now = sum(part_today(table, m, p) for m in members) / float(table.factors[p])
        layer = {m: float(collective.layer[p, m]) * collective.brought_in for m in members}
        scale = sum(layer[m] * ((1 + joint) / (1 + float(own[m])) - 1) for m in members)
        margin = sum(layer[m] * float(collective.margin[m]) for m in members)
        yearly = now + reached * (plan - now + scale) + collective.governance_share * plan + margin
        cost += yearly * float(collective.growth[p, t])
    change = sum(interfaces(table, served, m) - interfaces(table, table.primary, m) for m in members)
    cost += change / float(table.factors[SERVICES]) * reached * float(collective.growth[SERVICES, t])
    cost += sum(float(collective.regie[m] + collective.vat[m]) for m in members) * float(collective.growth[0, t])
    return cost + sum(float(collective.layer[:, m].sum()) for m in members) * collective.brought_in * float(collective.stranded[t])

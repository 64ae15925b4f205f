"""Direct, step-down and reciprocal allocation with fractions: exact, for networks of some dozens of services."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from wiel.methods.allocation.exact import refuse_duplicates, refused
from wiel.methods.allocation.loops import refuse_closed_loops
from wiel.methods.allocation.network import Allocation, Network, passed_on

ZERO = Fraction(0)


def direct(network: Network) -> Allocation:
    """What does each member pay when services among themselves are ignored? ``alloc.direct``.

    x_j = sum over services i of b_i * p_ij / sum over members m of p_im.

    >>> network = Network.of_shares({"IT": 100}, {"IT": {"A": "0.25", "B": "0.75"}})
    >>> {member: int(amount) for member, amount in direct(network).received.items()}
    {'A': 25, 'B': 75}
    """
    members = set(network.members)
    shares = {name: _renewed({r: s for r, s in row.items() if r in members}) for name, row in network.shares.items()}
    for name, row in shares.items():
        if not row:
            raise refused("no-member-served", service=name, receivers=list(network.shares[name]))
    return passed_on("alloc.direct", network, network.cost, shares)


def step_down(network: Network, order: Sequence[str]) -> Allocation:
    """What does each member pay when services are emptied one after another? ``alloc.step-down``.

    `order` names every service once; each passes its own cost and what it received to the services after it and to the
    members, and is not reopened. The order stands in the answer, because another order gives other amounts.

    >>> network = Network.of_shares({"PM": 100, "IS": 50}, {"PM": {"IS": "0.2", "A": "0.8"}, "IS": {"PM": "0.5", "A": "0.5"}})
    >>> {service: int(amount) for service, amount in step_down(network, ["PM", "IS"]).gross.items()}
    {'PM': 100, 'IS': 70}
    """
    check_order(network.services, order)
    gross, shares, done = dict(network.cost), {}, set[str]()
    for name in order:
        done.add(name)
        row = _renewed({receiver: share for receiver, share in network.shares[name].items() if receiver not in done})
        if not row:
            raise refused("no-receiver-left", service=name, order=list(order))
        for receiver, share in row.items():
            if receiver in gross:
                gross[receiver] += gross[name] * share
        shares[name] = row
    return passed_on("alloc.step-down", network, gross, shares, tuple(order))


def check_order(services: Sequence[str], order: Sequence[str]) -> None:
    """Refuse an order that is not every service exactly once."""
    refuse_duplicates(order, "order")
    known, ordered = set(services), set(order)
    for name in order:
        if name not in known:
            raise refused("order-unknown", name=name, known=list(services[:20]))
    for name in services:
        if name not in ordered:
            raise refused("order-misses", service=name)


def reciprocal(network: Network) -> Allocation:
    """What does each member pay when services serve one another all at once? ``alloc.reciprocal``.

    g = b + transpose(P_SS) g; x_j = sum over services i of p_ij * g_i, by elimination without division, so exact. Services
    whose output never leaves their circle are refused and the loop is named. Source: Williams & Griffin 1964; Bareiss 1968.

    >>> network = Network.of_shares({"PM": 100, "IS": 50}, {"PM": {"IS": "0.2", "A": "0.8"}, "IS": {"PM": "0.5", "A": "0.5"}})
    >>> str(reciprocal(network).gross["PM"])
    '1250/9'
    """
    place = {name: number for number, name in enumerate([*network.services, *network.members])}
    flows = [(place[name], place[receiver]) for name, row in network.shares.items() for receiver in row]
    refuse_closed_loops([giver for giver, _ in flows], [receiver for _, receiver in flows], network.services)
    gross = _gross(network)
    return passed_on("alloc.reciprocal", network, gross, network.shares)


def _renewed(row: Mapping[str, Fraction]) -> dict[str, Fraction]:
    whole = sum(row.values(), start=ZERO)
    return {receiver: share / whole for receiver, share in row.items()}


def _gross(network: Network) -> dict[str, Fraction]:
    """Solve g - transpose(P) g = b in whole numbers.

    The unknown is g_i over the common denominator of service i's shares, so the matrix holds the counted drivers themselves; with
    shares as they are, denominators of all services would meet in every row and the numbers would grow beyond use.
    """
    services = network.services
    scale = {name: lcm(*(share.denominator for share in network.shares[name].values())) for name in services}
    unit = lcm(*(cost.denominator for cost in network.cost.values()))
    rows: list[list[int]] = []
    for name in services:
        row = [-int(scale[giver] * network.shares[giver].get(name, ZERO)) for giver in services]
        row[len(rows)] += scale[name]
        rows.append([*row, int(network.cost[name] * unit)])
    return {name: part * scale[name] / unit for name, part in zip(services, _solved(rows), strict=True)}


def _solved(rows: list[list[int]]) -> list[Fraction]:
    """Bareiss elimination of an augmented matrix of whole numbers; every division is exact.

    The matrix is a non-singular M-matrix (its loops were checked), whose pivots are positive in any order: no exchange of rows.
    """
    count, before = len(rows), 1
    for step, pivot_row in enumerate(rows):
        pivot = pivot_row[step]
        for row in rows[step + 1 :]:
            head = row[step]
            row[step:] = [(pivot * a - head * b) // before for a, b in zip(row[step:], pivot_row[step:], strict=True)]
        before = pivot
    answer = [ZERO] * count
    for step in range(count - 1, -1, -1):
        known = sum((rows[step][column] * answer[column] for column in range(step + 1, count)), start=ZERO)
        answer[step] = (rows[step][count] - known) / rows[step][step]
    return answer

"""Tariffs: two-part, dual rate and marginal bands. What a price brings in may differ from the cost; that stays visible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wiel.methods.allocation.exact import Number, all_non_negative, exact, non_negative, refused, same_names
from wiel.methods.allocation.keys import Key, divided, proportional


def cost_price(variable_cost: Number, use: Mapping[str, Number]) -> Fraction:
    """Which price of a unit brings in exactly the variable cost? v = V / sum of q, in euro per unit of use.

    >>> cost_price(1000, {"A": 3, "B": 1})
    Fraction(250, 1)
    """
    units = sum(all_non_negative(use, "use").values(), start=Fraction(0))
    if not units:
        raise refused("key-sums-to-zero", where="use")
    return exact(variable_cost, "variable cost") / units


def two_part(fixed: Number, key: Key, price: Number, use: Mapping[str, Number]) -> dict[str, Fraction]:
    """What does each member pay when capacity and use are billed apart? ``alloc.two-part``: x_j = F * k_j + v * q_j.

    `fixed` F in euro a year, `key` over the members, `price` v in euro per unit, `use` q in units by the same members.

    >>> two_part(1000, {"A": Fraction(1, 4), "B": Fraction(3, 4)}, "2.50", {"A": 100, "B": 10})
    {'A': Fraction(500, 1), 'B': Fraction(775, 1)}
    """
    same_names(key, use, "use")
    units, unit_price = all_non_negative(use, "use"), exact(price, "price")
    return {member: part + unit_price * units[member] for member, part in divided(fixed, key).items()}


@dataclass(frozen=True)
class DualRate:
    """Bills by dual rate. `bills` + `kept` = the actual cost; `kept` > 0 is a loss of the supplier, < 0 its gain."""

    bills: dict[str, Fraction]
    kept: Fraction
    algorithm: str = "alloc.dual-rate"


def dual_rate(
    fixed: Number, budgeted: Mapping[str, Number], rate: Number, actual: Mapping[str, Number], variable_cost: Number
) -> DualRate:
    """What does each member pay when the fixed part follows the budget? ``alloc.dual-rate``.

    x_j = F * B_j / sum of B + r * q_j, with `fixed` F in euro, `budgeted` B and `actual` q in units of use, `rate` r the
    budgeted price per unit; `variable_cost` is the actual variable cost in euro, and what r * q leaves of it stays with the
    supplier. Source: Horngren, Datar & Rajan, *Cost Accounting*, single-rate and dual-rate methods.

    >>> dual_rate(3000000, {"M": 8000, "P": 4000}, 200, {"M": 9000, "P": 3000}, 2500000).kept
    Fraction(100000, 1)
    """
    bills = two_part(fixed, proportional(budgeted, "budgeted use"), rate, actual)
    return DualRate(bills, exact(fixed, "fixed cost") + exact(variable_cost, "variable cost") - sum(bills.values()))


@dataclass(frozen=True)
class Band:
    """The price of each unit up to a border; `up_to` None is an open end."""

    up_to: Fraction | None
    price: Fraction

    @classmethod
    def of(cls, up_to: Number | None, price: Number, where: str) -> "Band":
        """A band from numbers as written; a negative price or border is refused."""
        border = None if up_to is None else non_negative(up_to, f"{where}, up_to")
        return cls(border, non_negative(price, f"{where}, price"))


@dataclass(frozen=True)
class Tiered:
    """Bills by bands: `bills` in euro by member, `units` the use of each member in each band."""

    bills: dict[str, Fraction]
    units: dict[str, tuple[Fraction, ...]]
    algorithm: str = "alloc.tiers"


def tiered(bands: Sequence[Band], use: Mapping[str, Number]) -> Tiered:
    """What does each member pay when the price of a unit depends on its band? ``alloc.tiers``, marginal bands.

    x(q) = sum over bands b of p_b * max(0, min(q, u_b) - u_{b-1}); `use` in units by member. The bill never falls when use
    rises.

    >>> bands = [Band(Fraction(100), Fraction(2)), Band(None, Fraction(3, 2))]
    >>> tiered(bands, {"A": 150}).bills
    {'A': Fraction(275, 1)}
    """
    _check_bands(bands)
    counted = all_non_negative(use, "use")
    units = {member: _split(bands, amount, member) for member, amount in counted.items()}
    bills = {
        member: sum((band.price * part for band, part in zip(bands, parts, strict=True)), start=Fraction(0))
        for member, parts in units.items()
    }
    return Tiered(bills, units)


def _check_bands(bands: Sequence[Band]) -> None:
    if not bands:
        raise refused("too-few", what="bands")
    border = Fraction(0)
    for place, band in enumerate(bands, start=1):
        if band.up_to is None:
            if place < len(bands):
                raise refused("open-band-not-last", band=place)
        elif band.up_to <= border:
            raise refused("bands-not-rising", band=place, border=str(border))
        else:
            border = band.up_to


def _split(bands: Sequence[Band], amount: Fraction, member: str) -> tuple[Fraction, ...]:
    last = bands[-1].up_to
    if last is not None and amount > last:
        raise refused("above-last-band", member=member, use=str(amount), border=str(last))
    parts, below = [], Fraction(0)
    for band in bands:
        top = amount if band.up_to is None else min(amount, band.up_to)
        parts.append(max(Fraction(0), top - below))
        below = below if band.up_to is None else band.up_to
    return tuple(parts)

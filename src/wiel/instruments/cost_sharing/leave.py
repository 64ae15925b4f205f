"""What does joining later cost, and what does leaving cost, by both accepted methods?"""

from dataclasses import dataclass
from fractions import Fraction

from wiel.instruments.cost_sharing.options import refused
from wiel.methods.allocation import billed_cents

Cents = int | None


def exit_path(contribution: int, years: int, *, first_in_full: bool) -> tuple[int, ...]:
    """What does a leaving member pay in each year after leaving? `exit.path`, in cents.

    First reading (`first_in_full`): the whole contribution in year 1 and an equal part less each next year, so (T + 1) / 2 times
    the contribution in all. Second: one part less from the first year on, (T − 1) / 2 times. The whole cents add up to the rounded sum.
    Source: KB 14 May 1985, AB 1985/424, in the two readings that occur.

    >>> [cents // 100 for cents in exit_path(10_000_000, 5, first_in_full=True)]
    [100000, 80000, 60000, 40000, 20000]
    >>> [sum(exit_path(10_000_000, 5, first_in_full=reading)) // 100 for reading in (True, False)]
    [300000, 200000]
    """
    if years < 1:
        raise refused("too-small")
    ahead = 0 if first_in_full else 1
    return billed_cents([contribution * Fraction(years - year - ahead, years) for year in range(years)])


@dataclass(frozen=True, slots=True)
class Damage:
    """Real damage in cents: the present value of fixed cost that the others keep bearing, and all together (None where unknown)."""

    fixed: Cents
    total: Cents


def exit_damage(
    share: Fraction,
    fixed: Cents,
    rate: float,
    years: int,
    *,
    assets: Cents = None,
    staff: Cents = None,
    taken_over: Cents = None,
) -> Damage:
    """What damage do the others really have when a member leaves? `exit.damage`, in cents.

    U = Σ_{t=1..T} share × F × (1 − t/T) ÷ (1 + r)^t + assets + staff − taken over. `share` of the member, `fixed` F the yearly cost
    that cannot be cut at once, `rate` r a year as a fraction, `years` T. The amounts are rounded once, half a cent up. An unknown
    amount makes the total unknown.

    >>> amounts = {"assets": 1_250_000, "staff": 3_000_000, "taken_over": 800_000}
    >>> exit_damage(Fraction(1, 5), 30_000_000, 0.0225, 5, **amounts)
    Damage(fixed=11480522, total=14930522)
    >>> exit_damage(Fraction(1, 5), 30_000_000, 0.0225, 5, assets=1_250_000)
    Damage(fixed=11480522, total=None)
    """
    if years < 1:
        raise refused("too-small")
    if fixed is None:
        return Damage(None, None)
    growth = 1 + Fraction(str(rate))
    due = sum((share * fixed * (1 - Fraction(t, years)) / growth**t for t in range(1, years + 1)), start=Fraction(0))
    present = billed_cents([due])[0]
    if assets is None or staff is None or taken_over is None:
        return Damage(present, None)
    return Damage(present, billed_cents([due + assets + staff - taken_over])[0])


def entry_book(share: Fraction, book_value: Cents) -> Cents:
    """What does a joining member pay as its share of what is common? `entry.book`: book value × share, in cents.

    >>> entry_book(Fraction(1, 8), 40_000_000), entry_book(Fraction(1, 8), None)
    (5000000, None)
    """
    return None if book_value is None else billed_cents([book_value * share])[0]


def entry_investment(share: Fraction, investment: Cents, year: int, years: int) -> Cents:
    """What does a joining member pay of what the others spent on the move? `entry.investment`, in cents.

    investment × (L − y) ÷ L × share, with y the `year` of joining and L the `years` of writing off; nothing once it is written off.

    >>> entry_investment(Fraction(1, 10), 50_000_000, 2, 5), entry_investment(Fraction(1, 10), 50_000_000, 7, 5)
    (3000000, 0)
    """
    if years < 1 or year < 0:
        raise refused("too-small")
    if investment is None:
        return None
    return billed_cents([investment * Fraction(max(0, years - year), years) * share])[0]

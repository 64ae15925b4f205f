"""Money: whole cents (int) in tables and sums, `Decimal` euros at the edge, never a float."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(amount: Decimal | int | str) -> int:
    """How many cents is this amount in euros? Half cents round away from zero.

    >>> cents("12.345"), cents(3), cents(Decimal("-0.005"))
    (1235, 300, -1)
    """
    return int((Decimal(amount)).quantize(CENT, rounding=ROUND_HALF_UP).scaleb(2))


def euros(amount: int) -> Decimal:
    """How many euros is this number of cents?

    >>> euros(-123456)
    Decimal('-1234.56')
    """
    return Decimal(amount).scaleb(-2)

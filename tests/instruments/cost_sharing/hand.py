"""Games that can be checked with pencil and paper, and arbitrary ones."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from wiel.instruments.cost_sharing.coalitions import Listed
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.stake import Stake
from wiel.methods.games import Game, Kind
from wiel.parameters import Parameters

AS_OF = date(2026, 11, 1)
THREE = (0, 60_000, 50_000, 95_000, 40_000, 88_000, 70_000, 120_000)
PARAMETERS = Parameters.load().at(AS_OF)


def stake(euros=THREE, **changed) -> Stake:
    """What every group costs in euros a year, in bit order; today each pays what it costs alone."""
    cents = np.array(euros, dtype=np.float64) * 100
    count = cents.size.bit_length() - 1
    given = {
        "members": tuple(f"org:x:{chr(97 + place)}" for place in range(count)),
        "names": tuple(chr(65 + place) for place in range(count)),
        "coalitions": Listed(Game(cents, Kind.COST)),
        "today": tuple(max(0, round(cents[1 << place])) for place in range(count)),
        "counts": {
            "inhabitants": tuple(10_000 * (place + 1) for place in range(count)),
            "workplaces": tuple(100 + place for place in range(count)),
            "usage": tuple(float(7 * (place + 1)) for place in range(count)),
        },
        "budget": (100_000_000_00,) * count,
    }
    return Stake(**(given | changed))


@st.composite
def stakes(draw: st.DrawFn, most: int = 5) -> Stake:
    """Up to `most` members with any cost per group, sometimes negative, and counts that are sometimes zero or unknown."""
    count = draw(st.integers(1, most))
    amounts = st.integers(-2_000_00, 90_000_00)
    values = [0, *draw(st.lists(amounts, min_size=2**count - 1, max_size=2**count - 1))]
    numbers = st.one_of(st.none(), st.integers(0, 50_000))
    counts = {key: tuple(draw(st.lists(numbers, min_size=count, max_size=count))) for key in ("inhabitants", "workplaces", "usage")}
    today = tuple(draw(st.lists(st.integers(0, 90_000_00), min_size=count, max_size=count)))
    return stake([value / 100 for value in values], today=today, counts=counts)


def options(**changed) -> Options:
    """Every key, with a mixture and a key in two parts."""
    return Options(**({"mix": "inhabitants=0.6 shapley=0.4", "two_part": "equal"} | changed))

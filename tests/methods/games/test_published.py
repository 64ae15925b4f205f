"""Games whose answers were published, each with its source."""

import numpy as np
import pytest

from wiel.methods.games import (
    Game,
    airport_nucleolus,
    airport_shares,
    banzhaf,
    banzhaf_shares,
    equal_non_separable,
    moriarty,
    nucleolus,
    owen,
    prenucleolus,
    separable_remaining,
    shapley,
)

# Municipalities A, H, K, L, M, T in Skåne and the cost of water supply in million crowns:
# H.P. Young, N. Okada and T. Hashimoto, Cost allocation in water resources development, Water Resources Research 18 (1982), table 2.
SKANE = """
A 21.95 H 17.08 K 10.91 L 15.88 M 20.81 T 21.98 AH 34.69 AK 32.86 AL 37.83 AM 42.76 AT 43.93 HK 22.96 HL 25.00 HM 37.89 HT 39.06
KL 26.79 KM 31.45 KT 32.89 LM 31.10 LT 37.86 MT 39.41 AHK 40.74 AHL 43.22 AHM 55.50 AHT 56.67 AKL 48.74 AKM 53.40 AKT 54.84
ALM 53.05 ALT 59.81 AMT 61.36 HKL 27.26 HKM 42.55 HKT 44.94 HLM 45.81 HLT 46.98 HMT 56.49 KLM 42.01 KLT 48.77 KMT 50.32
LMT 51.46 AHKL 48.95 AHKM 60.25 AHKT 62.72 AHLM 64.03 AHLT 65.20 AHMT 74.10 AKLM 63.96 AKLT 70.72 AKMT 72.27 ALMT 73.41
HKLM 48.07 HKLT 49.24 HKMT 59.35 HLMT 64.41 KLMT 56.61 AHKLM 69.76 AHKLT 70.93 AHKMT 77.42 AHLMT 83.00 AKLMT 73.97
HKLMT 66.46 AHKLMT 83.82
"""


def listed(*values: float, kind: str = "value") -> Game:
    """A game of three players in the order 1, 2, 3, 12, 13, 23, 123 of the literature."""
    array = np.zeros(8)
    array[[1, 2, 4, 3, 5, 6, 7]] = values
    return Game(array, kind)


def majority(quota: float, *votes: float) -> Game:
    """A coalition wins (1) when its votes reach the quota."""
    together = np.zeros(1)
    for vote in votes:
        together = np.concatenate([together, together + vote])
    return Game((together >= quota).astype(float))


@pytest.fixture
def skane() -> Game:
    """The water supply game of six municipalities."""
    words = SKANE.split()
    values = np.zeros(64)
    for name, cost in zip(words[::2], words[1::2], strict=True):
        values[sum(1 << "AHKLMT".index(letter) for letter in name)] = float(cost)
    return Game(values, "cost")


def test_skane_shapley(skane: Game) -> None:
    """Young, Okada and Hashimoto (1982): Shapley value of the water supply game, to the published hundredth."""
    np.testing.assert_allclose(shapley(skane), [20.01, 10.71, 6.61, 10.37, 16.94, 19.18], atol=0.011)


def test_skane_nucleolus(skane: Game) -> None:
    """Young, Okada and Hashimoto (1982): nucleolus and per-capita ("weak") nucleolus, to the published hundredth."""
    np.testing.assert_allclose(nucleolus(skane).shares, [20.35, 12.06, 5.00, 8.61, 18.32, 19.49], atol=0.011)
    weak = nucleolus(skane, per_capita=True).shares
    np.testing.assert_allclose(weak, [20.03, 12.52, 3.94, 9.07, 18.54, 19.71], atol=0.011)


def test_skane_separable_costs(skane: Game) -> None:
    """Young, Okada and Hashimoto (1982): separable costs, remaining benefits."""
    np.testing.assert_allclose(separable_remaining(skane), [19.54, 13.28, 5.62, 10.90, 16.66, 17.82], atol=0.011)


def test_tennessee_valley() -> None:
    """Straffin and Heaney (1981), Young (1994): the five rules for the dams of the Tennessee Valley Authority, in 1,000 dollars."""
    dams = listed(163520, 140826, 250096, 301607, 378821, 367370, 412584, kind="cost")
    np.testing.assert_allclose(shapley(dams), [117829, 100756.5, 193998.5], atol=0.01)
    np.testing.assert_allclose(nucleolus(dams).shares, [116234, 93540, 202810], atol=0.01)
    np.testing.assert_allclose(separable_remaining(dams), [117475.54, 99157.29, 195951.16], atol=0.01)
    np.testing.assert_allclose(equal_non_separable(dams), [119424, 107973, 185187], atol=0.01)
    np.testing.assert_allclose(moriarty(dams), [121682.22, 104794.65, 186107.13], atol=0.01)


def test_prenucleolus_outside_the_imputations() -> None:
    """Peleg and Sudhölter, Introduction to the theory of cooperative games, example 5.5.12: a negative share in the prenucleolus."""
    game = listed(0, 0, 0, 10, 0, 0, 2)
    np.testing.assert_allclose(prenucleolus(game).shares, [3, 3, -4], atol=1e-9)
    np.testing.assert_allclose(nucleolus(game).shares, [1, 1, 0], atol=1e-9)


def test_ferguson_nucleolus() -> None:
    """T.S. Ferguson, Game theory, part IV (coalitional form): nucleolus (8/3, 2/3, 5/3)."""
    np.testing.assert_allclose(nucleolus(listed(-1, 0, 1, 3, 4, 2, 5)).shares, [8 / 3, 2 / 3, 5 / 3], atol=1e-9)


def test_young_per_capita() -> None:
    """H.P. Young, Cost allocation: methods, principles, applications (1985), p. 68: per-capita nucleolus (4/6, 7/6, 61/6)."""
    found = nucleolus(listed(0, 0, 0, 0, 9, 10, 12), per_capita=True).shares
    np.testing.assert_allclose(found, [4 / 6, 7 / 6, 61 / 6], atol=1e-9)


def test_lemaire_deposits() -> None:
    """J. Lemaire, Cooperative game theory and its insurance applications, Astin Bulletin 21 (1991): Shapley value of the deposits."""
    deposits = listed(46125, 17437.5, 5812.5, 69187.5, 53812.5, 30750, 90000)
    np.testing.assert_allclose(shapley(deposits), [51750, 25875, 12375], atol=1e-6)


def test_gloves() -> None:
    """L.S. Shapley (1959): one left glove and two right ones; the core and the nucleolus give all to the left glove."""
    gloves = listed(0, 0, 0, 1, 1, 0, 1)
    np.testing.assert_allclose(shapley(gloves), [2 / 3, 1 / 6, 1 / 6], atol=1e-12)
    np.testing.assert_allclose(nucleolus(gloves).shares, [1, 0, 0], atol=1e-12)


def test_security_council() -> None:
    """UN Security Council, 5 vetoes and 9 of 15 votes: Shapley–Shubik 421/2145 and 4/2145, Banzhaf 106/635 and 21/1270."""
    council = majority(39, *[7] * 5, *[1] * 10)
    np.testing.assert_allclose(shapley(council), [421 / 2145] * 5 + [4 / 2145] * 10, atol=1e-12)
    np.testing.assert_allclose(banzhaf_shares(council), [106 / 635] * 5 + [21 / 1270] * 10, atol=1e-12)
    np.testing.assert_allclose(nucleolus(council).shares, [0.2] * 5 + [0] * 10, atol=1e-9)


def test_treaty_of_rome() -> None:
    """Council of the six (1958), quota 12 of 4,4,4,2,2,1: Shapley–Shubik 14, 9 and 0 of 60; Banzhaf 5, 3 and 0 of 21."""
    six = majority(12, 4, 4, 4, 2, 2, 1)
    np.testing.assert_allclose(60 * shapley(six), [14, 14, 14, 9, 9, 0], atol=1e-9)
    np.testing.assert_allclose(21 * banzhaf_shares(six), [5, 5, 5, 3, 3, 0], atol=1e-9)


def test_banzhaf_nassau() -> None:
    """J.F. Banzhaf (1965), three voters with 49, 49 and 2 of 100 votes: each is decisive equally often."""
    np.testing.assert_allclose(banzhaf(majority(51, 49, 49, 2)), [0.5, 0.5, 0.5], atol=1e-12)


def test_owen_parliament() -> None:
    """G. Owen (1977): when two of three equal parties unite, they share the power and the third has none."""
    np.testing.assert_allclose(owen(majority(2, 1, 1, 1), [[0, 1], [2]]), [0.5, 0.5, 0], atol=1e-12)


def test_birmingham_airport() -> None:
    """Littlechild and Thompson (1977): runway cost and movements of eleven aircraft types, fees per movement by the Shapley value."""
    costs = [65899, 76725, 95200, 97200, 97436, 98142, 102496, 104849, 113322, 115440, 117676]
    movements = [42, 9555, 288, 303, 151, 1315, 505, 1128, 151, 112, 22]
    fees = [4.86, 5.66, 10.30, 10.85, 10.92, 11.13, 13.40, 15.07, 44.80, 60.61, 162.24]
    np.testing.assert_allclose(airport_shares(costs, movements), fees, atol=0.011)
    assert abs(airport_nucleolus(costs, movements) @ movements - 117676) < 1e-6

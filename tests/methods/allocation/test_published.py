"""Cases with published answers; sources stand in docs/algorithms/allocation.md."""

from fractions import Fraction

import pytest

from wiel.methods.allocation import Band, Network, direct, dual_rate, reciprocal, step_down, tiered
from wiel.methods.allocation.problem import solve_allocate

PHOENIX = Network.of_shares(
    {"AS": 600000, "IS": 2400000},
    {"AS": {"IS": "0.25", "GOVT": "0.40", "CORP": "0.35"}, "IS": {"AS": "0.10", "GOVT": "0.30", "CORP": "0.60"}},
    ["GOVT", "CORP"],
)
MOUNTAIN_VIEW = Network.of_drivers(
    {"administration": 360000, "custodial": 90000},
    {
        "administration": {"administration": 12000, "custodial": 6000, "laboratory": 18000, "patient": 30000},
        "custodial": {"administration": 10000, "custodial": 200, "laboratory": 5000, "patient": 45000},
    },
    ["laboratory", "patient"],
)
DRURY = Network.of_shares(
    {"S1": 14040, "S2": 18000},
    {"S1": {"X": "0.2", "Y": "0.4", "Z": "0.3", "S2": "0.1"}, "S2": {"X": "0.4", "Y": "0.2", "Z": "0.2", "S1": "0.2"}},
    ["X", "Y", "Z"],
)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (direct(PHOENIX), {"GOVT": 1120000, "CORP": 1880000}),
        (step_down(PHOENIX, ["AS", "IS"]), {"GOVT": 1090000, "CORP": 1910000}),
        (step_down(PHOENIX, ["IS", "AS"]), {"GOVT": 1168000, "CORP": 1832000}),
    ],
)
def test_phoenix_partners(result, expected):
    """Horngren's consulting firm by the direct method and both orders of step-down."""
    assert result.received == expected


def test_phoenix_partners_reciprocal():
    """Its simultaneous equations give AS 840,000 / 0.975 and IS 2,615,384.62."""
    result = reciprocal(PHOENIX)
    assert result.gross["AS"] == Fraction(840000000, 975)
    assert float(result.gross["IS"]) == pytest.approx(2615384.62, abs=0.01)
    assert {name: round(float(part)) for name, part in result.received.items()} == {"GOVT": 1129231, "CORP": 1870769}


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (direct(MOUNTAIN_VIEW), {"laboratory": 405000, "patient": 995000}),
        (step_down(MOUNTAIN_VIEW, ["administration", "custodial"]), {"laboratory": 394000, "patient": 1006000}),
    ],
)
def test_mountain_view_hospital(result, expected):
    """Garrison's hospital: laboratory and patient care after the service departments, own use left out."""
    own = {"laboratory": 261000, "patient": 689000}
    assert {name: own[name] + part for name, part in result.received.items()} == expected


def test_drury_three_production_departments():
    """Drury's departments by simultaneous equations: S1 18,000 and S2 19,800 gross."""
    result, own = reciprocal(DRURY), {"X": 48000, "Y": 42000, "Z": 30000}
    assert result.gross == {"S1": 18000, "S2": 19800}
    assert {name: own[name] + part for name, part in result.received.items()} == {"X": 59520, "Y": 53160, "Z": 39360}


def test_sand_hill_dual_rate():
    """Horngren's computer centre: 250 an hour for planned hours and 200 for hours used."""
    result = dual_rate(3000000, {"micro": 8000, "peripheral": 4000}, 200, {"micro": 9000, "peripheral": 3000}, 2400000)
    assert (result.bills, result.kept) == ({"micro": 3800000, "peripheral": 1600000}, 0)


def test_income_tax_2023_by_marginal_bands():
    """The IRS schedule for a single filer with 50,000 gives 6,307.50."""
    borders, rates = ["11000", "44725", "95375", None], ["0.10", "0.12", "0.22", "0.24"]
    bands = [Band.of(border, rate, "schedule X") for border, rate in zip(borders, rates, strict=True)]
    assert tiered(bands, {"single": 50000}).bills["single"] == Fraction("6307.50")


def test_kaplan_and_anderson_by_time_and_by_survey():
    """The customer service department: 0.80 a minute, 97,120 unused, and survey rates of 8.00, 40.00 and 44.80."""
    rows = [("orders", 49000, 8, 0.7), ("inquiries", 1400, 44, 0.1), ("checks", 2500, 50, 0.2)]
    time = [{"name": name, "volume": volume, "unit_time": minutes} for name, volume, minutes, _ in rows]
    survey = [{"name": name, "volume": volume, "share": share} for name, volume, _, share in rows]
    driven = solve_allocate({"kind": "tdabc", "cost": 560000, "practical_capacity": 700000, "activities": time})
    assert (driven["rate"], driven["used_cost"], driven["unused_cost"]) == (0.8, 462880, 97120)
    assert [row["rate"] for row in driven["activities"]] == [6.4, 35.2, 40]
    asked = solve_allocate({"kind": "abc", "cost": 560000, "activities": survey})
    assert [row["rate"] for row in asked["activities"]] == [8, 40, 44.8]

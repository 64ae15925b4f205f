"""The page that reckons buurtschap by hand: exact fractions, the page and the library give the same cents."""

from decimal import Decimal
from fractions import Fraction
from math import log
from pathlib import Path

import pytest
from tests.costing.small import AS_OF
from tests.costing.test_table import sample

from wiel.costing import ITEMS, PARTS, collective_of, cost_of, flows_of, game_of, plain_merger, today
from wiel.methods.allocation.rounding import divide_cents
from wiel.parameters import Parameters
from wiel.texts.numbers import number

PAGE = Path(__file__).resolve().parents[2] / "docs" / "worked" / "buurtschap-kosten.md"
A, B, C = NAMES = ("Aakerk", "Bovenbeek", "Coldenhove")
PEOPLE = {A: 12_000, B: 20_000, C: 28_000}
PERSONNEL = {A: 540_000, B: 900_000, C: 1_400_000}
SOFTWARE = {A: 420_000, B: 700_000, C: 980_000}
FIXED = (Fraction(1, 10), Fraction(15, 100))
# Who uses what for which function; applications used by two count for a half at each.
USES = {
    "burgerzaken": {A: "A1", B: "B1", C: "C1"}, "bag": {A: "B2", B: "B2", C: "C2"}, "financien": {A: "A2", B: "B3", C: "C4"},
    "zaken": {A: "A3", B: "B4"}, "belasting": {B: "C3", C: "C3"}, "documenten": {C: "C5"},
}  # fmt: skip
SHARED, CONTRACT = ("B2", "C3"), {"A1": 42_000, "B1": 60_000}
# The application whose product is set up for all, whose fixed cost that takes over, and who has the product already.
JOINT = {
    "burgerzaken": ("B1", "B1", (A, B)),
    "bag": ("B2", "B2", (A, B)),
    "financien": ("B3", "B3", (A, B)),
    "zaken": ("B4", "C5", (B, C)),
}
WORDS = {
    "running": "lopende kosten", "scale": "schaal", "governance": "bestuur en overleg", "regie": "regie",
    "stranded": "achterblijvende overhead", "vat": "btw die niet terugkomt", "moving": "overgang", "contracts": "lopende contracten",
    "deciding": "beslissen", "transition": "opbouw",
}  # fmt: skip
WORTH = [Fraction(10_000, 10_225) ** year for year in range(1, 11)]
REACHED = [min(max((Fraction(year) - Fraction(1, 2)) / 3, Fraction(0)), Fraction(1)) for year in range(1, 11)]


def divided(total, weights):
    """Whole cents of an amount in euros over weights, by name."""
    cents = divide_cents(total * 100, list(weights.values()))
    return {name: Fraction(c, 100) for name, c in zip(weights, cents, strict=True)}


def yearly():
    """EUR a year per member and application: (personnel, software)."""
    found = {}
    for name in NAMES:
        used = sorted({users[name] for users in USES.values() if name in users})
        weights = {a: 1 if a in SHARED else 2 for a in used}
        agreed = {a: Fraction(CONTRACT[a]) for a in used if a in CONTRACT}
        rest = divided(SOFTWARE[name] - int(sum(agreed.values())), {a: w for a, w in weights.items() if a not in agreed})
        staff = divided(PERSONNEL[name], weights)
        found[name] = {a: (staff[a], (agreed | rest)[a]) for a in used}
    return found


def fixed_of(paid, application):
    """EUR a year of fixed cost of an application, per part."""
    return [sum(apps[application][p] for apps in paid.values() if application in apps) * FIXED[p] for p in (0, 1)]


def merged():
    """EUR a year per member and part with the applications together, and what going over costs once."""
    paid = yearly()
    running, once = {name: [Fraction(0)] * 2 for name in NAMES}, dict.fromkeys(NAMES, Fraction(0))
    for function, users in USES.items():
        if function not in JOINT:
            for name, a in users.items():
                running[name] = [running[name][p] + paid[name][a][p] for p in (0, 1)]
            continue
        host, largest, having = JOINT[function]
        bears = {name: [paid[name][a][p] * FIXED[p] for p in (0, 1)] for name, a in users.items()}
        for name, a in users.items():
            own, level = paid[name][a], sum(fixed_of(paid, host))
            more = max(sum(bears[name]) - level, Fraction(0)) / sum(bears[name])
            for p in (0, 1):
                share = bears[name][p] / sum(each[p] for each in bears.values())
                running[name][p] += own[p] * (1 - FIXED[p]) + bears[name][p] * more + fixed_of(paid, largest)[p] * share
            tender = 25_000 * sum(bears[name]) / sum(map(sum, bears.values()))
            move = (own[0] / 2 + own[1]) * Fraction(6, 10) * (Fraction(1, 2) if name in having else 1)
            once[name] += move * Fraction(111, 100) + tender
    return running, once


def present(yearly_amounts):
    """Present value of amounts of year 1 to 10."""
    return sum((amount * worth for amount, worth in zip(yearly_amounts, WORTH, strict=True)), start=Fraction(0))


def still_paid(days):
    """Years of a contract that are still paid when it is left evenly between half a year and three and a half years from now."""
    after = Fraction(days * 100, 36_525) - Fraction(1, 2)
    return after**2 / 6


def years_of(name):
    """What the joint body costs a member in year 0 and in years 1 to 10, per item."""
    running, once = merged()
    layer, then = Fraction(PERSONNEL[name], 2), sum(running[name])
    now, own = PERSONNEL[name] + SOFTWARE[name], Fraction(0.3 * log(60_000 / PEOPLE[name]) / log(6))
    remaining = {A: 42_000 * still_paid(791), B: 60_000 * still_paid(972), C: Fraction(0)}
    items = {
        "running": [now + (then - now) * reached for reached in REACHED],
        "scale": [-layer * (1 - 1 / (1 + own)) * reached for reached in REACHED],
        "governance": [then * Fraction(3, 100)] * 10,
        "regie": [max(Fraction(PEOPLE[name], 25_000), Fraction(1)) * 82_000] * 10,
        "stranded": [layer * Fraction(2, 10) * max(1 - Fraction(year, 5), Fraction(0)) for year in range(10)],
        "vat": [layer * Fraction(21, 1000)] * 10,
    }
    start = {
        "moving": once[name],
        "contracts": remaining[name],
        "deciding": Fraction(118_800),
        "transition": layer * Fraction(666, 1000),
    }
    return start, items


def euros(amount):
    """An amount as the page writes it."""
    return number(Decimal(round(amount * 100)).scaleb(-2), "nl", 2)


def row_of(*cells):
    """A row of a table of the page."""
    return "| " + " | ".join(cells) + " |"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_divides_the_ledger_over_applications(name):
    """Each application of each member with its personnel and software."""
    page = PAGE.read_text(encoding="utf-8")
    for application, (staff, software) in yearly()[name].items():
        assert row_of(name, application, euros(staff), euros(software)) in page
    assert row_of(name, "samen", euros(PERSONNEL[name]), euros(SOFTWARE[name])) in page


@pytest.mark.parametrize("name", NAMES)
def test_library_fractions_and_page_agree_on_a_year(name):
    """Today and with the applications together, to the cent."""
    table = sample()
    now, then = cost_of(table, today(table)), cost_of(table, plain_merger(table))
    seat, running = NAMES.index(name), merged()[0][name]
    assert euros(now.yearly[:, seat].sum()) == euros(PERSONNEL[name] + SOFTWARE[name])
    assert [euros(then.yearly[p, seat]) for p in (0, 2)] == [euros(amount) for amount in running]
    assert row_of(name, euros(PERSONNEL[name] + SOFTWARE[name]), *map(euros, running), euros(sum(running))) in PAGE.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", NAMES)
def test_library_fractions_and_page_agree_on_every_item(name):
    """Present value of each item of the joint body per member, to the cent."""
    table = sample()
    flows = flows_of(table, plain_merger(table), collective_of(table, Parameters.load(), "body", AS_OF)[0])
    start, items = years_of(name)
    hand = {item: present(amounts) for item, amounts in items.items()} | start
    seat = NAMES.index(name)
    found = flows.present[:, seat]
    library = {item: float(value) for item, value in zip(ITEMS, found, strict=True)}
    library["running"] = sum(library.pop(part) for part in PARTS)
    page = PAGE.read_text(encoding="utf-8")
    for item, amount in hand.items():
        assert euros(library[item]) == euros(amount)
        assert any(euros(amount) in line for line in page.splitlines() if line.startswith(f"| {WORDS[item]} |"))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_each_member_pays_more(name):
    """Net present value today, together and the difference."""
    start, items = years_of(name)
    now = (PERSONNEL[name] + SOFTWARE[name]) * sum(WORTH)
    then = sum(start.values()) + sum(map(present, items.values()))
    assert row_of(name, euros(now), euros(then), euros(then - now)) in PAGE.read_text(encoding="utf-8")
    table = sample()
    game = game_of(table, plain_merger(table), collective_of(table, Parameters.load(), "body", AS_OF)[0])
    assert euros(game.apart[1 << NAMES.index(name)]) == euros(now)


def test_the_bill_of_2030_by_inhabitants_adds_up():
    """What the joint body costs in year 4, divided by inhabitants in whole cents."""
    total = round(sum(amounts[3] for name in NAMES for amounts in years_of(name)[1].values()) * 100)
    bills = divide_cents(total, list(PEOPLE.values()))
    page = PAGE.read_text(encoding="utf-8")
    assert row_of("samen", "60.000", euros(Fraction(total, 100))) in page
    for name, cents in zip(NAMES, bills, strict=True):
        assert row_of(name, number(PEOPLE[name], "nl"), euros(Fraction(cents, 100))) in page
    table = sample()
    flows = flows_of(table, plain_merger(table), collective_of(table, Parameters.load(), "body", AS_OF)[0])
    assert round(float(flows.amounts[:, :, 4].sum()) * 100) == total == sum(bills)

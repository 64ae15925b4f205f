"""A small region of which every cost is chosen, and the answers for it."""

from datetime import date
from importlib.resources import files

import yaml

from wiel.instruments.business_case.answer import run
from wiel.instruments.business_case.gather import gather
from wiel.instruments.business_case.options import Options
from wiel.instruments.business_case.prepare import prepare
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet
from wiel.samples import landscape_from_rows

AS_OF = date(2026, 11, 1)
PEOPLE = (9_000, 14_000, 21_000)
EACH = {"personeel": 4400, "inhuur": 900, "software": 3400, "infrastructuur": 1500, "diensten": 500}  # cents per inhabitant
_CASE = yaml.safe_load(files("wiel.instruments.business_case").joinpath("cases", "two_small.yaml").read_text(encoding="utf-8"))
_PARTS = ("personnel", "hire", "software", "infrastructure", "services")
_MORE = {
    "regie_inhabitants": 25_000,
    "regie_least": 1,
    "stranded_years": 5,
    "interface_cost": 0,
    "tender_cost": 0,
    "move_share": 0.6,
}
_NONE = {f"{name}_{part}": 0 for name in ("rise", "fixed_share") for part in _PARTS}
CERTAIN = {**_CASE["parameters"], "costing": _CASE["parameters"]["costing"] | _NONE | _MORE}


def member(m):
    """The key of a member."""
    return f"org:x:{chr(97 + m)}"


def members(people=PEOPLE):
    """The keys of all members."""
    return tuple(member(m) for m in range(len(people)))


def region(people=PEOPLE, products="ppq", without_ledger=(), each=None):
    """Members with one function each and a product each; every ledger has the same cost per inhabitant."""
    costs = each or EACH
    towns = [
        {"id": member(m), "name": member(m)[-1].upper(), "kind": "gemeente", "inhabitants": n, "workplaces": None if n is None else n // 100}
        for m, n in enumerate(people)
    ]  # fmt: skip
    letters = [products[m % len(products)] for m in range(len(people))]
    tables = {
        "organisations": towns,
        "components": [{"id": "cmp:x:1", "name": "Functie", "domain": "D"}],
        "products": [{"id": f"prd:x:{p}", "name": p.upper()} for p in sorted(set(letters))],
        "product_components": [{"product": f"prd:x:{p}", "component": "cmp:x:1"} for p in sorted(set(letters))],
        "applications": [{"id": f"app:{m}:1", "holder": member(m), "product": f"prd:x:{letters[m]}"} for m in range(len(people))],
        "application_components": [{"application": f"app:{m}:1", "component": "cmp:x:1"} for m in range(len(people))],
        "application_uses": [{"application": f"app:{m}:1", "organisation": member(m)} for m in range(len(people))],
        "costs": [
            {"id": f"cst:{m}:{c}", "organisation": member(m), "year": 2025, "kind": "realisatie", "category": c, "taakveld": "0.4",
             "amount": (n or 10_000) * cents}
            for m, n in enumerate(people) if m not in without_ledger for c, cents in costs.items()
        ],
    }  # fmt: skip
    return landscape_from_rows(AS_OF, tables)


def answer(landscape=None, overlay=None, handovers=None, people=PEOPLE, **options):
    """The result of the instrument, with few draws unless asked otherwise."""
    chosen = Options(**({"draws": 400} | options))
    found = region(people) if landscape is None else landscape
    return run(Inputs(found, members(people), handovers or {}), Parameters.load(overlay), chosen, Quiet())


def prepared(overlay=None, people=PEOPLE, landscape=None, draws=400):
    """The drawn setting with its scenarios, and the source of the plan."""
    known = Parameters.load(overlay).at(AS_OF)
    ground, source, _, _ = gather(region(people) if landscape is None else landscape, members(people), known, None, "body")
    return prepare(ground, source, known, Options(draws=draws)), source


def with_values(overlay, **changes):
    """An overlay with other values of some parameters; double underscores stand for the dot."""
    made = {subject: dict(values) for subject, values in overlay.items()}
    for name, value in changes.items():
        subject, _, parameter = name.partition("__")
        made.setdefault(subject, {})[parameter] = value
    return made

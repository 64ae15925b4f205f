"""Where a plan leads: which uses, applications and functions there are afterwards."""

import polars as pl
import pytest

from wiel.errors import InvalidProblem
from wiel.instruments.inventory.options import Options as InventoryOptions
from wiel.instruments.overlap.options import Options
from wiel.landscape import Landscape, Plan
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, instrument, load_run
from wiel.samples import buurtschap

MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
PEOPLE = "cmp:gedeeld:burgerzaken"
OPTIONS = {"overlap": Options(), "inventory": InventoryOptions()}


def _row(member: str, component: str, solution: str, decision: str | None = None, **more: str) -> dict[str, str | None]:
    key = f"cmp:gedeeld:{component}"
    return {"organisation": f"org:gedeeld:{member}", "component": key, "solution": solution, "decision": decision, **more}


def _target(*rows: dict[str, str | None]) -> Landscape:
    return buurtschap().plus(Plan.of(pl.DataFrame(list(rows))))


def _run(name: str, landscape: Landscape):  # type: ignore[no-untyped-def]
    return load_run(instrument(name))(Inputs(landscape, MEMBERS), Parameters.load(), OPTIONS[name], Quiet())


def _users(landscape: Landscape, application: str) -> list[str]:
    uses = landscape["application_uses"].filter(pl.col("application") == application)
    return sorted(name.rpartition(":")[2] for name in uses["organisation"])


def _status(landscape: Landscape, application: str) -> str | None:
    return landscape["applications"].filter(pl.col("id") == application)["status"].cast(pl.String).item()


def test_joining_moves_the_use_and_ends_what_nobody_uses() -> None:
    """Aakerk joins the application of Bovenbeek for civil affairs; its own goes out of use and the rest stays as it was."""
    before, after = buurtschap(), _target(_row("aakerk", "burgerzaken", "app:bovenbeek:B1", "aansluiten"))

    assert (_users(after, "app:aakerk:A1"), _users(after, "app:bovenbeek:B1")) == ([], ["aakerk", "bovenbeek"])
    assert (_status(after, "app:aakerk:A1"), _status(after, "app:bovenbeek:B1")) == ("buiten gebruik", "in gebruik")
    assert set(before.diff(after).tables) == {"applications", "application_uses"}
    assert after.check().worst == before.check().worst


def test_a_new_solution_becomes_one_application_for_all() -> None:
    """A shared instance of a product is added once, under the name of the product and with the holder of the plan."""
    rows = [
        _row(m, "burgerzaken", "new:prd:gedeeld:loketrix", "vervangen", product="prd:gedeeld:loketrix", holder=MEMBERS[2])
        for m in ("aakerk", "bovenbeek", "coldenhove")
    ]
    after = _target(*rows)
    added = after["applications"].filter(pl.col("id") == "app:plan:gedeeld:loketrix").row(0, named=True)

    assert (added["name"], added["holder"], added["status"]) == ("Loketrix", MEMBERS[2], "in gebruik")
    assert _users(after, "app:plan:gedeeld:loketrix") == ["aakerk", "bovenbeek", "coldenhove"]
    assert after.check().worst == buurtschap().check().worst


def test_an_application_that_only_goes_leaves_the_function_bare() -> None:
    """With the decision to let it go, the use ends and nothing comes in its place."""
    after = _target(_row("coldenhove", "documenten", "app:coldenhove:C5", "vervallen"))

    assert (_users(after, "app:coldenhove:C5"), _status(after, "app:coldenhove:C5")) == ([], "buiten gebruik")


def test_a_function_that_an_application_loses_is_taken_off_it() -> None:
    """An application that stays for one function and hands over another serves only the first afterwards."""
    today = buurtschap()
    tables = dict(today.tables)
    more = pl.DataFrame({"application": ["app:bovenbeek:B4"], "component": ["cmp:gedeeld:documenten"]})
    tables["application_components"] = pl.concat([tables["application_components"], more])
    rows = [
        _row("bovenbeek", "documenten", "app:coldenhove:C5", "aansluiten"),
        _row("bovenbeek", "zaken", "app:bovenbeek:B4", "behouden"),
    ]
    after = Landscape.of(today.as_of, tables).plus(Plan.of(pl.DataFrame(rows)))
    links = after["application_components"].filter(pl.col("application") == "app:bovenbeek:B4")

    assert links["component"].to_list() == ["cmp:gedeeld:zaken"]
    assert _users(after, "app:bovenbeek:B4") == ["bovenbeek"]


def test_what_stands_beside_a_kept_application_stays() -> None:
    """Keeping one of two applications for a function says nothing of the other; something new takes the place of both."""
    today = buurtschap()
    tables = dict(today.tables)
    more = pl.DataFrame({"application": ["app:aakerk:A2"], "component": [PEOPLE]})
    tables["application_components"] = pl.concat([tables["application_components"], more])
    both = Landscape.of(today.as_of, tables)
    kept = both.plus(Plan.of(pl.DataFrame([_row("aakerk", "burgerzaken", "app:aakerk:A1", "behouden")])))
    moved = both.plus(Plan.of(pl.DataFrame([_row("aakerk", "burgerzaken", "app:bovenbeek:B1", "aansluiten")])))

    assert kept.digest() == both.digest()
    assert PEOPLE not in moved["application_components"].filter(pl.col("application") == "app:aakerk:A2")["component"].to_list()


def test_a_plan_of_today_changes_nothing() -> None:
    """When everybody keeps what it has, the target is the landscape of today, to the fingerprint."""
    today = buurtschap()
    doing = today["application_uses"].join(today["application_components"], on="application")
    plan = Plan.of(doing.select("organisation", "component", solution="application"))

    assert today.plus(plan).digest() == today.digest()


def test_overlap_and_inventory_judge_the_target() -> None:
    """After all join one application, the function has one product and one application, and the inventory counts those in use."""
    rows = [_row(m, "burgerzaken", "app:bovenbeek:B1", "aansluiten") for m in ("aakerk", "coldenhove")]
    after = _target(*rows)
    functions = {c["component"]: c for c in _run("overlap", after).tables["components"].frame.to_dicts()}
    counts = [_run("inventory", landscape).facts["applications"] for landscape in (buurtschap(), after)]

    assert (functions[PEOPLE]["products"], functions[PEOPLE]["applications"], functions[PEOPLE]["uses"]) == (1, 1, 3)
    assert counts == [12, 10]


def test_an_application_that_does_not_exist_is_refused() -> None:
    """The refusal names the application."""
    with pytest.raises(InvalidProblem, match="Z9"):
        _target(_row("aakerk", "burgerzaken", "app:aakerk:Z9"))

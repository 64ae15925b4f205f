"""What a task wins equals what is seen when it is really done, by another count of the matrix."""

from itertools import product as every

import polars as pl
from hypothesis import given, settings
from tests.instruments.overlap.small import regions
from tests.oracles.overlap_by_hand import ByHand

from wiel.findings import Findings, Place, Rule, Severity
from wiel.instruments.inventory.advise import MOST
from wiel.instruments.inventory.answer import run
from wiel.instruments.inventory.gaps import gaps_of
from wiel.instruments.inventory.options import Options
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet
from wiel.samples import buurtschap, landscape_from_rows

FEW = settings(max_examples=60, deadline=None)
MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")


def _open(landscape, members, components):
    """Cells that are unknown, or hold an application without product."""
    hand = ByHand(landscape, members)
    return {
        (m, c)
        for m in members
        for c in components
        if hand.state(m, c) == "onbekend" or any(hand.product(a) is None for a in hand.serving(m, c))
    }


def _with(landscape, **rows):
    """The landscape with other or more rows in some tables."""
    return Landscape(landscape.as_of, {**landscape.tables, **rows})


def _more(landscape, table, rows):
    frame = landscape[table]
    return pl.concat([frame, pl.DataFrame(rows, schema=frame.schema, orient="row")]) if rows else frame


def _with_products(landscape, applications):
    frame = landscape["applications"]
    own = pl.when(pl.col("id").is_in(sorted(applications))).then("prd:nieuw:" + pl.col("id"))
    return _with(landscape, applications=frame.with_columns(product=pl.coalesce("product", own)))


def _held(hand, member, applications):
    return {a for a in applications if hand.applications[a]["holder"] == member}


@FEW
@given(regions())
def test_filling_in_products_closes_as_many_cells_as_said(region):
    """Give every application of a member that lacks one a product of its own: so many open cells are gone."""
    gaps, hand = gaps_of(region.landscape, region.members), ByHand(region.landscape, region.members)
    before = _open(region.landscape, region.members, hand.components())
    for member in region.members:
        used = {a for _, a in hand.uses if hand.places.get(a) and hand.product(a) is None}
        ours = _held(hand, member, used)
        after = _open(_with_products(region.landscape, ours), region.members, hand.components())
        assert gaps.without_product(member) == (len(ours), len(before - after))


@FEW
@given(regions())
def test_saying_that_a_list_is_complete_closes_as_many_cells_as_said(region):
    """Only where nobody said so before and every application in use has its function."""
    gaps, hand = gaps_of(region.landscape, region.members), ByHand(region.landscape, region.members)
    before, stated = _open(region.landscape, region.members, hand.components()), region.landscape["organisations"]
    for member in region.members:
        done = pl.when(pl.col("id") == member).then(True).otherwise("list_complete")
        after = _open(
            _with(region.landscape, organisations=stated.with_columns(list_complete=done)), region.members, hand.components()
        )
        held, cells = gaps.list_unconfirmed(member)
        assert cells == (len(before - after) if held else 0)


@FEW
@given(regions())
def test_saying_who_uses_an_application_closes_as_many_cells_as_said(region):
    """The holder turns out to use what nobody said who uses."""
    gaps, hand = gaps_of(region.landscape, region.members), ByHand(region.landscape, region.members)
    before, named = (
        _open(region.landscape, region.members, hand.components()),
        set(region.landscape["application_uses"]["application"]),
    )
    for member in region.members:
        ours = _held(hand, member, set(hand.applications) - named)
        rows = [{"application": a, "organisation": member} for a in sorted(ours) if hand.places.get(a)]
        done = _with(region.landscape, application_uses=_more(region.landscape, "application_uses", rows))
        after = _open(done, region.members, hand.components())
        assert gaps.without_use(member) == (len(ours), len(before - after))


@FEW
@given(regions())
def test_placing_applications_closes_at_most_as_many_cells_as_said(region):
    """Every way to give each application without function one function is tried; without shared applications the most is reached."""
    gaps, hand = gaps_of(region.landscape, region.members), ByHand(region.landscape, region.members)
    before = _open(region.landscape, region.members, hand.components())
    for member in region.members:
        ours = sorted(_held(hand, member, {a for _, a in hand.uses if not hand.places.get(a)}))[:4]
        filled = _with_products(region.landscape, ours)
        won = [0]
        for pick in every(hand.components(), repeat=len(ours)) if ours and hand.components() else ():
            rows = [{"application": a, "component": c} for a, c in zip(ours, pick, strict=True)]
            done = _with(filled, application_components=_more(filled, "application_components", rows))
            won.append(len(before - _open(done, region.members, hand.components())))
        rows, _, cells = gaps.without_function(member)
        alone = all(sum(a == b for _, b in hand.uses) == 1 for a in ours)
        assert max(won) <= cells
        assert rows > 4 or not alone or max(won) == cells


@FEW
@given(regions())
def test_the_best_task_comes_first(region):
    """At most five per member, by worth per minute; worth is rows plus five for every cell, a confirmed row a tenth."""
    result = run(Inputs(region.landscape, region.members), Parameters.load(), Options(), Quiet())
    for _, tasks in result.tables["next_hour"].frame.group_by("organisation", maintain_order=True):
        assert tasks["rank"].to_list() == list(range(1, tasks.height + 1))
        assert tasks.height <= MOST
        rates = [
            round((row["rows"] * (0.1 if row["task"] == "confirm" else 1) + 5 * row["cells"]) / row["minutes"], 9)
            for row in tasks.iter_rows(named=True)
        ]
        assert rates == sorted(rates, reverse=True)


def test_findings_are_tasks_of_the_member_whose_file_they_stand_in():
    """Worst per rule, without those that are confidential or only good to know."""
    sample = buurtschap()
    origins = [{"table": "applications", "row_id": "app:aakerk:A1", "delivery": "x", "file": "aakerk.csv", "row": 2}]
    landscape = _with(sample, origins=_more(sample, "origins", origins))
    broken, note = Rule("cell.count", Severity.ERROR), Rule("cell.day-notation", Severity.INFO)
    found = [broken.broken(Place(file, None, 3, "x"), text="veel") for file in ("aakerk.csv", "aakerk.csv", "ander.csv")]
    inputs = Inputs(landscape, MEMBERS, findings=Findings.of([*found, note.broken(Place("aakerk.csv"), text="1/2/2024")]))
    tasks = run(inputs, Parameters.load(), Options(), Quiet()).tables["next_hour"].frame.filter(task="finding")
    assert tasks.select("organisation_name", "rule", "rows", "minutes").rows() == [("Aakerk", "cell.count", 2, 8)]


def test_a_confirmation_after_the_date_of_the_landscape_has_not_happened_yet():
    """Neither fresh nor counted."""
    as_of = buurtschap().as_of
    said = {"table": "applications", "row_id": "app:a:1", "column": "alles", "role": "beheerder", "on": as_of.replace(year=2027)}
    rows = {
        "organisations": [{"id": "org:x:a", "name": "A", "kind": "gemeente"}],
        "applications": [{"id": "app:a:1", "holder": "org:x:a", "name": "Iets"}],
        "attestations": [said],
    }
    result = run(Inputs(landscape_from_rows(as_of, rows), ("org:x:a",)), Parameters.load(), Options(), Quiet())
    assert set(result.tables["freshness"].frame["state"]) == {"onbekend"}

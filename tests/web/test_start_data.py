"""The start page counts as the inventory does, knows the dates ahead, and tells what the latest run found."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wiel.errors import Place
from wiel.findings import Finding, Severity
from wiel.instruments.inventory.confirm import STALE, freshness_per_table
from wiel.instruments.inventory.measure import completeness
from wiel.instruments.inventory.scope import members_of
from wiel.landscape import Landscape
from wiel.texts import Sentence
from wiel_web.conf.freshness import KINDS, kinds
from wiel_web.landscapes import store
from wiel_web.landscapes.models import Delivery
from wiel_web.landscapes.values import findings_json
from wiel_web.runs import service as runs
from wiel_web.runs.executing import execute
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

LIMIT = 12


def _add(world, table, *rows, member=0):
    """Rows of a member, given by hand today."""
    owner = world.members[member].pk
    with acting_for(owner):
        store.add(store.Change(owner, None, timezone.now()), table, rows)


def _check(world, table, row, days):
    _add(world, "attestations", {"table": table, "row_id": row, "column": "alles", "on": timezone.localdate() - timedelta(days)})


def _run(world, name):
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        made = runs.start(actor, name, world.partnership)
        execute(made.pk, made.owner_id)
        assert Run.objects.of(actor.organisation).get(pk=made.pk).state == RunState.DONE
    return made


def _start(signed_in, role="landscape-editor", at="aa"):
    return signed_in(f"{role}@{at}.example").get("/").content.decode()


def test_freshness_and_completeness_are_those_of_the_inventory(world):
    """Months, state, rows to confirm and known cells of each kind are what the instrument says of the same rows."""
    actor, today = world.actor(Role.LANDSCAPE_EDITOR, world.members[0]), timezone.localdate()
    for table, row, days in (("applications", "app:aakerk:A1", 40), ("applications", "app:aakerk:A2", 500), ("costs", "gone", 3)):
        _check(world, table, row, days)
    with acting_for(actor.organisation):
        found = {kind.table: kind for kind in kinds(actor, today)}
        content = Landscape.of(today, store.owned(actor.own))
    members = members_of(content, ())
    fresh = {row["table"]: row for row in freshness_per_table(content, members, LIMIT).iter_rows(named=True)}
    cells = completeness(content, members, LIMIT).group_by("table").agg(pl.col("known", "unknown").sum()).rows_by_key("table")

    assert set(found) == set(KINDS)
    assert (found["applications"].months, found["costs"].months) == (1, None)
    for name, kind in found.items():
        told = fresh.get(name, {"rows": 0, "months": None, "state": None, "rows_confirmed": 0, "rows_stale": 0})
        assert (kind.rows, kind.months, kind.stale) == (told["rows"], told["months"], told["state"] == STALE)
        assert kind.to_confirm == told["rows"] - told["rows_confirmed"] + told["rows_stale"]
        assert (kind.filled.known, kind.filled.unknown) == cells[name][0]


def test_what_was_checked_too_long_ago_heads_the_figure(world, signed_in):
    """The title names it, the table says how many months, and the controller is asked to check it."""
    _add(world, "costs", {"id": "cst:aakerk:X", "organisation": "org:gedeeld:aakerk"})
    _check(world, "costs", "cst:aakerk:X", 500)
    told = _start(signed_in, "controller")

    assert "Te lang niet gecontroleerd: kosten" in told
    assert "<b>16</b> te lang" in told
    assert "De laatste controle was 16 maanden geleden. De afspraak is: eens per 12 maanden." in told


def test_who_may_not_read_contracts_sees_no_row_of_them(world, signed_in):
    """For a reader contracts and costs are no kind of data; they are not shown as if nobody had brought them."""
    actor = world.actor(Role.LANDSCAPE_READER, world.members[0])
    with acting_for(actor.organisation):
        assert {kind.table for kind in kinds(actor, timezone.localdate())} == set(KINDS) - {"contracts", "costs"}
    assert "Contracten" not in _start(signed_in, "landscape-reader")


def test_the_page_asks_the_database_as_often_for_many_rows_as_for_few(world, signed_in):
    """With 250 applications more it takes not one question more."""
    _check(world, "applications", "app:aakerk:A1", 40)
    client, asked = signed_in("landscape-editor@aa.example"), []
    for many in (0, 250):
        _add(world, "applications", *({"id": f"app:aakerk:N{n}", "name": f"N{n}"} for n in range(many)))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("end", "notice", "told"),
    [
        (200, 3, "Laatste dag om Bureaulicht op te zeggen"),
        (40, 3, "Bureaulicht eindigt. De laatste dag om op te zeggen is voorbij."),
        (40, None, "Bureaulicht eindigt. De opzegtermijn is onbekend."),
        (2000, 3, None),
        (-1, 3, None),
    ],
)
def test_contracts_stand_in_the_agenda_of_their_owner(world, signed_in, end, notice, told):
    """The last day to give notice, or the end; never for a neighbour, a reader without contracts, or a clerk."""
    last = timezone.localdate() + timedelta(end)
    row = {"id": "con:aakerk:X", "organisation": "org:gedeeld:aakerk", "name": "Bureaulicht", "end": last, "notice_months": notice}
    _add(world, "contracts", row)
    pages = {who: _start(signed_in, *who) for who in (("landscape-reader", "aa"), ("town-clerk", "aa"), ("landscape-editor", "bo"))}
    own = _start(signed_in, "controller")

    assert ("Bureaulicht" in own) is (told is not None)
    assert told is None or (told in own and "Vertrouwelijk" in own)
    assert [who for who, page in pages.items() if "Bureaulicht" in page] == []


def test_a_month_without_that_day_ends_earlier(world, signed_in, monkeypatch):
    """Six months before 31 August is the last day of February, as in the joint calendar of contracts."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 1))
    row = {"id": "con:aakerk:X", "organisation": "org:gedeeld:aakerk", "name": "Bureaulicht"}
    _add(world, "contracts", row | {"end": date(2027, 8, 31), "notice_months": 6})

    assert "<b>28-2-2027</b>" in _start(signed_in, "controller")


def test_signals_are_those_of_the_latest_run(world, signed_in):
    """The worst line of the inventory stands on the page with its remedy, once; whoever may not read the run does not see it."""
    wrong = Sentence("landscapes.interrupted")
    found = [Finding(wrong, Severity.WARNING, Place(file="lijst.csv", row=row)) for row in (7, 9)]
    with acting_for(world.members[0].pk):
        Delivery.objects.of(world.members[0].pk).filter(state="taken").update(findings=findings_json(found))
    before = _start(signed_in)
    _add(world, "staff", {"id": "rol:aakerk:X", "organisation": "org:gedeeld:aakerk"})
    _run(world, "inventory")
    told = _start(signed_in)

    assert "Hier komen uw signalen" in before
    assert told.count(wrong.message("nl")) == 1
    assert all(words in told for words in (wrong.remedy("nl"), "lijst.csv, rij 7", "2 keer", "nog niet vroeg waarschuwen"))
    assert wrong.message("nl") not in _start(signed_in, at="da")


def test_a_clerk_reads_decisions_with_their_dates_and_the_dossier(world, signed_in):
    """Acts of the own municipality ahead, what the dossier opens with, and nothing of a dossier for somebody outside."""
    found = _run(world, "feasibility")
    actor = world.actor(Role.TOWN_CLERK, world.members[0])
    with acting_for(actor.organisation):
        document = runs.result(actor, found.pk, "nl").document
    answer = signed_in("town-clerk@aa.example").get("/")
    days = [dated.day for dated in answer.context["decisions"]]

    assert days == sorted(days)
    assert days[0] >= timezone.localdate()
    assert "Intentieverklaring (college)" in answer.content.decode()
    assert document.answer in answer.content.decode()
    assert document.answer not in _start(signed_in, "town-clerk", "da")


def test_duties_come_with_date_and_missing_evidence(world, signed_in):
    """Late ones first; what does not apply is left out; evidence that is not known is unknown, and counted."""
    base = {"organisation": "org:gedeeld:aakerk", "owner_role": "CISO"}
    _add(
        world, "duties",
        base | {"duty": "penetratietest", "status": "bezig", "next_date": date(2027, 3, 1)},
        base | {"duty": "ENSIA", "status": "te laat", "next_date": date(2027, 7, 1), "evidence": "zaak 12"},
        base | {"duty": "DigiD", "status": "niet van toepassing"},
    )  # fmt: skip
    answer = signed_in("security-officer@aa.example").get("/")

    assert [duty.name for duty in answer.context["duties"] if duty.name in ("penetratietest", "ENSIA", "DigiD")] == [
        "ENSIA",
        "penetratietest",
    ]
    assert answer.context["unproven"] == sum(not duty.proven for duty in answer.context["duties"])
    assert "penetratietest" not in _start(signed_in, "controller")


def test_a_calculation_that_runs_can_be_stopped_from_the_page(world, victim, signed_in):
    """Its progress stands there; the own editor may stop it, a neighbour who may read it not."""
    with acting_for(world.members[0].pk):
        Run.objects.of(world.members[0].pk).filter(pk=victim.run).update(state=RunState.RUNNING, progress=0.4)
    stop = f'action="{reverse("runs:stop", args=[victim.run])}"'

    assert 'max="100" value="40"' in _start(signed_in)
    assert stop in _start(signed_in)
    assert stop not in _start(signed_in, at="bo")


def test_news_tells_of_whom_the_rows_are_opened(world, signed_in):
    """Members see when others changed what is opened to them; somebody outside hears nothing of it."""
    assert "Bovenbeek: " in _start(signed_in)
    assert "Bovenbeek: " not in _start(signed_in, at="da")

"""Two runs of the same question side by side: what went in, what came out, and what a reader may see of it."""

import polars as pl
import pytest
from django.urls import reverse

from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts import formatted, keys
from wiel_web.landscapes.models import MODELS
from wiel_web.runs import comparing, service
from wiel_web.runs.executing import execute
from wiel_web.runs.models import OutcomeTable, Run
from wiel_web.runs.naming import FACTS
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

EDITOR, READER, OUTSIDER = "landscape-editor@aa.example", "landscape-reader@aa.example", "landscape-editor@da.example"


def _table(**columns) -> ResultTable:
    return ResultTable("t", pl.DataFrame(columns), {name: Meaning(name, name) for name in columns})


def _run(world, name: str = "overlap") -> Run:
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        made = service.start(actor, name, world.partnership)
        execute(made.pk, made.owner_id)
        return Run.objects.of(actor.organisation).get(pk=made.pk)


@pytest.fixture
def changed(world, victim) -> Run:
    """The question of the victim again, after one application got another product."""
    own = world.members[0].pk
    with acting_for(own):
        rows = MODELS["applications"].objects.of(own).filter(kept_until=None, row_key="app:aakerk:A1")
        assert rows.update(product=None) == 1
    return _run(world)


def test_rows_come_go_and_change_the_largest_first():
    """By the columns of words; a number against the largest change of its column, unknown on either side as much as that."""
    old = _table(name=["a", "b", "c", "d", "e"], n=[1, 2, 3, None, 5], word=["x"] * 5)
    new = _table(name=["a", "b", "c", "d", "f"], n=[1, 12, 4, 7, 6], word=["x", "x", "x", "x", "y"])
    found = comparing.tables(old, new)

    assert found.key == ("name",)
    assert [row["name"] for row in (*found.added, *found.gone)] == ["f", "e"]
    assert [(change.row["name"], change.size, change.cells[0].difference) for change in found.changed] == [
        ("b", 1.0, 10), ("d", 1.0, None), ("c", 0.1, 1),
    ]  # fmt: skip


def test_rows_that_no_column_tells_apart_are_told_apart_by_order():
    """Two equal names are two rows; one more of them is one row that came."""
    found = comparing.tables(_table(name=["a", "a"], n=[1, 2]), _table(name=["a", "a", "a"], n=[1, 3, 4]))

    assert ([change.cells[0].new for change in found.changed], [row["n"] for row in found.added]) == ([3], [4])


@pytest.mark.parametrize(("old", "new", "told"), [(1, 3, 2), (None, 3, None), (True, False, None), ("a", "b", None)])
def test_only_numbers_have_a_difference(old, new, told):
    """What is unknown on one side has none: unknown is not zero."""
    assert comparing.Pair("x", old, new).difference == told


def test_the_page_tells_what_went_in_and_what_came_out(world, victim, changed, signed_in):
    """The digest differs; the number of unknown cells stands on both sides with its difference, and the changed row is told."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        old, new = (service.results(actor, key)["overlap"] for key in (victim.run, changed.pk))
    page = signed_in(EDITOR).get(reverse("runs:differences", args=[changed.pk, victim.run])).content.decode()

    assert old.trace.digest in page
    assert new.trace.digest in page
    for name in ("cells_known", "cells_unknown"):
        sides = (f'<td class="num">{formatted(result.facts[name], "nl")}</td>' for result in (old, new))
        assert "".join(sides) in page
    assert old.facts["cells_unknown"] != new.facts["cells_unknown"]
    assert "Wie wat gebruikt per functie" in page


def test_the_same_run_twice_has_no_differences(victim, signed_in):
    """Nothing went in or came out that differs."""
    page = signed_in(EDITOR).get(reverse("runs:differences", args=[victim.run, victim.run])).content.decode()

    assert "Alle tabellen zijn gelijk." in page
    assert "Er ging hetzelfde in" in page


def test_what_a_run_builds_on_went_in_and_rows_go_by_names(world, signed_in):
    """With a plan of an earlier question the other side differs in that; a row of a member goes by the name of the member."""
    actor, plain, plan = (
        world.actor(Role.LANDSCAPE_EDITOR, world.members[0]),
        _run(world, "cost_sharing"),
        _run(world, "rationalisation"),
    )
    with acting_for(actor.organisation):
        built = service.start(actor, "cost_sharing", world.partnership, inputs=(plan.pk,))
        execute(built.pk, built.owner_id)
    page = signed_in(EDITOR).get(reverse("runs:differences", args=[plain.pk, built.pk])).content.decode()

    assert "geen eerdere uitkomst" in page
    assert "Sanering, Buurtschap" in page
    assert "Shapley · Aakerk: " in page


def test_the_choice_holds_runs_of_the_same_question_only(world, victim, changed, signed_in):
    """Another question is no choice, and laying the two side by side is not found."""
    other, client = _run(world, "inventory"), signed_in(EDITOR)
    page = client.get(reverse("runs:compare", args=[victim.run])).content.decode()

    assert reverse("runs:differences", args=[victim.run, changed.pk]) in page
    assert reverse("runs:differences", args=[victim.run, other.pk]) not in page
    assert client.get(reverse("runs:differences", args=[victim.run, other.pk])).status_code == 404


def test_what_is_confidential_is_not_compared_for_a_reader(world, victim, changed, signed_in):
    """A confidential column that differs is told to the editor and not to a reader."""
    with acting_for(world.members[0].pk):
        for row in OutcomeTable.objects.of(world.members[0].pk).filter(name="matrix"):
            row.columns["main_product"]["visibility"] = Confidentiality.VERTROUWELIJK.dutch
            row.save(update_fields=["columns"])
    pages = [
        signed_in(who).get(reverse("runs:differences", args=[victim.run, changed.pk])).content.decode() for who in (EDITOR, READER)
    ]

    assert ["Belangrijkste product" in page for page in pages] == [True, False]


def test_a_run_that_one_may_not_see_is_not_compared(world, victim, signed_in):
    """An outsider finds neither side."""
    assert signed_in(OUTSIDER).get(reverse("runs:differences", args=[victim.run, victim.run])).status_code == 404
    assert signed_in(OUTSIDER).get(reverse("runs:compare", args=[victim.run])).status_code == 404


@pytest.mark.parametrize("name", list(FACTS))
def test_figures_that_are_compared_exist_and_have_a_name(world, name):
    """Each is a single figure of its instrument and has a name in both languages."""
    actor, found = world.actor(Role.LANDSCAPE_EDITOR, world.members[0]), _run(world, name)
    with acting_for(actor.organisation):
        facts = service.results(actor, found.pk)[name].facts

    assert set(FACTS[name]) - set(facts) == set()
    assert {f"runs.fact.{name}.{fact}" for fact in FACTS[name]} <= keys("nl") & keys("en")

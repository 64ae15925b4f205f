"""The page of a result: the answer first, the numbers of the result, where it comes from, and nothing above the class of the reader."""

import pytest
from django.urls import reverse

from wiel.quantities import Confidentiality
from wiel.registry import instruments
from wiel.reports.document import FigureBlock
from wiel.texts import formatted
from wiel_web.runs import service
from wiel_web.runs.answering import CUTS, answer
from wiel_web.runs.models import Run
from wiel_web.runs.naming import table_name
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

EDITOR, READER = "landscape-editor@aa.example", "landscape-reader@aa.example"


@pytest.fixture
def asked(world, do, latest, signed_in):
    """Ask a question as the editor and give the run: `asked("overlap", partnership=…)`."""

    def ask(name: str, **fields) -> Run:
        client = signed_in(EDITOR)
        do(lambda: client.post(reverse("runs:ask", args=[name]), {"partnership": world.partnership.pk, **fields}))
        return latest(Run)

    return ask


def _seen(world, found, role=Role.LANDSCAPE_EDITOR) -> service.Seen:
    actor = world.actor(role, world.members[0])
    with acting_for(actor.organisation):
        return service.result(actor, found.pk, "nl")


def _page(signed_in, found, email: str = EDITOR, query: str = "") -> str:
    return signed_in(email).get(reverse("runs:run", args=[found.pk]) + query).content.decode()


def test_every_instrument_has_its_place_in_the_dossier():
    """The page of an instrument tells what the dossier tells of it; a new one is given its place or fails here."""
    assert set(CUTS) == set(instruments())


@pytest.mark.parametrize("name", list(CUTS))
def test_the_page_says_what_the_result_says(world, asked, signed_in, name):
    """The heading is the sentence of the answer; the numbers, the digest and the day are those of the result."""
    found = asked(name)
    seen, page = _seen(world, found), _page(signed_in, found)
    told, trace = answer(seen.view, name), seen.results[name].trace

    assert found.state == "done"
    assert f"<h1>{told.title}</h1>" in page.replace("&#x27;", "'")
    assert [number.value for number in told.numbers if number.value not in page] == []
    assert f"{trace.digest[:4]}·{trace.digest[4:8]}" in page
    assert [use.name for use in trace.parameters if use.name not in page] == []


def test_the_numbers_of_the_page_are_those_of_the_result(world, asked, signed_in):
    """What is counted of applications stands on the page as the instrument found it."""
    found = asked("inventory")
    facts, page = _seen(world, found).results["inventory"].facts, _page(signed_in, found)

    for name in ("applications", "uses", "applications_without_product", "applications_without_end_of_support"):
        assert f'<dd class="value">{formatted(facts[name], "nl")}</dd>' in page, name


def test_a_figure_is_shown_as_its_table_without_script(asked, signed_in):
    """The switch is a link; the table has the same rows as the one behind the figure."""
    found = asked("overlap")

    assert "<figure>" in _page(signed_in, found)
    page = _page(signed_in, found, query="?als=tabel")
    assert "<figure>" not in page
    assert '<a href="?als=tabel" aria-current="true">Tabel</a>' in page


def test_who_may_not_read_contracts_sees_that_something_is_withheld(world, asked, signed_in):
    """The calendar of contracts is named for the editor; a reader only learns that there is more."""
    found = asked("overlap")
    secret = [table_name("overlap", name) for name in ("calendar", "calendar_contracts")]
    editor, reader = (_page(signed_in, found, email) for email in (EDITOR, READER))

    assert _seen(world, found, Role.LANDSCAPE_READER).ceiling is Confidentiality.INTERN
    assert "Dit onderdeel staat in de vertrouwelijke bijlage" in reader
    assert "Dit onderdeel staat in de vertrouwelijke bijlage" not in editor
    assert [name for name in secret if name in reader] == []
    assert 'class="mark vertrouwelijk"' not in reader


def test_nothing_above_the_class_of_a_reader_is_in_an_answer(world, asked):
    """Every block that is told to a reader, and every column of its table, is of a class that the reader may see."""
    for name in CUTS:
        seen = _seen(world, asked(name), Role.LANDSCAPE_READER)
        blocks = answer(seen.view, name).blocks
        tables = [
            block.twin if isinstance(block, FigureBlock) else block
            for block in blocks
            if hasattr(block, "twin") or hasattr(block, "table")
        ]

        assert max((block.visibility for block in blocks), default=seen.ceiling) <= seen.ceiling
        assert {meaning.visibility for block in tables for meaning in block.table.columns.values()} <= {*Confidentiality} - {
            Confidentiality.VERTROUWELIJK
        }


def test_a_question_builds_on_the_plan_of_an_earlier_one(world, asked, signed_in):
    """Without a plan the page says which question comes first; once that is answered it can be built on, and the result tells that it was."""
    plain = asked("cost_sharing")
    assert reverse("runs:ask", args=["rationalisation"]) in _page(signed_in, plain)
    plan = asked("rationalisation")
    assert f"?bouwt-op={plan.pk}" in _page(signed_in, plain)
    built = asked("cost_sharing", earlier=plan.pk)

    assert [_seen(world, run).results["cost_sharing"].facts["plan_given"] for run in (plain, built)] == [False, True]


def test_one_cannot_build_on_what_one_may_not_read(world, victim, asked, latest, signed_in, do):
    """A run of others is no choice in the form: what is started builds on nothing."""
    plan = asked("rationalisation")
    client = signed_in("landscape-editor@da.example")
    do(lambda: client.post(reverse("runs:ask", args=["cost_sharing"]), {"partnership": world.outsider.pk, "earlier": plan.pk}))

    with acting_for(world.outsider.pk):
        made = Run.objects.of(world.outsider.pk).get()
        assert (made.instrument, made.inputs.count()) == ("cost_sharing", 0)

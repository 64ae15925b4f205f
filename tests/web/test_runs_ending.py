"""How a run tells how far it is and how it ended; one whose source was withdrawn ends with a sentence that says so."""

import pytest
from django.urls import reverse

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.registry import Stopped
from wiel.samples import buurtschap
from wiel.studies import Subject as StudySubject
from wiel.studies import feasibility
from wiel_web.runs import executing, service
from wiel_web.runs.executing import execute
from wiel_web.runs.models import Outcome, OutcomeTable, Run, RunState
from wiel_web.runs.watching import Watch
from wiel_web.tenancy.models import Opening
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import withdraw

EDITOR = "landscape-editor@aa.example"


@pytest.fixture
def queued(world) -> Run:
    """A run that waits."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        return service.start(actor, "overlap", world.partnership)


def _withdraw(world) -> None:
    neighbour = world.members[1]
    with acting_for(neighbour.pk):
        opening = Opening.objects.get(owner=neighbour, subject=Subject.LANDSCAPE)
        withdraw(world.actor(Role.ORGANISATION_ADMIN, neighbour), opening.pk)


def _state(found: Run) -> str:
    with acting_for(found.owner_id):
        return Run.objects.of(found.owner_id).get(pk=found.pk).state


def _page(signed_in, found: Run) -> str:
    answer = signed_in(EDITOR).get(reverse("runs:run", args=[found.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_run_that_waits_ends_when_its_source_is_withdrawn(world, queued, signed_in):
    """It does not stay queued: nothing is worked out, and the page says why and what to do."""
    _withdraw(world)
    assert "wacht tot zij aan de beurt is" in _page(signed_in, queued)
    execute(queued.pk, queued.owner_id)

    assert _state(queued) == RunState.WITHDRAWN
    assert "Een organisatie deelt haar gegevens niet meer met u." in _page(signed_in, queued)
    with acting_for(queued.owner_id):
        assert not Outcome.objects.of(queued.owner_id).filter(run=queued).exists()


def test_a_source_that_is_withdrawn_while_it_runs_leaves_nothing(world, queued, monkeypatch):
    """What was kept in the meantime is removed again."""
    compute = executing.compute

    def withdrawn_at_the_end(found, control):
        compute(found, control)
        _withdraw(world)

    monkeypatch.setattr(executing, "compute", withdrawn_at_the_end)
    execute(queued.pk, queued.owner_id)

    assert _state(queued) == RunState.WITHDRAWN
    with acting_for(queued.owner_id):
        assert not OutcomeTable.objects.of(queued.owner_id).filter(run=queued).exists()


def test_the_control_stops_when_a_source_is_withdrawn(world, queued):
    """An instrument that asks hears that it should stop."""
    with acting_for(queued.owner_id):
        assert not Watch(queued).stopped()
    _withdraw(world)
    with acting_for(queued.owner_id):
        assert Watch(queued).stopped()


def test_parts_hide_while_the_run_itself_is_still_told(world, victim, queued):
    """A run without content is told to who asked; whatever is kept of it is not, for it holds rows of who withdrew them."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    with acting_for(actor.organisation):
        Run.objects.of(actor.organisation).filter(pk=victim.run).update(state=RunState.RUNNING)
    _withdraw(world)
    with acting_for(actor.organisation):
        assert service.runs(actor).filter(pk__in=[victim.run, queued.pk]).count() == 2
        assert not OutcomeTable.objects.visible_to(actor).filter(run=victim.run).exists()
        assert not service.files(actor, victim.run).exists()
        assert service.table(actor, service.run(actor, victim.run), "overlap", "products") is None


def test_the_page_says_how_many_steps_are_done(queued, signed_in):
    """Done of total, and that the page may be closed."""
    with acting_for(queued.owner_id):
        Run.objects.of(queued.owner_id).filter(pk=queued.pk).update(state=RunState.RUNNING)
        Watch(queued).progress(3, 8)
    page = _page(signed_in, queued)

    assert "3 van de 8 stappen gedaan." in page
    assert "U kunt deze pagina sluiten" in page


@pytest.mark.parametrize(
    ("error", "state", "told"),
    [
        (Stopped(), RunState.STOPPED, "De berekening is gestopt."),
        (RuntimeError("x"), RunState.FAILED, "geef dan nummer {number} door aan de helpdesk"),
    ],
)
def test_each_end_is_told(queued, signed_in, monkeypatch, error, state, told):
    """Stopped without an answer, or failed with the number under which the log knows it."""

    def ends(found, control):
        raise error

    monkeypatch.setattr(executing, "compute", ends)
    execute(queued.pk, queued.owner_id)

    assert _state(queued) == state
    assert told.format(number=queued.pk) in _page(signed_in, queued)


@pytest.mark.slow
def test_a_study_never_goes_back(world):
    """Each question counts as its part of the whole: the share that is done only grows, to the end."""
    told: list[float] = []

    class Told:
        def progress(self, done: int, of: int) -> None:
            told.append(done / of)

        def stopped(self) -> bool:
            return False

    landscape = buurtschap()
    members = tuple(key for key, kind in landscape["organisations"].select("id", "kind").iter_rows() if kind == "gemeente")
    subject = StudySubject("Buurtschap", None, landscape, members, Findings(), as_table(()))
    feasibility(subject, Parameters.read(None, ()).at(landscape.as_of), "quick", Told())

    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)

"""The whole path: bring a list, look, take it over, ask a question, read the answer, download the dossier."""

import pytest
from django.urls import reverse

from wiel_web.landscapes import service as landscapes
from wiel_web.runs.models import Run
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

EDITOR = "landscape-editor@aa.example"


def _digest(actor) -> str:
    with acting_for(actor.organisation):
        return landscapes.current(actor).digest()


def test_a_list_is_looked_at_taken_over_and_undone(world, bring, signed_in):
    """Nothing changes until the list is taken over; undoing gives the landscape of before."""
    client, actor = signed_in(EDITOR), world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    before = _digest(actor)
    found = bring(client)

    assert (found.state, found.counts["new"]) == ("ready", 2)
    assert _digest(actor) == before
    assert "Nieuwe balie" in client.get(reverse("landscapes:delivery", args=[found.pk])).content.decode()
    client.post(reverse("landscapes:choose", args=[found.pk]), {"accept_unknown": "on"})
    client.post(reverse("landscapes:take", args=[found.pk]))
    assert _digest(actor) != before
    client.post(reverse("landscapes:undo", args=[found.pk]))
    assert _digest(actor) == before


def test_a_file_that_cannot_be_used_is_refused_with_a_reason(bring, signed_in):
    """The page says what is wrong and that nothing changed."""
    client = signed_in(EDITOR)
    found = bring(client, b"no workbook", "x.xlsx")

    assert found.state == "refused"
    assert "Er is niets veranderd." in client.get(reverse("landscapes:delivery", args=[found.pk])).content.decode()


@pytest.mark.parametrize("name", ["overlap", "inventory"])
def test_a_question_gets_its_answer(world, do, latest, signed_in, name):
    """The answer shows a figure, the findings and where it comes from."""
    client = signed_in(EDITOR)
    do(lambda: client.post(reverse("runs:ask", args=[name]), {"partnership": world.partnership.pk}))
    found = latest(Run)
    page = client.get(reverse("runs:run", args=[found.pk])).content.decode()

    assert found.state == "done"
    assert "<figure>" in page
    assert f"{found.digest[:4]}·{found.digest[4:8]}" in page


@pytest.mark.slow
def test_a_study_gives_dossiers_per_class(world, do, latest, signed_in):
    """An editor gets the files of all three classes."""
    client = signed_in(EDITOR)
    do(lambda: client.post(reverse("runs:ask", args=["feasibility"]), {"partnership": world.partnership.pk}))
    found = latest(Run)

    assert found.state == "done"
    with acting_for(found.owner_id):
        files = {file.name: file.pk for file in found.files.all()}
    assert {"dossier-openbaar.pdf", "dossier-intern.xlsx", "bijlage-vertrouwelijk.html"} <= set(files)
    page = reverse("runs:file", args=[found.pk, files["dossier-openbaar.pdf"]])
    assert client.get(page).content[:5] == b"%PDF-"

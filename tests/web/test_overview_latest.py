"""The latest overlap matrix and inventory as pages of the landscape: worked out at first and after a change, by who may."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from wiel_web.landscapes import store
from wiel_web.runs.models import Run
from wiel_web.tenancy.scoping import acting_for

EDITOR, READER = "landscape-editor@aa.example", "landscape-reader@aa.example"


def _text(client, name: str, over: int) -> str:
    answer = client.get(reverse("latest", args=[name]), {"over": over})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["inventory", "overlap"])
def test_first_worked_out_then_shown_then_anew_after_a_change(world, signed_in, do, latest, name):
    """Without an outcome there is a button; with one its figure and no button; after a row changed a word about that and the button again."""
    client, home = signed_in(EDITOR), world.members[0]
    assert "Reken uit" in _text(client, name, home.pk)
    do(lambda: client.post(reverse("latest", args=[name]), {"over": home.pk}))
    made = latest(Run)
    shown = _text(client, name, home.pk)
    with acting_for(home.pk):
        store.add(store.Change(home.pk, None, timezone.now()), "applications", [{"id": "N1", "name": "Nieuw"}])
    changed = _text(client, name, home.pk)

    assert (made.instrument, made.partnership, made.state) == (name, home, "done")
    assert re.search(r"<figure|<svg", shown.partition("<main")[2])
    assert not {"Reken uit", "Reken opnieuw"} & set(re.findall(r"<button[^>]*>([^<]+)</button>", shown))
    assert "Het landschap is veranderd" in changed
    assert "Reken opnieuw" in changed


def test_a_reader_looks_and_does_not_compute(world, victim, signed_in):
    """Who may only read sees the outcome of a colleague without a button; sending the page is refused."""
    client = signed_in(READER)

    assert '<form method="post" class="actions">' not in _text(client, "overlap", world.partnership.pk)
    assert client.post(reverse("latest", args=["overlap"]), {"over": world.partnership.pk}).status_code == 403


def test_the_choice_of_about_whom_stays(world, signed_in):
    """Whoever chose the own organisation still sees that after choosing figure or table."""
    client, home = signed_in(EDITOR), world.members[0]
    assert f'<option value="{home.pk}" selected>' not in client.get(reverse("latest", args=["overlap"])).content.decode()
    _text(client, "overlap", home.pk)

    assert f'<option value="{home.pk}" selected>' in client.get(reverse("latest", args=["overlap"]) + "?als=tabel").content.decode()


def test_only_what_is_there_for_oneself(world, signed_in):
    """Another instrument, and an organisation that is not the own one nor its partnership, are not found."""
    client = signed_in(EDITOR)

    assert client.get(reverse("latest", args=["games"])).status_code == 404
    assert client.get(reverse("latest", args=["overlap"]), {"over": world.members[1].pk}).status_code == 404
    assert client.post(reverse("latest", args=["overlap"]), {"over": world.members[1].pk}).status_code == 404

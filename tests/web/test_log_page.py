"""The log is filtered by who, what and when, and goes along as a file, with what one may not read left out."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from wiel_web.tenancy.audit import record
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

OFFICER = "security-officer@aa.example"


@pytest.fixture
def acts(world):
    """An act of a colleague, one of a neighbour with what is ours, and one that was refused."""
    own = world.actor(Role.CONTROLLER, world.members[0])
    other = world.actor(Role.CONTROLLER, world.members[1])
    for actor, action, facts in (
        (own, "probe.own", {}),
        (other, "probe.other", {"owner": world.members[0].pk}),
        (own, "probe.refused", {"outcome": "refused"}),
        (own, "probe.formula", {"thing": "=1+1"}),
    ):
        with acting_for(actor.organisation):
            record(actor, action, **facts)


def _told(client, **asked) -> set[str]:
    """The acts of this test that a wish finds."""
    page = client.get(reverse("tenancy:log"), asked)
    return {entry.action for entry in page.context["entries"] if entry.action.startswith("probe.")}


def test_filters_leave_what_was_asked(world, acts, signed_in):
    """By a colleague, by another organisation, by act, by outcome; nonsense asks for nothing."""
    client, user = signed_in(OFFICER), get_user_model().objects.get(email="controller@aa.example")
    every = {"probe.own", "probe.other", "probe.refused", "probe.formula"}

    assert _told(client) == _told(client, wie="mens-x", uitkomst="nonsense", vanaf="morgen") == every
    assert _told(client, wie=f"mens-{user.pk}") == every - {"probe.other"}
    assert _told(client, wie=f"organisatie-{world.members[1].pk}") == {"probe.other"}
    assert _told(client, handeling="probe.own") == {"probe.own"}
    assert _told(client, uitkomst="refused") == {"probe.refused"}


def test_days_count_whole(acts, signed_in):
    """From today until today finds what was done today; until yesterday finds nothing of it."""
    client, today = signed_in(OFFICER), timezone.localdate()

    assert "probe.own" in _told(client, vanaf=today, tot=today)
    assert _told(client, tot=today - timedelta(1)) == _told(client, vanaf=today + timedelta(1)) == set()


def test_people_of_others_cannot_be_asked_for(world, acts, signed_in):
    """A filter on a person of a neighbour finds nothing, and no such person is offered."""
    client, theirs = signed_in(OFFICER), get_user_model().objects.get(email="controller@bo.example")
    page = client.get(reverse("tenancy:log"))

    assert _told(client, wie=f"mens-{theirs.pk}") == set()
    assert "@bo.example" not in page.content.decode()
    assert f'value="organisatie-{world.members[1].pk}"' in page.content.decode()


def test_the_file_holds_the_lines_that_answer_the_wish(acts, signed_in):
    """A spreadsheet runs nothing of it; taking it along stands in the log itself."""
    client = signed_in(OFFICER)
    answer = client.get(reverse("tenancy:save-log"), {"handeling": "probe.formula"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert lines[0] == ["Wanneer", "Wie", "Handeling", "Waarmee", "Uitkomst"]
    assert [line[1:] for line in lines[1:]] == [["controller@aa.example", "probe.formula", "'=1+1", "gelukt"]]
    assert "vertrouwelijk" in answer.headers["Content-Disposition"]
    assert "log.save" in client.get(reverse("tenancy:log")).content.decode()
    assert signed_in("controller@aa.example").get(reverse("tenancy:save-log")).status_code == 403


def test_an_address_with_a_sign_that_no_database_keeps_is_in_the_log(world, signed_in):
    """PostgreSQL keeps no NUL in a text: the address is not found, nothing breaks, and the log shows the sign of it."""
    client = signed_in(OFFICER)

    assert client.get("/landschap/tabel/a%00b").status_code == 404
    assert any("a\u2400b" in entry.thing for entry in client.get(reverse("tenancy:log")).context["entries"])

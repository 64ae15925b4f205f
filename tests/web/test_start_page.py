"""The start page says what each role can do next, as far as there is something to do, and shows nobody what is not for that role."""

import pytest
from django.urls import reverse

from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.models import Organisation, State
from wiel_web.tenancy.roles import Kind
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import make_organisation

HEADS = {
    "fresh": "Zo vers en zo volledig",
    "signals": "Hier komen uw signalen",
    "ahead": "In uw samenwerking",
    "board": "Besluiten en hun datums",
    "duties": "Plichten met hun datum",
    "settles": "Perioden, rekeningen en bezwaren",
    "offers": "laat Wiel u nooit zien",
    "central": "nooit hun gegevens",
}


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        ("organisation-admin", {"accounts:people", "runs:dossiers", "tenancy:log"}),
        ("town-clerk", {"runs:dossiers"}),
        ("security-officer", {"runs:dossiers", "tenancy:log"}),
        ("landscape-editor", {"landscapes:bring", "runs:dossiers"}),
        ("steward", set()),
    ],
)
def test_each_role_gets_its_own_steps(world, victim, signed_in, role, steps):
    """An administrator decides about newcomers, a clerk reads, a security officer looks into the log; each step says how long."""
    answer = signed_in(f"{role}@aa.example").get("/")
    told = [*answer.context["steps"], *answer.context["more_steps"]]
    places = {reverse(name): name for name in ("accounts:people", "runs:dossiers", "tenancy:log", "landscapes:bring")}

    assert {places[step.url] for step in told if step.url in places} == steps
    assert all(text in answer.content.decode() for step in told for text in (step.title, step.why, step.time, step.gain))


@pytest.mark.parametrize(
    ("role", "at", "shown"),
    [
        ("landscape-editor", "aa", {"fresh", "signals", "ahead"}),
        ("landscape-reader", "aa", {"fresh", "signals", "ahead"}),
        ("controller", "aa", {"fresh", "signals", "ahead", "settles"}),
        ("security-officer", "aa", {"fresh", "signals", "ahead", "duties"}),
        ("town-clerk", "aa", {"board"}),
        ("steward", "aa", {"central"}),
        ("offer-editor", "halm", {"offers"}),
        ("landscape-editor", "halm", set()),
        ("security-officer", "halm", set()),
        ("town-clerk", "halm", set()),
    ],
)
def test_each_role_sees_its_own_parts(world, signed_in, role, at, shown):
    """A board has nothing to fill in; a supplier sees nothing of landscapes, whatever its role is called."""
    told = signed_in(f"{role}@{at}.example").get("/").content.decode()

    assert {name for name, words in HEADS.items() if words in told} == shown


@pytest.mark.parametrize(("role", "word"), [("landscape-editor", "end_of_support"), ("security-officer", "last_restore_test")])
def test_what_is_unknown_is_counted_and_leads_to_those_rows(world, victim, signed_in, role, word):
    """The number in the step is the number of rows on the page behind it; where nothing is unknown there is no step."""
    client, own = signed_in(f"{role}@aa.example"), world.members[0]
    with acting_for(own.pk):
        rows = MODELS["applications"].objects.of(own.pk).filter(kept_until=None)
        rows.update(**{word: None})
        n = rows.count()
    page = f"{reverse('landscapes:table', args=['applications'])}?organisatie=org%3Agedeeld%3Aaakerk&amp;onbekend={word}"

    assert page in client.get("/").content.decode()
    assert f"{n} rijen in applicaties" in client.get(page.replace("&amp;", "&")).content.decode()
    with acting_for(own.pk):
        rows.update(**{word: "2026-01-01"})
    assert word not in client.get("/").content.decode()


def test_a_steward_sees_organisations_that_wait_by_name_only(world, signed_in):
    """Of an organisation that nobody accepted yet the steward sees name and kind; other roles do not see it."""
    make_organisation("Verweghe", Kind.MUNICIPALITY)
    told = signed_in("steward@da.example").get("/").content.decode()

    assert "Verweghe (gemeente)" in told
    assert "1 organisatie wacht" in told
    assert "Verweghe" not in signed_in("landscape-editor@da.example").get("/").content.decode()
    assert Organisation.objects.get(name="Verweghe").state == State.DRAFT

"""The start page says what each role can do next, as far as there is something to do."""

import pytest
from django.urls import reverse

from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.scoping import acting_for


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        ("organisation-admin", ["accounts:people", "runs:dossiers", "tenancy:log"]),
        ("town-clerk", ["runs:dossiers"]),
        ("security-officer", ["runs:dossiers", "tenancy:log"]),
        ("landscape-editor", ["landscapes:bring", "runs:dossiers"]),
    ],
)
def test_each_role_gets_its_own_steps(world, victim, signed_in, role, steps):
    """An administrator decides about newcomers, a clerk reads, a security officer looks into the log."""
    told = signed_in(f"{role}@aa.example").get("/").content.decode()

    steps_told = told[told.index('<ol class="steps">') : told.index("</ol>", told.index('<ol class="steps">'))]
    assert [step for step in steps if f'href="{reverse(step)}"' not in steps_told] == []
    assert ("accounts:people" in steps) is (reverse("accounts:people") in steps_told)


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

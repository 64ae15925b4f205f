"""Access keys: what machines can do with them, what they cannot, and that they end at once."""

import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from tests.web.machine import key_of, machine
from tests.web.walk import REACHED, snapshot, texts
from tests.web.world import SECRETS
from wiel_web.accounts.models import AccessKey, Appointment
from wiel_web.runs.models import Run
from wiel_web.tenancy.models import AuditEntry
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for

EDITOR = "landscape-editor@aa.example"
TABLES = "/api/v1/tables"
OPERATIONS = [name for name in REACHED if name.startswith("api:") and name != "api:api-root"]


def _form(**change: object) -> dict[str, object]:
    until = (timezone.localdate() + timedelta(days=365)).isoformat()
    return {"name": "CMDB", "role": ["landscape-reader"], "until": until} | change


def _made(client, **change: object) -> str:
    page = client.post(reverse("accounts:make-key"), _form(**change)).content.decode()
    found = re.search(r'value="(wiel_[0-9a-f]{8}_[\w-]{43})"', page)
    assert found, page
    return found[1]


def _latest(world) -> AccessKey:
    with acting_for(world.members[0].pk):
        return AccessKey.objects.of(world.members[0].pk).latest("pk")


def test_a_key_is_shown_once_and_only_its_fingerprint_is_kept(world, signed_in):
    """The page after making it holds the text; no later page does, and no column of the database."""
    client = signed_in(EDITOR)
    text = _made(client)
    kept = _latest(world)
    later = client.get(reverse("accounts:keys")).content.decode()

    assert text not in later
    assert kept.prefix in later
    assert text not in {str(getattr(kept, field.attname)) for field in kept._meta.fields}
    assert machine(text).get(TABLES).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"role": []},
        {"role": ["organisation-admin"]},
        {"role": ["steward"]},
        {"until": "2000-01-01"},
        {"until": "2999-01-01"},
        {"until": "morgen"},
    ],
)
def test_a_key_that_reaches_too_far_is_not_made(world, signed_in, change):
    """Without name or role, with more than the maker may, in the past, or for longer than two years: refused."""
    before = _latest(world).pk if _has_keys(world) else 0

    assert signed_in(EDITOR).post(reverse("accounts:make-key"), _form(**change)).status_code == 422
    assert (_latest(world).pk if _has_keys(world) else 0) == before


def _has_keys(world) -> bool:
    with acting_for(world.members[0].pk):
        return AccessKey.objects.of(world.members[0].pk).exists()


@pytest.mark.parametrize("role", [Role.LANDSCAPE_READER, Role.TOWN_CLERK, Role.STEWARD, Role.OFFER_EDITOR])
def test_who_only_reads_makes_no_key(world, signed_in, role):
    """The page and the form are for roles that answer for data."""
    client = signed_in(f"{role}@aa.example")

    assert client.get(reverse("accounts:keys")).status_code == 403
    assert client.post(reverse("accounts:make-key"), _form()).status_code == 403


def test_a_key_changes_things_without_token_of_a_form_as_far_as_its_roles_go(world, do):
    """With the role of editor a machine starts a run; with that of reader it is refused."""
    wanted = {"instrument": "overlap", "organisation": world.partnership.identifier}
    editor, reader = (machine(key_of(role, world.members[0])) for role in (Role.LANDSCAPE_EDITOR, Role.LANDSCAPE_READER))

    assert do(lambda: editor.post("/api/v1/runs", wanted, content_type="application/json")).status_code == 202
    assert reader.post("/api/v1/runs", wanted, content_type="application/json").status_code == 403


def test_every_use_is_logged_in_the_name_of_the_key(world, do):
    """The log names the key that read and that started a run, and the person who answers for it."""
    client = machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0], name="CMDB"))
    wanted = {"instrument": "overlap", "organisation": world.partnership.identifier}
    client.get(TABLES)
    do(lambda: client.post("/api/v1/runs", wanted, content_type="application/json"))
    kept = _latest(world)
    with acting_for(world.members[0].pk):
        told = AuditEntry.objects.filter(user_name=f"CMDB [{kept.prefix}]", user=kept.made_by_id)
        assert set(told.values_list("action", flat=True)) >= {"GET api:tables", "POST api:runs", "run.start"}
        assert set(told.values_list("detail__access_key", flat=True)) == {kept.pk}
        assert Run.objects.of(world.members[0].pk).latest("pk").made_by_id == kept.made_by_id


def test_withdrawing_works_at_once(world, signed_in):
    """The next request with the key gets 401; that it was tried is logged."""
    client = signed_in(EDITOR)
    text = _made(client)
    kept = _latest(world)
    assert client.post(reverse("accounts:withdraw-key", args=[kept.pk])).status_code == 302

    answer = machine(text).get(TABLES)
    assert (answer.status_code, answer["WWW-Authenticate"].split()[0]) == (401, "Bearer")
    with acting_for(world.members[0].pk):
        assert AuditEntry.objects.filter(action="key.use", outcome="refused", owner=world.members[0].pk).exists()


@pytest.mark.parametrize("leaving", ["role", "person"])
def test_what_the_maker_loses_the_key_loses(world, leaving):
    """A key stops when the role of its maker ends, and when the person may no longer sign in."""
    client = machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0]))
    assert client.get(TABLES).status_code == 200
    maker = _latest(world).made_by
    with acting_for(world.members[0].pk):
        if leaving == "role":
            Appointment.objects.filter(user=maker, organisation=world.members[0]).update(ended_at=timezone.now())
        else:
            maker.is_active = False
            maker.save()

    assert client.get(TABLES).status_code == 401


def test_a_lower_role_of_the_maker_keeps_what_fits_it(world):
    """An editor who becomes a reader: the key still reads, and no longer brings anything."""
    client = machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0], roles=["landscape-editor", "landscape-reader"]))
    with acting_for(world.members[0].pk):
        Appointment.objects.filter(user=_latest(world).made_by).update(role=Role.LANDSCAPE_READER)

    assert client.get(TABLES).status_code == 200
    assert client.post("/api/v1/deliveries", {}).status_code in (400, 403)
    assert (
        client.post("/api/v1/runs", {"instrument": "overlap", "organisation": "x"}, content_type="application/json").status_code
        == 403
    )


def test_a_key_opens_no_page(world, victim):
    """With the key of an administrator every page still asks to sign in."""
    client = machine(key_of(Role.ORGANISATION_ADMIN, world.members[0]))
    pages = [name for name in REACHED if not name.startswith(("api", "health", "start", "look", "colours"))]
    found = {name: client.get(reverse(name, kwargs=REACHED[name](victim))) for name in pages}

    assert {name: answer.status_code for name, answer in found.items() if answer.status_code not in (302, 405)} == {}
    assert {answer.url.partition("?")[0] for answer in found.values() if answer.status_code == 302} == {reverse("account_login")}


def test_a_session_beside_a_key_counts_for_nothing(world, signed_in):
    """Whoever sends a bad key is nobody, also when a browser had signed in."""
    assert signed_in(EDITOR).get(TABLES, headers={"Authorization": "Bearer wiel_bad"}).status_code == 401
    assert signed_in(EDITOR).get(TABLES, headers={"Authorization": "Basic YTpi"}).status_code == 401


def test_a_key_that_is_used_too_often_waits(world):
    """After the limit of a minute the answer is 429 with the seconds to wait."""
    client = machine(key_of(Role.LANDSCAPE_READER, world.members[0]))
    with override_settings(KEY_USES_A_MINUTE=2):
        answers = [client.get(TABLES) for _ in range(5)]

    assert [answer.status_code for answer in answers if answer.status_code not in (200, 429)] == []
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert answers[-1]["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", ["outsider", "supplier"])
def test_no_key_of_others_sees_or_changes_anything(world, victim, role, place):
    """Whatever address and method a machine of an outsider or supplier tries, nothing of the victim shows or changes."""
    client, before = machine(key_of(role, getattr(world, place))), snapshot(world)
    for name, status, told in texts(client, victim, ("get", "post", "put", "patch", "delete")):
        assert status < 500, (name, told[:400])
        assert [word for word in SECRETS if word in told] == [], name
    assert before == snapshot(world)


@pytest.mark.parametrize("ended", [{"until": "2000-01-01"}, {"withdrawn_at": timezone.now()}])
def test_an_ended_key_of_the_victim_itself_opens_nothing(world, victim, ended):
    """An expired and a withdrawn key get 401 from every operation."""
    client, before = machine(key_of(Role.LANDSCAPE_EDITOR, world.members[0], **ended)), snapshot(world)
    for name in OPERATIONS:
        for method in ("get", "post"):
            status = getattr(client, method)(reverse(name, kwargs=REACHED[name](victim))).status_code
            assert status in (401, 405), (name, method)
    assert before == snapshot(world)


def test_the_page_shows_own_keys_and_all_of_them_to_who_manages_keys(world, signed_in):
    """A controller sees the own keys only; the CISO sees those of colleagues and can withdraw them."""
    _made(signed_in(EDITOR), name="Van de informatiemanager")
    kept = _latest(world)
    assert "Van de informatiemanager" not in signed_in("controller@aa.example").get(reverse("accounts:keys")).content.decode()
    client = signed_in("security-officer@aa.example")

    assert "Van de informatiemanager" in client.get(reverse("accounts:keys")).content.decode()
    client.post(reverse("accounts:withdraw-key", args=[kept.pk]))
    assert _latest(world).withdrawn_at is not None

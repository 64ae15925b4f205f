"""How the isolation walk reaches every address: with the things of a victim."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Max
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.web.world import World
from wiel_web.accounts import keys
from wiel_web.accounts import service as accounts
from wiel_web.accounts.models import AccessKey, Appointment, Invitation, JoinRequest
from wiel_web.landscapes import service as landscapes
from wiel_web.landscapes.models import MODELS, Delivery, SavedView
from wiel_web.runs import service as runs
from wiel_web.runs.executing import execute
from wiel_web.runs.models import Run, RunFile
from wiel_web.tenancy.models import Opening, Organisation
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import acting_for


@dataclass(frozen=True)
class Victim:
    """Things of the victim, by key."""

    delivery: int
    run: int
    file: int
    row: int
    view: int
    opening: int
    person: int
    newcomer: int
    invitation: int
    key: int


# Where the victim itself reads words that are kept from others: the walk would prove nothing if it did not come there.
TELLING = {
    "landscapes:delivery": "Loketrix",
    "landscapes:table": "Loketrix",
    "landscapes:save-rows": "app:aakerk",
    "landscapes:record": "Loketrix",
    "landscapes:edit": "Loketrix",
    "accounts:people": "@aa.example",
    "accounts:person": "@aa.example",
    "accounts:keys": "@aa.example",
    "tenancy:log": "@aa.example",
    "tenancy:save-log": "@aa.example",
    "runs:run": "Gevelbaken",
    "runs:file": "Loketrix",
    "runs:table": "Loketrix",
    "runs:save-table": "Loketrix",
    "api:rows": "Loketrix",
    "api:row": "app:aakerk",
    "api:differences": "Loketrix",
    "api:file": "Loketrix",
    "api:table": "Loketrix",
}
Arguments = Callable[[Victim], dict[str, Any]]
NOTHING: Arguments = lambda victim: {}  # noqa: E731


def _delivery(victim: Victim) -> dict[str, Any]:
    return {"key": victim.delivery}


def _run(victim: Victim) -> dict[str, Any]:
    return {"key": victim.run}


def _result_table(victim: Victim) -> dict[str, Any]:
    return {"key": victim.run, "instrument": "overlap", "name": "products"}


def _row(victim: Victim) -> dict[str, Any]:
    return {"name": "applications", "number": victim.row}


# Pages of signing in come from a library; they hold nothing of organisations.
OF_OTHERS = "account/"
REACHED: dict[str, Arguments] = {
    "start": NOTHING,
    "latest": lambda victim: {"name": "overlap"},
    "health-live": NOTHING,
    "health-ready": NOTHING,
    "colours": NOTHING,
    "look": NOTHING,
    "accounts:switch": NOTHING,
    "accounts:own": NOTHING,
    "accounts:people": NOTHING,
    "accounts:invite": NOTHING,
    "accounts:person": lambda victim: {"key": victim.person},
    "accounts:invite-again": lambda victim: {"key": victim.invitation},
    "accounts:decide": lambda victim: {"key": victim.newcomer},
    "accounts:accept": NOTHING,
    "accounts:ask": NOTHING,
    "accounts:keys": NOTHING,
    "accounts:make-key": NOTHING,
    "accounts:withdraw-key": lambda victim: {"key": victim.key},
    "tenancy:sharing": NOTHING,
    "tenancy:give": NOTHING,
    "tenancy:take-back": lambda victim: {"key": victim.opening},
    "tenancy:log": NOTHING,
    "tenancy:organisations": NOTHING,
    "tenancy:approve": lambda victim: {"key": victim.delivery},
    "tenancy:save-log": NOTHING,
    "landscapes:overview": NOTHING,
    "landscapes:region": NOTHING,
    "landscapes:search": NOTHING,
    "landscapes:bring": NOTHING,
    "landscapes:delivery": _delivery,
    "landscapes:take": _delivery,
    "landscapes:undo": _delivery,
    "landscapes:drop": _delivery,
    "landscapes:choose": _delivery,
    "landscapes:table": lambda victim: {"name": "applications"},
    "landscapes:save-rows": lambda victim: {"name": "applications", "form": "csv"},
    "landscapes:keep-view": lambda victim: {"name": "applications"},
    "landscapes:drop-view": lambda victim: {"key": victim.view},
    "landscapes:record": _row,
    "landscapes:edit": _row,
    "landscapes:confirm": _row,
    "runs:questions": NOTHING,
    "runs:ask": lambda victim: {"name": "overlap"},
    "runs:run": _run,
    "runs:stop": _run,
    "runs:file": lambda victim: {"key": victim.run, "number": victim.file},
    "runs:table": _result_table,
    "runs:save-table": lambda victim: _result_table(victim) | {"form": "csv"},
    "runs:compare": _run,
    "runs:differences": lambda victim: {"key": victim.run, "other": victim.run},
    "runs:dossiers": NOTHING,
    "api-description": NOTHING,
    "api:api-root": NOTHING,
    "api:tables": NOTHING,
    "api:rows": lambda victim: {"name": "products"},
    "api:columns": lambda victim: {"name": "applications"},
    "api:row": _row,
    "api:versions": _row,
    "api:deliveries": NOTHING,
    "api:bring": NOTHING,
    "api:delivery": _delivery,
    "api:change_delivery": _delivery,
    "api:differences": _delivery,
    "api:findings": _delivery,
    "api:asked": NOTHING,
    "api:instrument": lambda victim: {"name": "overlap"},
    "api:places": NOTHING,
    "api:runs": NOTHING,
    "api:start": NOTHING,
    "api:run": _run,
    "api:change_run": _run,
    "api:result": _run,
    "api:run_findings": _run,
    "api:files": _run,
    "api:file": lambda victim: {"key": victim.run, "number": victim.file},
    "api:table": lambda victim: {"key": victim.run, "instrument": "overlap", "name": "products"},
}


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if str(pattern.pattern) == OF_OTHERS:
            continue
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern, prefix + space)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or repr(pattern.pattern))


ADDRESSES = list(_names(get_resolver()))


def reach(world: World) -> Victim:
    """Let the victim have a delivery, a finished run and a file."""
    editor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    lists = SimpleUploadedFile("applications.csv", b"id;name;product\nA9;Loketrix balie;Loketrix\n")
    with acting_for(editor.organisation):
        delivery = landscapes.bring(editor, [lists])
        made = runs.start(editor, "overlap", world.partnership)
        execute(made.pk, made.owner_id)
        kept = RunFile.everything.create(
            owner=world.members[0], run=made, instrument="overlap", name="dossier-openbaar.html", level=0, content=b"Loketrix"
        )
        row = MODELS["applications"].objects.of(editor.organisation).get(row_key="app:aakerk:A1", kept_until=None)
        view = landscapes.keep_view(editor, "applications", "Onderhoud", "zoek=Loketrix")
        opening = Opening.objects.filter(owner_id=editor.organisation).latest("pk")
        role = Appointment.objects.get(organisation_id=editor.organisation, role=Role.TOWN_CLERK)
        key, _ = keys.make(editor, "Onderhoud", frozenset({Role.LANDSCAPE_READER}), timezone.localdate())
        newcomer = JoinRequest.objects.create(user=role.user, organisation_id=editor.organisation, role=Role.CONTROLLER)
        accounts.invite(world.actor(Role.ORGANISATION_ADMIN, world.members[0]), "gast@aa.example", Role.CONTROLLER)
        invitation = Invitation.objects.get(organisation_id=editor.organisation)
    return Victim(delivery.pk, made.pk, kept.pk, row.number, view.pk, opening.pk, role.user_id, newcomer.pk, invitation.pk, key.pk)


def snapshot(world: World) -> dict[str, Any]:
    """What the victims have, to see that nothing of it changed."""
    return {member.name: _state(member) for member in world.members}


def _state(member: Organisation) -> dict[str, Any]:
    with acting_for(member.pk):
        counts = {name: model.objects.of(member.pk).filter(kept_until=None).count() for name, model in MODELS.items()}
        states = list(Delivery.objects.of(member.pk).order_by("pk").values_list("pk", "state"))
        ran = list(Run.objects.of(member.pk).order_by("pk").values_list("pk", "state", "stop_asked"))
        opened = list(Opening.objects.filter(owner=member).order_by("pk").values_list("pk", "withdrawn_at"))
        asking = list(JoinRequest.objects.filter(organisation=member).order_by("pk").values_list("pk", "accepted"))
        invited = list(Invitation.objects.filter(organisation=member).order_by("pk").values_list("pk", "fingerprint"))
        made_keys = list(AccessKey.objects.of(member.pk).order_by("pk").values_list("pk", "withdrawn_at"))
        views = list(SavedView.objects.of(member.pk).order_by("pk").values_list("pk", "query"))
        versions = [model.objects.of(member.pk).aggregate(last=Max("number"))["last"] for model in MODELS.values()]
        people = list(Appointment.objects.filter(organisation=member).order_by("pk").values_list("pk", "ended_at"))
    assert sum(counts.values())
    assert people
    return {
        "rows": counts,
        "deliveries": states,
        "runs": ran,
        "openings": opened,
        "people": people,
        "views": views,
        "asking": asking,
        "invited": invited,
        "keys": made_keys,
        "last": versions,
    }


def texts(client: Client, victim: Victim, methods: tuple[str, ...] = ("get", "post")) -> Iterator[tuple[str, int, str]]:
    """Call every address and give its name, status and text."""
    for name, arguments in REACHED.items():
        for method in methods:
            answer = getattr(client, method)(reverse(name, kwargs=arguments(victim)))
            body = answer.getvalue() if answer.streaming else answer.content
            yield name, answer.status_code, body.decode(errors="replace")

"""Attacks every operation of the API with many requests; needs Django to be set up."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from tests.web.fuzzing import attack, operations, schema
from tests.web.machine import key_of
from tests.web.walk import reach
from tests.web.world import make_world

from wiel_web.conf.environment import as_owner
from wiel_web.tenancy.roles import Role

USUAL = 2000
ROLES = (Role.LANDSCAPE_EDITOR, Role.CONTROLLER, Role.LANDSCAPE_READER, Role.ORGANISATION_ADMIN)


@contextmanager
def _undone(case: Any) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _tables() -> None:
    """The tables: in memory, or made by the role that may."""
    if connection.vendor == "postgresql":
        settings = {"DJANGO_SETTINGS_MODULE": "wiel_web.conf.settings"}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=as_owner(dict(os.environ)) | settings, check=True)
    else:
        call_command("migrate", verbosity=0)


def attacked(words: list[str]) -> int:
    """Send the requests to each operation that is named, or to all of them; gives 1 where a check did not hold."""
    examples = int(words[0]) if words else USUAL
    _tables()
    world = make_world()
    reach(world)
    keys = [key_of(role, world.members[0]) for role in ROLES]
    broken = 0
    for name, operation in operations(schema()).items():
        if words[1:] and name not in words[1:]:
            continue
        started = time.perf_counter()
        for mode in GenerationMode:
            for key in keys:
                try:
                    attack(operation, {"Authorization": f"Bearer {key}"}, examples // len(keys), mode, _undone)
                except FailureGroup as error:
                    broken += 1
                    print(f"{name} {mode.value}", *error.exceptions, sep="\n")
        print(f"{name}: {2 * examples} requests in {time.perf_counter() - started:.0f} s", flush=True)
    return int(bool(broken))

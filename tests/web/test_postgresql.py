"""Everything of the web application holds on PostgreSQL too, under a role that every policy binds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.postgres import Cluster, cluster, environment, programs
from wiel_web.conf.environment import as_owner

ROOT = Path(__file__).resolve().parents[2]
# These start databases of their own.
OWN_DATABASE = ("postgresql", "safekeeping", "faults", "serve")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "wiel_web.conf.settings"}


def _migrated(made: Cluster, state: Path) -> dict[str, str]:
    """The environment of the application, after the owner made the tables, the way `wiel serve` does it."""
    found = environment(made) | {"WIEL_STATE": str(state)}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=as_owner(found) | SETTINGS, check=True)
    return found


@pytest.mark.slow
def test_every_test_of_the_web_application_holds_on_postgresql(need, tmp_path):
    """All tests of this folder, and those that hold on PostgreSQL only."""
    need("PostgreSQL", programs() is not None)
    with cluster() as made:
        left_out = [f"--ignore=tests/web/test_{name}.py" for name in OWN_DATABASE]
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/web", *left_out]
        outcome = subprocess.run(
            command, cwd=ROOT, env=_migrated(made, tmp_path), capture_output=True, text=True, timeout=900, check=False
        )

    assert outcome.returncode == 0, outcome.stdout[-6000:]


@pytest.mark.slow
def test_a_database_that_restarts_is_told_and_work_goes_on(need, tmp_path):
    """While it is away every page says so with status 503 and the server stays alive; afterwards everything answers again."""
    need("PostgreSQL", programs() is not None)
    code = "import django; django.setup(); from tests.web.scenes import restart_the_database as play; play()"
    with cluster() as made:
        found = _migrated(made, tmp_path) | {"DJANGO_SETTINGS_MODULE": "tests.web.settings"}
        outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=found, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr[-3000:]
    assert json.loads(outcome.stdout) == [200, 503, True, 503, 200, 200, 200]

"""What a backup kept comes back whole, on both databases; a bad one changes nothing."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.postgres import cluster, environment, programs
from wiel_web.conf.environment import as_owner

SETTINGS = {"DJANGO_SETTINGS_MODULE": "wiel_web.conf.settings"}
# The backup is made, refused while organisations stand there, and replaces them on request.
COMES_BACK = ([0, 2, 0], ["Aakerk [] 0", "Aakerk ['Oud'] 1"])
WIEL = [sys.executable, "-m", "wiel"]
# One organisation under the policies; the application's role makes it and finds it again.
MAKE = """
import django; django.setup()
from wiel_web.landscapes.models import SavedView
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.scoping import acting_for
made = Organisation.objects.create(name="Aakerk", identifier="org:a", kind="gemeente")
with acting_for(made.pk):
    SavedView.everything.create(owner=made, table="applications", name="Oud", query="")
"""
SHOW = """
import django; django.setup()
from wiel_web.landscapes.models import SavedView
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.scoping import acting_for
made = Organisation.objects.get()
with acting_for(made.pk):
    print(made.name, [view.name for view in SavedView.objects.of(made.pk)], SavedView.everything.count())
"""
SPOIL = SHOW + "\nwith acting_for(made.pk):\n    SavedView.objects.of(made.pk).delete()"


def _python(found: dict[str, str], code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], env=found | SETTINGS, check=True, capture_output=True, text=True).stdout


def _wiel(found: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*WIEL, *words], env=found, capture_output=True, text=True, check=False)


def _round(found: dict[str, str], folder: Path) -> tuple[list[int], list[str]]:
    """Keep, spoil, restore without and with replacing: the status of each command, and what is there after each restore."""
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=as_owner(found) | SETTINGS, check=True)
    _python(found, MAKE)
    kept, told = str(folder / "wiel.backup"), []
    status = [_wiel(found, "backup", kept).returncode]
    _python(found, SPOIL)
    for words in ((), ("--replace",)):
        status.append(_wiel(found, "restore", kept, *words).returncode)
        told.append(_python(found, SHOW).strip())
    return status, told


@pytest.mark.slow
def test_a_backup_of_sqlite_comes_back(tmp_path):
    """What was thrown away after the backup is there again; without --replace nothing happens."""
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    assert _round(bare | {"WIEL_STATE": str(tmp_path / "state")}, tmp_path) == COMES_BACK


@pytest.mark.slow
def test_a_backup_of_postgresql_comes_back(need, tmp_path):
    """Policies and rights of the application's role come back too: it still finds its rows, within the policies."""
    need("PostgreSQL", programs() is not None)
    with cluster() as made:
        assert _round(environment(made) | {"WIEL_STATE": str(tmp_path)}, tmp_path) == COMES_BACK


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"x" * 1000])
def test_a_damaged_backup_changes_nothing(tmp_path, content):
    """The command says that this is no backup, with status 1, and makes no database."""
    (tmp_path / "bad").write_bytes(content)
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    outcome = _wiel(bare | {"WIEL_STATE": str(tmp_path / "state")}, "restore", str(tmp_path / "bad"))

    assert outcome.returncode == 1
    assert "backup" in outcome.stderr or "reservekopie" in outcome.stderr
    assert not list((tmp_path / "state").glob("*.sqlite3"))


def test_a_backup_is_only_for_who_made_it(tmp_path):
    """Others on the machine cannot read it."""
    (tmp_path / "state").mkdir()
    sqlite3.connect(tmp_path / "state" / "wiel.sqlite3").execute("CREATE TABLE t (x)").connection.close()
    bare = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    outcome = _wiel(bare | {"WIEL_STATE": str(tmp_path / "state")}, "backup", str(tmp_path / "kept"))

    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0

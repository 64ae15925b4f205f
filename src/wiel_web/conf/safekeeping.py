"""`wiel backup` and `wiel restore`: all that Wiel keeps, as one file. Packages, results and files are rows, so that is the database."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import click

from wiel.errors import InputRefused, Place, WrongUse
from wiel.texts import Sentence, include
from wiel_web.conf.environment import as_owner, sqlite_file

FORMAT = 1
MANIFEST, CONTENT = "manifest.json", "database"
HOME = Path("/usr/lib/postgresql")
STATE = click.option("--state", type=click.Path(path_type=Path), help="Folder for database, key and static files.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace a file that is there already.")
@STATE
def backup(file: Path, replace: bool, state: Path | None) -> None:
    """Keep everything of the web application in FILE, while it goes on working."""
    include("wiel_web")
    environment = _environment(state)
    if file.exists() and not replace:
        raise WrongUse(Sentence("safekeeping.exists", {"file": str(file)}))
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".wiel-", dir=file.parent) as folder:
        content, made = Path(folder) / CONTENT, Path(folder) / "backup.zip"
        (_dump if _is_server(environment) else _copy)(environment, content)
        manifest = {"format": FORMAT, "wiel": version("wiel"), "database": _kind(environment), "sha256": _digest(content)}
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
            archive.write(content, CONTENT)
        made.chmod(0o600)
        made.replace(file)
    click.echo(str(file))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--replace", is_flag=True, help="Replace what is there now.")
@STATE
def restore(file: Path, replace: bool, state: Path | None) -> None:
    """Bring back what `wiel backup` kept in FILE: all of it, or nothing."""
    include("wiel_web")
    environment = _environment(state)
    with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
        content = _opened(file, Path(folder), _kind(environment))
        if not replace and _has_organisations(environment):
            raise WrongUse(Sentence("safekeeping.not-empty"))
        (_load if _is_server(environment) else _fill)(environment, content)
    # A backup of an earlier version gets the tables of this one; the role of the application may use them again.
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=as_owner(environment) | {"DJANGO_SETTINGS_MODULE": "wiel_web.conf.settings"}, check=True)
    click.echo(str(file))


def _environment(state: Path | None) -> dict[str, str]:
    return dict(os.environ) | ({"WIEL_STATE": str(state.resolve())} if state else {})


def _is_server(environment: dict[str, str]) -> bool:
    return environment.get("DATABASE_URL", "").startswith("postgres")


def _kind(environment: dict[str, str]) -> str:
    return "postgresql" if _is_server(environment) else "sqlite"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _opened(file: Path, folder: Path, kind: str) -> Path:
    """The database in a backup, when the backup is whole and of the kind of database at hand."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            content = Path(archive.extract(CONTENT, folder))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputRefused(Sentence("safekeeping.no-backup"), Place(file.name)) from error
    if manifest.get("format") != FORMAT or manifest.get("sha256") != _digest(content):
        raise InputRefused(Sentence("safekeeping.no-backup"), Place(file.name))
    if manifest.get("database") != kind:
        raise WrongUse(Sentence("safekeeping.other-kind", {"kept": str(manifest.get("database")), "here": kind}))
    return content


def _copy(environment: dict[str, str], target: Path) -> None:
    """A copy of the SQLite database at one moment, while others write."""
    source = sqlite_file(environment)
    if not source.exists():
        raise WrongUse(Sentence("safekeeping.nothing", {"file": str(source)}))
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        _whole(new)


def _fill(environment: dict[str, str], source: Path) -> None:
    """The whole SQLite database anew, in one transaction."""
    target = sqlite_file(environment)
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target, timeout=30)) as current:
        _whole(kept)
        kept.backup(current)


def _whole(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise InputRefused(Sentence("safekeeping.no-backup"))


def _dump(environment: dict[str, str], target: Path) -> None:
    """What the owner of the tables sees: everything."""
    _run(environment, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _load(environment: dict[str, str], source: Path) -> None:
    words = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run(environment, "pg_restore", *words, str(source))


def _run(environment: dict[str, str], program: str, *words: str) -> str:
    """Run a program of PostgreSQL on the database; the password goes by the environment, where others do not see it."""
    parts = urlsplit(as_owner(environment)["DATABASE_URL"])
    place = parts.netloc.replace(f":{parts.password}@", "@") if parts.password else parts.netloc
    address = urlunsplit(parts._replace(netloc=place))
    own = environment | ({"PGPASSWORD": unquote(parts.password)} if parts.password else {})
    command = [_program(program), f"--dbname={address}", *words]
    outcome = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise WrongUse(Sentence("safekeeping.failed", {"program": program, "reason": outcome.stderr.strip()[-500:]}))
    return outcome.stdout.strip()


def _program(name: str) -> str:
    newest = sorted(HOME.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3])) if HOME.exists() else []
    found = str(newest[-1]) if newest else shutil.which(name)
    if found is None:
        raise WrongUse(Sentence("safekeeping.no-program", {"program": name}))
    return found


def _has_organisations(environment: dict[str, str]) -> bool:
    """Whether somebody works with the database at hand."""
    if _is_server(environment):
        ask = ("psql", "-XtA", "-c")
        known = _run(environment, *ask, "SELECT to_regclass('tenancy_organisation') IS NOT NULL")
        return known == "t" and _run(environment, *ask, "SELECT EXISTS (SELECT 1 FROM tenancy_organisation)") == "t"
    file = sqlite_file(environment)
    if not file.exists():
        return False
    with closing(sqlite3.connect(file)) as found:
        tables = {row[0] for row in found.execute("SELECT name FROM sqlite_master")}
        return "tenancy_organisation" in tables and bool(
            found.execute("SELECT EXISTS (SELECT 1 FROM tenancy_organisation)").fetchone()[0]
        )

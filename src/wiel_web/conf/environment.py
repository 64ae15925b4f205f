"""What the environment says: where the data are, which database, how strict."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def state_folder() -> Path:
    """The folder for everything that is kept outside a database server: ``WIEL_STATE``, else a folder of the user."""
    folder = folder_of(os.environ)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def folder_of(environment: Mapping[str, str]) -> Path:
    """Where an environment says that everything is kept.

    >>> folder_of({"WIEL_STATE": "state"}).name
    'state'
    """
    base = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(environment["WIEL_STATE"]) if environment.get("WIEL_STATE") else base / "wiel"


def sqlite_file(environment: Mapping[str, str]) -> Path:
    """The file of the SQLite database: that of ``DATABASE_URL``, else one in the state folder."""
    url = environment.get("DATABASE_URL", "")
    return Path(url.removeprefix("sqlite:///")) if url else folder_of(environment) / "wiel.sqlite3"


def flag(name: str, default: bool = False) -> bool:
    """A yes-or-no variable.

    >>> flag("WIEL_A_VARIABLE_THAT_IS_NOT_SET", True)
    True
    """
    return os.environ.get(name, "yes" if default else "no").strip().lower() in ("1", "yes", "true", "on", "ja")


def words(name: str, default: str = "") -> list[str]:
    """A variable with several words, apart by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(folder: Path) -> str:
    """``WIEL_SECRET_KEY``, else a key of this machine that is made once and kept where only its user can read it."""
    if given := os.environ.get("WIEL_SECRET_KEY"):
        return given
    file = folder / "secret-key"
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text(encoding="utf-8")


def as_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for who makes and keeps tables: ``WIEL_OWNER_URL`` where it is given.

    On PostgreSQL the application itself has a role that owns no table, so that every policy binds it. That role is given what it needs
    after each change of tables.

    >>> made = as_owner({"DATABASE_URL": "postgresql://app@db/wiel", "WIEL_OWNER_URL": "postgresql://owner@db/wiel"})
    >>> made["DATABASE_URL"], made["WIEL_DATABASE_ROLE"]
    ('postgresql://owner@db/wiel', 'app')
    """
    owner, url = environment.get("WIEL_OWNER_URL", ""), environment.get("DATABASE_URL", "")
    if not owner:
        return dict(environment)
    return dict(environment) | {"DATABASE_URL": owner, "WIEL_DATABASE_ROLE": unquote(urlsplit(url).username or "")}


def database() -> dict[str, Any]:
    """The database of ``DATABASE_URL`` (postgresql or sqlite), else SQLite in the state folder."""
    url = os.environ.get("DATABASE_URL", "")
    return postgresql(url) if url.startswith(("postgres:", "postgresql:")) else sqlite(sqlite_file(os.environ))


def sqlite(file: Path | str) -> dict[str, Any]:
    """SQLite that lets readers go on while one writes, and takes the lock at the start of a transaction, so that none fails halfway."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL by its address; what follows the question mark goes to the driver.

    >>> found = postgresql("postgresql://wiel:ge%40heim@db.example:5433/landschap?sslmode=require")
    >>> found["NAME"], found["PASSWORD"], found["PORT"], found["OPTIONS"]["sslmode"]
    ('landschap', 'ge@heim', 5433, 'require')
    """
    parts = urlsplit(url)
    options: Mapping[str, list[str]] = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or "".join(options.get("host", [])),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {name: values[0] for name, values in options.items() if name != "host"},
    }

"""`wiel serve`: database, static files, server, worker and scheduler, each in a process of its own."""

import ctypes
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from wiel.errors import WrongUse
from wiel.texts import Sentence, include, say
from wiel_web.conf.environment import as_owner

SETTINGS = "wiel_web.conf.settings"
# Seconds that a child gets to finish what it does when we stop.
GRACE = 10.0
PR_SET_PDEATHSIG = 1
# Looked up here, because between two processes nothing may be loaded.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
Children = dict[str, subprocess.Popen[bytes]]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--demo", is_flag=True, help="Fill an own database with the sample region and print one login per role.")
@click.option("--state", type=click.Path(path_type=Path), help="Folder for database, key and static files.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer requests.")
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language.")
def serve(host: str, port: int, demo: bool, state: Path | None, workers: int, language: str) -> None:
    """The web application: server, worker and scheduler."""
    include("wiel_web")
    if missing := [name for name in ("django", "granian", "allauth", "ninja") if find_spec(name) is None]:
        raise WrongUse(Sentence("serve.not-installed", {"names": missing}))
    _check_port(host, port)
    environment = _environment(host, demo, state)
    _manage(as_owner(environment), "migrate", "--verbosity", "0")
    _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    url = f"http://{host}:{port}/"
    if demo:
        _tell_logins(environment, url, language)
    else:
        click.echo(say("serve.ready", language, url=url))
    _watch(_commands(host, port, workers), environment)


def _check_port(host: str, port: int) -> None:
    """Refused before anything is made where another program answers there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise WrongUse(Sentence("serve.port", {"host": host, "port": str(port)})) from error


def _environment(host: str, demo: bool, state: Path | None) -> dict[str, str]:
    """What the children are told. The demonstration has a folder of its own, so that it never touches real data."""
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE=SETTINGS)
    if demo:
        environment["WIEL_DEMO"] = "yes"
        environment.pop("DATABASE_URL", None)
    if state or demo:
        folder = state or Path("out") / "demo-web"
        folder.mkdir(parents=True, exist_ok=True)
        environment["WIEL_STATE"] = str(folder.resolve())
    if host not in ("127.0.0.1", "localhost") and "WIEL_HOSTS" not in environment:
        environment["WIEL_HOSTS"] = host
    return environment


def _manage(environment: Mapping[str, str], *words: str) -> str:
    """Run a command of Django and give what it prints; its failure is ours."""
    outcome = subprocess.run(
        [sys.executable, "-m", "django", *words], env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if outcome.returncode:
        raise SystemExit(outcome.returncode)
    return outcome.stdout


def _tell_logins(environment: Mapping[str, str], url: str, language: str) -> None:
    password = environment.get("WIEL_DEMO_PASSWORD") or f"wiel-{secrets.token_hex(4)}"
    logins = json.loads(_manage(dict(environment, WIEL_DEMO_PASSWORD=password), "demonstration"))
    click.echo(say("demo.title", language, url=url, password=password))
    for login in logins:
        role = say(f"tenancy.role.{login['role']}", language)
        click.echo(f"  {login['email']:<34} {role}, {login['organisation']}")


def _commands(host: str, port: int, workers: int) -> dict[str, list[str]]:
    """What each child runs."""
    python = [sys.executable, "-m"]
    server = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers), "--no-ws"]
    return {
        "server": [*python, *server, "--blocking-threads", "8", "--log-level", "error", "wiel_web.conf.wsgi:application"],
        "worker": [*python, "django", "db_worker", "--interval", "0.5", "--no-startup-delay"],
        "scheduler": [*python, "django", "scheduler"],
    }


def _watch(commands: Mapping[str, Sequence[str]], environment: Mapping[str, str]) -> None:
    """Keep the children going until we are asked to stop; one that dies is started anew, a server that dies ends us."""
    children: Children = {name: _child(command, environment) for name, command in commands.items()}
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while children["server"].poll() is None:
            time.sleep(0.5)
            for name in ("worker", "scheduler"):
                if children[name].poll() is not None:
                    time.sleep(1)
                    children[name] = _child(commands[name], environment)
    except KeyboardInterrupt:
        click.echo()
    finally:
        _end(children)
    raise SystemExit(children["server"].returncode or 0)


def _child(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A child of our own session, that the kernel asks to finish when we are no longer there."""
    return subprocess.Popen(list(command), env=environment, start_new_session=True, preexec_fn=partial(_end_with, os.getpid()))


def _end_with(parent: int) -> None:
    """Asked of the child before it starts. However we end, even by force, nothing of us goes on; only Linux can do this."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)


def _end(children: Children) -> None:
    """Ask every child to finish, and end those that do not."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children.values():
        try:
            child.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

"""Chromium and the site that it visits. Whatever leaves the site, or troubles the console, fails the test."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from subprocess import PIPE
from threading import Thread
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("WIEL_CHROMIUM", "/usr/bin/chromium"))
PASSWORD = "een lang wachtwoord 7"
# Everything waits at most so long: in milliseconds for what is on a page, in seconds for the site to be there and to end.
PATIENCE = 60_000
START, END = 300, 10
# Nothing of the machine beyond what a page needs: no graphics card, no update, no telephoning home.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# The browser itself says in the console that a page answered with an error; that is no trouble on a page that tells of an error.
ANSWERED = "Failed to load resource: the server responded with a status of"
CODE = f"import django; django.setup(); from tests.browser.site import serve; serve({PASSWORD!r})"


@dataclass(frozen=True)
class Site:
    """Where the site is, its pages by name and the sessions of its people."""

    url: str
    cookie: str
    pages: dict[str, str]
    visited: dict[str, str]
    own: dict[str, str]
    sessions: dict[str, str]


@dataclass
class Guarded:
    """A browser context, and what went wrong in it."""

    context: BrowserContext
    troubles: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, in a process of its own with a database of its own."""
    if not CHROMIUM.exists():
        if os.environ.get("WIEL_REQUIRE") == "all":
            pytest.fail(f"Chromium is required here but absent: {CHROMIUM}")
        pytest.skip(f"Chromium is absent: {CHROMIUM}")
    state = tmp_path_factory.mktemp("site")
    process = _site_process(state)
    try:
        yield Site(**_told(process, state / "log"))
    finally:
        process.terminate()
        try:
            process.communicate(timeout=END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _site_process(state: Path) -> subprocess.Popen[str]:
    """The site; it ends by itself when its standard input closes, so that it never outlives the tests."""
    bare = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "WIEL_TEST_CLUSTER")}
    own = {"WIEL_STATE": str(state), "DJANGO_SETTINGS_MODULE": "tests.browser.settings"}
    with (state / "log").open("w", encoding="utf-8") as log:
        return subprocess.Popen(
            [sys.executable, "-c", CODE], cwd=ROOT, env=bare | own, stdin=PIPE, stdout=PIPE, stderr=log, text=True
        )


def _told(process: subprocess.Popen[str], log: Path) -> dict[str, Any]:
    """What the site tells once it can be visited; a site that fails to start fails the tests with its own words."""
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    Thread(target=_pass_on, args=[process.stdout, lines], daemon=True).start()
    deadline = time.monotonic() + START
    while (left := deadline - time.monotonic()) > 0:
        try:
            line = lines.get(timeout=left)
        except Empty:
            break
        if line.startswith('{"url"'):
            return dict(json.loads(line))
        if not line:
            break
    pytest.fail(f"the site did not start within {START} seconds:\n{log.read_text(encoding='utf-8')[-4000:]}")


def _pass_on(out: IO[str], lines: Queue[str]) -> None:
    """Each line that the site says; nothing is what it says when it has ended."""
    for line in out:
        lines.put(line)
    lines.put("")


@pytest.fixture(scope="session")
def browser(site: Site) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=PATIENCE)
        yield found
        found.close()


@pytest.fixture
def opened(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody: `opened("landscape-editor@aa.example")`; without a name as a visitor."""
    made: list[Guarded] = []

    def open_page(person: str = "", **facts: Any) -> Page:
        """A new page in a context of its own."""
        guarded = guard(site, browser, person, **facts)
        made.append(guarded)
        return guarded.context.new_page()

    yield open_page
    for guarded in made:
        guarded.context.close()
    assert [trouble for guarded in made for trouble in guarded.troubles] == []


def guard(site: Site, browser: Browser, person: str = "", **facts: Any) -> Guarded:
    """A context for one person that notes requests that leave the site and trouble in the console."""
    context = browser.new_context(base_url=site.url, locale="nl-NL", **{"viewport": {"width": 1440, "height": 900}, **facts})
    context.set_default_timeout(PATIENCE)
    found = Guarded(context)
    if person:
        context.add_cookies([{"name": site.cookie, "value": site.sessions[person], "url": site.url}])
    context.on(
        "request", lambda asked: _note(found, not asked.url.startswith((site.url + "/", "data:", "blob:")), f"left: {asked.url}")
    )
    context.on("console", lambda said: _note(found, said.type == "error" and ANSWERED not in said.text, f"console: {said.text}"))
    context.on("weberror", lambda error: found.troubles.append(f"script: {error.error}"))
    return found


def _note(guarded: Guarded, wrong: bool, told: str) -> None:
    if wrong:
        guarded.troubles.append(told)

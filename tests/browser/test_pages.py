"""Every page, as whoever may see it: accessible in light and dark, at every width, without a word in the console or a step outside."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, guard
from tests.browser.looking import Seen, is_page, look
from tests.web.walk import REACHED

# Who is asked to open a page, until it opens.
PEOPLE = (
    "landscape-editor@aa.example", "organisation-admin@aa.example", "security-officer@aa.example", "steward@da.example",
    "offer-editor@halm.example", "zonder@plek.example",
)  # fmt: skip
START = [
    f"{role}@aa.example" for role in ("organisation-admin", "town-clerk", "security-officer", "controller", "landscape-reader")
]
# Addresses that are no page to look at: they answer data, a file, or only what is sent to them.
NO_PAGE = re.compile(r"api|health-|colours$|runs:file$")


@pytest.fixture(scope="module")
def seen(site: Site, browser: Browser) -> tuple[dict[str, Seen], list[str], set[str]]:
    """Every page, looked at once: what was found by name, troubles, and the addresses that no one could open with a look."""
    found, troubles, closed = {}, [], set(site.pages)
    for person in (*PEOPLE, *START, ""):
        guarded = guard(site, browser, person)
        page = guarded.context.new_page()
        for name, address in _of(site, person, closed):
            if (looked := _visit(page, name, address)) is not None:
                found[name] = looked
                closed.discard(name)
        troubles += guarded.troubles
        guarded.context.close()
    return found, troubles, closed


def _of(site: Site, person: str, closed: set[str]) -> list[tuple[str, str]]:
    """The pages that this person is asked to open: what is not open yet, and the own start page."""
    if not person:
        return list(site.visited.items())
    own = list(site.own.items()) if person == PEOPLE[0] else []
    return [*((name, site.pages[name]) for name in sorted(closed)), (f"start:{person.partition('@')[0]}", "/"), *own]


def _visit(page: Page, name: str, address: str) -> Seen | None:
    # Asked first without a look: what refuses to be read or is a file cannot be opened as a page.
    expected = 404 if name == "failure:not-found" else 200
    answer = None if NO_PAGE.match(name) else page.request.head(address)
    if answer is None or answer.status != expected or not is_page(answer):
        return None
    page.goto(address)
    return look(page, name)


def test_every_address_was_looked_at_or_only_takes_what_is_sent(site, seen, opened):
    """A new page is looked at by itself: whatever the walk names is a page that somebody opened, or refuses to be read."""
    _, _, closed = seen
    page = opened(PEOPLE[0])
    left = {name: page.request.get(site.pages[name]) for name in closed if not NO_PAGE.match(name)}

    assert {name for name, answer in left.items() if answer.status != 405 and is_page(answer)} == set()
    assert set(REACHED) <= set(site.pages)


def test_no_page_departs_from_the_rules_of_accessibility(seen):
    """Axe finds nothing in light."""
    assert {page.name: page.light for page in seen[0].values() if page.light} == {}


def test_no_text_is_too_faint_in_the_dark(seen):
    """Axe finds no contrast that is too low in the dark scheme."""
    assert {page.name: page.dark for page in seen[0].values() if page.dark} == {}


def test_no_page_scrolls_sideways(seen):
    """On a wide screen, a phone and at 320 pixels the page fits; what is wider scrolls in a region of its own."""
    assert {page.name: page.sideways for page in seen[0].values() if page.sideways} == {}


def test_no_page_goes_outside_or_troubles_the_console(seen):
    """Nothing is asked of another server, and the policy of the site refuses nothing."""
    assert seen[1] == []

"""Every page, as whoever may see it: accessible in light and dark, at every width, without a word in the console or a step outside.

A page that is added is opened by itself, since the isolation walk names it; one of the library for signing in must be named in `furnish.py`.
"""

import re

import pytest
from django.urls import get_resolver
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD, Site, guard
from tests.browser.furnish import OWN, SECOND, VISITED
from tests.browser.looking import Seen, is_page, look
from tests.web.walk import OF_OTHERS, REACHED

# Who is asked to open a page, until it opens.
PEOPLE = (
    "landscape-editor@aa.example", "organisation-admin@aa.example", "security-officer@aa.example", "steward@da.example",
    "offer-editor@halm.example", "zonder@plek.example",
)  # fmt: skip
START = [
    f"{role}@aa.example" for role in ("organisation-admin", "town-clerk", "security-officer", "controller", "landscape-reader")
]
# Addresses for machines. What is no page otherwise shows that by its kind, or takes only what is sent to it.
DATA = re.compile("api|health-")
EXPECTED = {"failure:not-found": 404, "socialaccount_login_error": 401}
# Pages of signing in that no address opens by itself: they stand between two others, ask for the password first, or give a file.
BETWEEN = {
    "account_confirm_login_code", "account_set_password", "mfa_activate_totp", "mfa_authenticate", "mfa_download_recovery_codes",
    "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
    "openid_connect_callback", "openid_connect_login", "socialaccount_signup",
}  # fmt: skip


@pytest.fixture(scope="module")
def seen(site: Site, browser: Browser) -> tuple[dict[str, Seen], list[str], set[str]]:
    """Every page, looked at once: what was found by name, troubles, and the addresses that no one could open."""
    found, troubles, closed = {}, [], {name for name in site.pages if not DATA.match(name)}
    for person in (*PEOPLE, *START, SECOND, ""):
        guarded = guard(site, browser, person)
        page = guarded.context.new_page()
        for name, address in _of(site, person, closed):
            answer = page.request.head(address)
            if answer.status == EXPECTED.get(name, 200):
                closed.discard(name)
                if is_page(answer):
                    page.goto(address)
                    found[name] = look(page, name)
        if not person:
            found["mfa_authenticate"] = _at_the_second_step(page)
        troubles += guarded.troubles
        guarded.context.close()
    return found, troubles, closed


def _of(site: Site, person: str, closed: set[str]) -> list[tuple[str, str]]:
    """The pages that this person is asked to open: what is not open yet, and the own start page."""
    if not person:
        return list(site.visited.items())
    if person == SECOND:
        return list(site.own.items())
    activate = [("mfa_activate_totp", "/account/2fa/totp/activate/")] if person == PEOPLE[0] else []
    return [*((name, site.pages[name]) for name in sorted(closed)), (f"start:{person.partition('@')[0]}", "/"), *activate]


def _at_the_second_step(page: Page) -> Seen:
    """Sign in as somebody who has a second step: the page that asks for it."""
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(SECOND)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/2fa/authenticate/")
    return look(page, "mfa_authenticate")


def test_every_address_was_looked_at_or_only_takes_what_is_sent(site, seen, opened):
    """A new page is looked at by itself: whatever the walk names is a page that somebody opened, or refuses to be read."""
    _, _, closed = seen
    page = opened(PEOPLE[0])
    left = {name: page.request.get(site.pages[name]).status for name in closed}

    assert {name: status for name, status in left.items() if status != 405} == {}
    assert set(REACHED) <= set(site.pages)
    assert {*VISITED, *OWN, "mfa_activate_totp", "mfa_authenticate"} <= seen[0].keys()
    theirs = next(found for found in get_resolver().url_patterns if str(found.pattern) == OF_OTHERS)
    assert {name for name in theirs.reverse_dict if isinstance(name, str)} == {*VISITED, *OWN} | BETWEEN


def test_no_page_departs_from_the_rules_of_accessibility(seen):
    """Axe finds nothing in light, wide and on a phone."""
    assert {page.name: page.light for page in seen[0].values() if page.light} == {}


def test_no_text_is_too_faint_in_the_dark(seen):
    """Axe finds no contrast that is too low in the dark scheme, wide and on a phone."""
    assert {page.name: page.dark for page in seen[0].values() if page.dark} == {}


def test_no_page_scrolls_sideways(seen):
    """On a wide screen, a phone and at 320 pixels the page fits; what is wider scrolls in a region of its own."""
    assert {page.name: page.sideways for page in seen[0].values() if page.sideways} == {}


def test_no_page_goes_outside_or_troubles_the_console(seen):
    """Nothing is asked of another server, and the policy of the site refuses nothing."""
    assert seen[1] == []

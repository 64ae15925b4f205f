"""What people come for: the first dossier on own files, by mouse and by keyboard, and the way of each role."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.furnish import NEWCOMER

LIST = b"id;name;product\nE1;Balie van Eikenrade;Loketrix\nE2;Belastingen;Heffingwijs\n"
FILE = {"name": "applicaties.csv", "mimeType": "text/csv", "buffer": LIST}
MOST_CLICKS = 9
# The way of each role: who, where the start page leads, what stands there, and what is not for this role.
WAYS = {
    "landscape-editor@aa.example": ("Landschap", "Wat u heeft", None),
    "landscape-reader@aa.example": ("Dossiers", "Dossiers", "Lever lijsten aan"),
    "organisation-admin@aa.example": ("Landschap", "Wat u heeft", "Lever lijsten aan"),
    "controller@aa.example": ("Vragen", "Eerder gevraagd", "Lever lijsten aan"),
    "town-clerk@aa.example": ("Dossiers", "Dossiers", "Maak een dossier"),
    "security-officer@aa.example": ("Vragen", "Eerder gevraagd", "Lever lijsten aan"),
    "steward@da.example": ("Start", "Start", "Vragen"),
    "offer-editor@halm.example": ("Start", "Start", "Landschap"),
}


class Mouse:
    """Clicks, counted."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, place: Locator) -> None:
        """Click once."""
        self.clicks += 1
        place.click()


def sign_in(page: Page) -> None:
    """Fill in who the newcomer is."""
    page.goto("/")
    page.get_by_label("E-mail").fill(NEWCOMER)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)


@pytest.mark.slow
def test_the_first_dossier_on_own_files_takes_less_than_ten_clicks(opened):
    """From signing in for the first time to a dossier that is saved."""
    page, mouse = opened(), Mouse()
    sign_in(page)
    mouse.click(page.locator("main form button").first)
    mouse.click(page.locator("main ol.steps li").first.get_by_role("link").last)
    with page.expect_file_chooser() as chooser:
        mouse.click(page.get_by_label("Bestanden"))
    chooser.value.set_files(FILE)
    mouse.click(page.get_by_role("button", name="Lees de bestanden"))
    mouse.click(page.get_by_role("button", name="Neem"))
    mouse.click(page.get_by_role("link", name="Stel een vraag"))
    mouse.click(page.locator("main ol.steps li").first.get_by_role("link", name="Vraag dit"))
    mouse.click(page.get_by_role("button", name="Start de berekening"))
    with page.expect_download() as saved:
        mouse.click(page.get_by_role("link", name="dossier-openbaar.pdf"))

    assert saved.value.path().read_bytes()[:5] == b"%PDF-"
    assert mouse.clicks <= MOST_CLICKS


@pytest.mark.parametrize(("person", "way"), WAYS.items())
def test_each_role_finds_its_way_from_the_start_page(opened, person, way):
    """The start page says what to do next; the bar leads to what the role may see and names nothing else."""
    place, told, closed = way
    page = opened(person)
    page.goto("/")
    expect(page.get_by_role("main").get_by_role("region").first).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()

    expect(page.locator("body")).to_contain_text(told)
    assert closed is None or page.get_by_role("link", name=closed, exact=True).count() == 0

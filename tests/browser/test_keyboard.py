"""Without a mouse: the order of focus, a ring that can be seen, and where focus goes after an action."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_paths import FILE, sign_in

MOST_STEPS = 60
RING = "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)] }"
# At the end of the page focus leaves it for a moment; then nothing on it is told.
FOCUSED = "() => { const e = document.activeElement; return e === document.body ? '' : (e.innerText || e.id || '').trim() }"
EDITOR = "landscape-editor@bo.example"


def go(page: Page, words: str) -> None:
    """Move focus forward until it is at what has these words, seeing its ring at each step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        style, width = page.evaluate(RING)
        told = page.evaluate(FOCUSED)
        assert not told or (style, width >= 2) == ("solid", True), told
        if told.startswith(words):
            return
    pytest.fail(f"focus never came at {words}")


def press(page: Page, words: str, key: str = "Enter") -> None:
    """Go to a link or button, press it, and wait for the next page."""
    go(page, words)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_first_step_skips_the_head(opened):
    """The first thing that gets focus is the link to the content; following it, the next focus is inside."""
    page = opened(EDITOR)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_list_is_taken_over_and_asked_about_by_keyboard_alone(opened):
    """Bring, take over, read the message, undo, ask: the message of each action has focus, so that it is read first."""
    page = opened(EDITOR)
    page.goto("/")
    press(page, "Lever aan" if page.get_by_text("Lever uw applicatielijst aan").count() else "Werk bij")
    go(page, "files")
    page.get_by_label("Bestanden").set_input_files(FILE)
    press(page, "Lees de bestanden")
    press(page, "Neem", "Space")
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("De lijst is overgenomen")
    press(page, "Maak ongedaan")
    expect(page.get_by_role("status")).to_be_focused()
    press(page, "Vragen")
    press(page, "Overlap")
    press(page, "Start de berekening")
    expect(page.locator("main figure").first).to_be_visible()


def test_somebody_signs_in_by_keyboard(opened):
    """Enter in the last field signs in."""
    page = opened()
    sign_in(page)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("volgende stappen")

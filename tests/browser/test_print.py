"""On paper: light, without what cannot be pressed there, with the class of the page."""

from playwright.sync_api import expect

EDITOR = "landscape-editor@aa.example"
PAPER, INK_ON = "rgb(255, 255, 255)", "() => getComputedStyle(document.body).backgroundColor"


def test_a_result_is_printed_light_and_without_buttons(site, opened):
    """Even in the dark scheme the paper is white; menu and buttons are gone; the mark and opened details stay."""
    page = opened(EDITOR, color_scheme="dark")
    page.goto(site.pages["runs:run"])
    assert page.evaluate(INK_ON) != PAPER
    page.emulate_media(media="print")

    assert page.evaluate(INK_ON) == PAPER
    expect(page.locator("nav.nav")).to_be_hidden()
    expect(page.locator("main :is(button, .utrecht-button-link):visible")).to_have_count(0)
    expect(page.locator("main .headline .mark")).to_be_visible()
    assert page.locator("figure details table").first.bounding_box() is not None


def test_the_choice_of_dark_stays_and_is_followed(opened):
    """Who chooses dark gets dark whatever the system says, also on the next page; the language likewise."""
    page = opened(EDITOR, color_scheme="light")
    page.goto("/")
    page.get_by_label("Kleuren").select_option("dark")
    page.get_by_label("Taal").select_option("en")
    page.get_by_role("button", name="Pas aan").click()
    page.goto("/vragen/")

    assert page.evaluate(INK_ON) != PAPER
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.get_by_role("heading", level=1).inner_text() == "Questions"

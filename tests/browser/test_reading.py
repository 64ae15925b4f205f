"""How somebody reads: with more space in the text, with the colours of the system, and without movement."""

import pytest

from tests.browser.looking import NARROWEST, OUTSIDE

EDITOR = "landscape-editor@aa.example"
PAGES = ("landscapes:table", "landscapes:delivery:faulty.csv", "runs:run")
# The spacing of WCAG 1.4.12, which must lose nothing.
SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
  document.adoptedStyleSheets = [sheet] }"""
CLIPPED = """() => [...document.querySelectorAll('main a, main button, main label, main th, main td, main h1, main h2, nav a')].filter(
  e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden' && !e.closest('.unseen')
  ).map(e => e.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0.2 }).map(e => e.outerHTML.slice(0, 120))"""
INK = "() => [getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.body).backgroundColor]"


@pytest.mark.parametrize("name", PAGES)
def test_more_space_in_the_text_loses_nothing_at_the_narrowest(site, opened, name):
    """With the spacing of WCAG 1.4.12 at 320 pixels nothing sticks out and no words are cut."""
    page = opened(EDITOR, viewport={"width": NARROWEST, "height": 800})
    page.goto(site.pages[name])
    page.evaluate(SPACED)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, page.evaluate(OUTSIDE, NARROWEST)
    assert page.evaluate(CLIPPED) == []


def test_the_colours_of_the_system_are_followed_and_nothing_moves(site, opened):
    """In forced colours ink and ground are those of the system; where movement is not wanted there is none."""
    page = opened(EDITOR, forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    page.goto(site.pages["runs:run"])

    assert page.evaluate(INK) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.evaluate(MOVING) == []

"""What a browser finds on a page: departures of accessibility in both schemes, wide and narrow, and whether it scrolls sideways."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW, NARROWEST = 1440, 360, 320
SHOTS = os.environ.get("WIEL_SCREENSHOTS", "")
AXE = Axe().axe_script
# Style sheets are not fetched anew: what axe puts in the page for that is refused by the policy of the site.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
ALL = OPTIONS | {"runOnly": {"type": "tag", "values": RULES}}
# Between the schemes only colours differ.
COLOURS = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN = """options => axe.run(document, options).then(found => found.violations.flatMap(rule => rule.nodes.map(
  node => rule.id + ': ' + node.html.slice(0, 160) + ' – ' + node.failureSummary.slice(0, 200))))"""
OUTSIDE = """width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1
  && !e.closest('.scroll *')).map(e => e.outerHTML.slice(0, 120))[0]"""


@dataclass(frozen=True)
class Seen:
    """What was found on one page."""

    name: str
    light: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)


def look(page: Page, name: str) -> Seen:
    """Look at an open page in both schemes, on a wide screen and on a phone."""
    found = Seen(name)
    page.evaluate(AXE)
    for width in (WIDE, NARROW):
        found.sideways.extend(_sideways(page, width))
        found.light.extend(_departures(page, ALL, width))
        shoot(page, f"{name}-light-{width}")
        page.emulate_media(color_scheme="dark")
        found.dark.extend(_departures(page, COLOURS, width))
        shoot(page, f"{name}-dark-{width}")
        page.emulate_media(color_scheme="light")
    found.sideways.extend(_sideways(page, NARROWEST))
    _print(page, name)
    page.set_viewport_size({"width": WIDE, "height": 900})
    return found


def _departures(page: Page, options: dict[str, Any], width: int) -> list[str]:
    return [f"{width}: {told}" for told in page.evaluate(RUN, options)]


def _sideways(page: Page, width: int) -> list[str]:
    """What sticks out of the page at a width; nothing where all fits."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = int(page.evaluate("document.documentElement.scrollWidth"))
    return [f"{wide} px at {width}: {page.evaluate(OUTSIDE, width)}"] if wide > width else []


def _print(page: Page, name: str) -> None:
    if SHOTS:
        page.set_viewport_size({"width": 760, "height": 900})
        page.emulate_media(media="print")
        shoot(page, f"{name}-print")
        page.emulate_media(media="screen")


def is_page(answer: APIResponse) -> bool:
    """Whether an answer is a page to look at, not data or a file to save."""
    return answer.headers.get("content-type", "").startswith("text/html") and "content-disposition" not in answer.headers


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page where the environment names a folder for that."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name.replace(':', '-')}.png", full_page=True)

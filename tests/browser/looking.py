"""What a browser finds on a page: departures of accessibility in both schemes, and whether it scrolls sideways."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, NARROW, WIDE = 390, 320, 1440
SHOTS = os.environ.get("WIEL_SCREENSHOTS", "")
AXE = Axe()
# Only colours differ between the schemes; what looks at them is in the page already.
AGAIN = "axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast']}}).then(found => found.violations)"


@dataclass(frozen=True)
class Seen:
    """What was found on one page."""

    name: str
    light: list[str]
    dark: list[str]
    sideways: list[str]


def look(page: Page, name: str) -> Seen:
    """Look at an open page in both schemes and at each width."""
    light = _told(AXE.run(page, options={"runOnly": RULES}).response["violations"])
    shoot(page, f"{name}-light")
    page.emulate_media(color_scheme="dark")
    dark = _told(page.evaluate(AGAIN))
    shoot(page, f"{name}-dark")
    page.emulate_media(color_scheme="light")
    sideways = [told for width in (WIDE, PHONE, NARROW) if (told := _sideways(page, width))]
    page.set_viewport_size({"width": PHONE, "height": 900})
    shoot(page, f"{name}-phone")
    page.set_viewport_size({"width": WIDE, "height": 900})
    return Seen(name, light, dark, sideways)


def _told(found: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {node['html'][:160]} – {node['failureSummary'][:200]}" for rule in found for node in rule["nodes"]]


def _sideways(page: Page, width: int) -> str:
    """What sticks out of the page at a width; empty where nothing does."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = int(page.evaluate("document.documentElement.scrollWidth"))
    if wide <= width:
        return ""
    culprit = page.evaluate(
        "width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1 "
        "&& !e.closest('.scroll *')).map(e => e.outerHTML.slice(0, 120))[0]",
        width,
    )
    return f"{wide} px at {width}: {culprit}"


def is_page(answer: APIResponse) -> bool:
    """Whether an answer is a page to look at, not data or a file."""
    return answer.headers.get("content-type", "").startswith("text/html")


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page where the environment names a folder for that."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name.replace(':', '-')}.png", full_page=True)

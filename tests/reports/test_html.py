"""The page that needs nothing else."""

import re
from itertools import pairwise

import pytest
from lxml import html

NAMES = ["dossier-openbaar", "dossier-intern", "bijlage-vertrouwelijk"]


@pytest.fixture(scope="module")
def pages(written):
    """The three pages, read as HTML."""
    return {name: html.fromstring((written / f"{name}.html").read_text(encoding="utf-8")) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_nothing_of_the_network_and_runs_no_script(written, pages, name):
    """No script, no link to elsewhere, no picture or style from outside, no style attribute."""
    text = (written / f"{name}.html").read_text(encoding="utf-8")
    page = pages[name]

    assert not page.xpath("//script | //link | //img | //iframe | //@style | //@onclick")
    assert all(target.startswith("#") for target in page.xpath("//@href"))
    assert "url(http" not in text
    assert "@import" not in text
    assert set(re.findall(r"https?://[^\"' )]+", text)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("name", NAMES)
def test_headings_run_down_without_a_jump_and_identifiers_are_unique(pages, name):
    """One h1, no level left out, each id once, each link leads somewhere."""
    page = pages[name]
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    identifiers = page.xpath("//@id")

    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert len(set(identifiers)) == len(identifiers)
    assert {target[1:] for target in page.xpath("//@href")} <= set(identifiers)


def test_every_figure_has_words_and_its_table(pages):
    """A figure has a title and a description to read aloud, a caption as heading, and a table with heads."""
    for figure in pages["dossier-intern"].iter("figure"):
        assert figure.xpath("./figcaption/h4")
        assert all(svg.get("role") == "img" for svg in figure.xpath(".//*[name()='svg']"))
        assert figure.xpath(".//*[name()='title']/text()")
        assert figure.xpath(".//*[name()='desc']/text()")
        assert figure.xpath(".//details//th[@scope='col']")
        assert figure.xpath(".//details//th[@scope='row']")


def test_light_and_dark_follow_the_reader_and_paper_is_light(written):
    """The scheme follows the system, can be chosen without script, and print is light."""
    style = (written / "dossier-intern.html").read_text(encoding="utf-8").split("</style>")[0]

    assert "prefers-color-scheme:dark" in style
    assert ":root:has(#scheme-dark:checked){color-scheme:dark" in style
    assert "@media print{:root,:root:has(#scheme-dark:checked){color-scheme:light" in style


def test_the_class_stands_in_words_and_the_skip_link_comes_first(pages):
    """The mark is more than a shape; the first link leads past the head."""
    page = pages["dossier-intern"]

    assert page.xpath("//header//span[contains(@class,'mark')]/text()") == ["Intern"]
    assert page.xpath("//body/a[1]/@href") == ["#dossier"]

"""What is said on a page advises what can be done on the pages: no command, no option, no file for the command line."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from wiel.texts import LANGUAGES, Sentence, keys, speaking, template
from wiel_web.frame.speaking import PAGE, ChosenLanguage

COMMAND = re.compile(
    r"(?:^|[^\w-])--[a-z]|\.toml\b|\bTOML\b|\bwiel\b|\bdocs/|study\.options|\[\[|opdrachtregel|command line|member_column"
    r"|koppelbestand|\ba mapping\b|mapping file|in de koppeling\b|in the mapping\b|bestand om te controleren|file to be checked"
)
FORMS = ("message", "remedy", "text")
# Said by commands only: a page reads no region, mapping, plan, review, parameter file or published problem, and draws no view.
COMMANDS_ONLY = ("serve.", "demo.", "safekeeping.", "region.", "mapping.", "facility.", "games.", "linking.", "review.", "plan-file.",
                 "parameters.malformed", "archimate.one-view", "cmdb.file-", "page.")  # fmt: skip
SAID_ON_PAGES = ("mapping.needed",)
CLI = Path(__file__).resolve().parents[2] / "src" / "wiel" / "cli"
NAMES = re.compile(r"\{[^}]*\}")


def _of_commands(language: str) -> tuple[str, ...]:
    own = tomllib.loads((CLI / f"text.{language}.toml").read_text(encoding="utf-8"))
    return (*COMMANDS_ONLY, *(f"{name}." for name in own))


def _said(key: str, form: str, language: str) -> str:
    own = template(f"{PAGE}.{key}", form, language) if f"{PAGE}.{key}" in keys(language) else None
    return own or template(key, form, language) or ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_on_a_page_advises_a_command(language):
    """Every sentence that a page can say, with the words of the pages where it has them."""
    left_out = _of_commands(language)
    said = [key for key in keys(language) if key in SAID_ON_PAGES or not key.startswith(left_out)]
    found = {
        (key, form): text for key in said for form in FORMS if COMMAND.search(NAMES.sub("", text := _said(key, form, language)))
    }

    assert len(said) > 1000
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_pages_belong_to_a_sentence_with_the_same_values(language):
    """They replace a sentence that exists and use no value that it does not have."""
    for key in (key for key in keys(language) if key.startswith(f"{PAGE}.")):
        whole = key.removeprefix(f"{PAGE}.")
        for form in FORMS:
            if own := template(key, form, language):
                usual = template(whole, form, language)
                assert usual is not None, key
                assert _names(own) <= _names(usual), key


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_request_is_answered_in_the_words_of_the_pages():
    """Within a request the remedy is for a page; outside it, and on the command line, it is as ever."""
    finding, said = Sentence("business_case.nobody"), []
    said.append(ChosenLanguage(lambda request: HttpResponse(finding.remedy("nl")))(RequestFactory().get("/")).content.decode())
    with speaking(PAGE):
        said.append(finding.remedy("nl"))

    assert said == ["Kies een samenwerking met deelnemers die hun landschap met u delen."] * 2
    assert "region.toml" in finding.remedy("nl")

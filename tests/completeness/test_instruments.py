"""Whatever instrument is registered is explained, spoken, tried, drawn and written about."""

from dataclasses import fields
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

from wiel.landscape import TABLES
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, instrument, instruments, load_options, load_run
from wiel.samples import buurtschap
from wiel.texts import LANGUAGES, keys, say

DOCS = Path(__file__).resolve().parents[2] / "docs" / "instruments"
MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
SECTIONS = ("Vraag", "Werkwijze", "Formule", "Wat het niet doet", "Bronnen")

every_instrument = pytest.mark.parametrize("identifier", sorted(instruments()))


def _folder(identifier: str):
    return files("wiel.instruments").joinpath(identifier)


def _reports() -> Path:
    """The room that draws and writes; skips while it is not there."""
    if find_spec("wiel.reports") is None or not files("wiel.reports").joinpath("__init__.py").is_file():
        pytest.skip("there are no reports yet")
    return Path(str(files("wiel.reports")))


@every_instrument
def test_it_has_a_readme_with_the_fixed_sections(identifier):
    """The question, the method, the formula, what it does not do and the sources stand beside the code."""
    text = _folder(identifier).joinpath("README.md").read_text(encoding="utf-8")
    assert [section for section in SECTIONS if f"## {section}" not in text] == []


@every_instrument
def test_it_has_a_page_with_the_fixed_sections_and_a_summary_in_english(identifier):
    """One page per instrument for whoever does not read code."""
    text = (DOCS / f"{identifier}.md").read_text(encoding="utf-8")
    assert [section for section in (*SECTIONS, "In English") if f"## {section}" not in text] == []


@every_instrument
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_every_language(identifier, language):
    """Title, question and the meaning of every option; both languages have the same sentences."""
    options = [f"{identifier}.option.{option.name}" for option in fields(load_options(instrument(identifier)))]
    assert all(say(key, language) for key in (f"{identifier}.title", f"{identifier}.question", *options))
    own = {key for key in keys(language) if key.startswith(f"{identifier}.")}
    assert own == {key for key in keys("nl") if key.startswith(f"{identifier}.")}


@every_instrument
def test_its_titles_cover_good_mixed_undecided_and_unknown(identifier):
    """A figure has a title sentence for every outcome, and the result names the one that fits."""
    variants = {key.split(".")[2] for key in keys("nl") if key.startswith(f"{identifier}.headline.")}
    assert variants >= {"good", "mixed", "undecided", "unknown"}


@every_instrument
def test_it_has_a_case(identifier):
    """There is at least one case that a reader can check by hand."""
    assert [entry for entry in _folder(identifier).joinpath("cases").iterdir() if entry.name.endswith(".yaml")]


@every_instrument
def test_it_gives_the_tables_that_it_declares(identifier):
    """Result tables and needed tables are those of the descriptor; every column says in two languages what it is."""
    descriptor = instrument(identifier)
    assert set(descriptor.tables) <= set(TABLES)
    result = load_run(descriptor)(Inputs(buurtschap(), MEMBERS), Parameters.load(), load_options(descriptor)(), Quiet())
    assert tuple(result.tables) == descriptor.result_tables
    assert all(meaning.nl and meaning.en for table in result.tables.values() for meaning in table.columns.values())
    assert result.facts["headline"] in keys("nl")


@every_instrument
def test_it_has_a_figure(identifier):
    """A picture that a council member understands is drawn in reports/figures."""
    assert (_reports() / "figures" / f"{identifier}.py").is_file()


@every_instrument
def test_it_has_a_chapter(identifier):
    """Some chapter of the dossier speaks about its result."""
    chapters = [path.read_text(encoding="utf-8") for path in (_reports() / "chapters").glob("*.py")]
    assert any(f'"{identifier}"' in text for text in chapters)

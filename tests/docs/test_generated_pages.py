"""Pages that are made from the code are up to date."""

import subprocess
import sys
from pathlib import Path

import pytest

from wiel.cli.documentation import PAGES
from wiel.landscape import TABLES

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The pages as a fresh process makes them: commands remember how they were called first."""
    folder = tmp_path_factory.mktemp("docs")
    subprocess.run([sys.executable, "-m", "wiel", "documentation", "-o", str(folder)], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_page_is_what_the_code_says(made, name):
    """`make docs` would change nothing."""
    assert (DOCS / name).read_text(encoding="utf-8") == (made / name).read_text(encoding="utf-8")


def test_every_column_of_every_table_is_explained():
    """Each column has a Dutch and an English name and a Dutch explanation."""
    bare = [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns.values()
        if not (column.meaning.nl and column.meaning.en and column.meaning.text)
    ]

    assert bare == []


def test_every_table_stands_in_the_data_dictionary():
    """The glossary of columns covers the schema."""
    page = PAGES["data-dictionary.md"]()

    assert all(f"`{name}`" in page for table in TABLES.values() for name in (table.name, *table.columns))

"""Chapters without an answer say what was read and what is missing."""

from dataclasses import replace

import polars as pl
import pytest

from wiel.landscape import Landscape
from wiel.quantities import Confidentiality
from wiel.reports.chapters import ch10_security, ch11_continuity
from wiel.reports.document import NotComputed
from wiel.reports.view import View


@pytest.mark.parametrize(("module", "table"), [(ch10_security, "processing"), (ch11_continuity, "services")])
def test_a_list_that_was_read_is_not_called_missing(study, module, table):
    """With rows the chapter asks whether that is all; without, it asks for the list."""
    empty = {name: frame for name, frame in study.landscape.tables.items() if name != table}
    row = (
        pl.DataFrame({"id": ["x:aa:1"], "organisation": ["org:gedeeld:aa"]})
        if table == "processing"
        else pl.DataFrame({"id": ["x:aa:1"]})
    )
    said = []
    for tables in (empty, empty | {table: row}):
        view = View(replace(study, landscape=Landscape.of(study.as_of, tables)), Confidentiality.OPENBAAR, "nl")
        chapter = module.chapter(view)
        said.append((next(block for block in chapter.blocks if isinstance(block, NotComputed)).reason, str(chapter.missing)))

    assert said[0] != said[1]
    assert "volledig" in said[1][1]
    assert "volledig" not in said[0][1]

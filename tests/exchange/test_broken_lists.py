"""Broken files: a fixed number of cases per reader; ``python -m bench.fuzz_readers`` runs them by the thousand."""

import pytest
from bench.fuzz_readers import UNSAID, run
from bench.reader_corpora import corpora

READERS = (
    "table", "workbook", "datapackage", "history", "packed history", "cmdb", "softwarecatalogus", "names", "review", "plan", "iv3",
    "mapping", "region", "parameters yaml", "parameters toml", "model", "result", "assign json", "assign yaml", "assign text",
    "allocate", "share", "share csv",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_broken_file_is_refused_with_a_sentence_or_read_with_findings(reader, tmp_path):
    """No case ends in anything else."""
    tried = run(reader, range(900_000, 900_025), tmp_path)

    assert tried.failures == 0
    assert tried.outcomes.total() == 25
    assert UNSAID not in tried.outcomes


def test_every_reader_of_lists_is_tried(tmp_path):
    """A reader that is added to the bench is added here."""
    assert tuple(corpora(tmp_path)) == READERS

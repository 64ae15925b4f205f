"""Broken files: a fixed number of cases per reader; ``python -m bench.fuzz_readers`` runs them by the thousand."""

import pytest
from bench.fuzz_readers import corpora, run

READERS = ("table", "workbook", "datapackage", "cmdb", "softwarecatalogus")


@pytest.mark.parametrize("reader", READERS)
def test_a_broken_file_is_refused_with_a_sentence_or_read_with_findings(reader, tmp_path):
    """No case ends in anything else."""
    outcomes, failures, _ = run(reader, range(900_000, 900_025), tmp_path)

    assert failures == 0
    assert sum(outcomes.values()) == 25
    assert "refused without a sentence" not in outcomes


def test_every_reader_of_lists_is_tried(tmp_path):
    """A reader that is added to the bench is added here."""
    assert tuple(corpora(tmp_path)) == READERS

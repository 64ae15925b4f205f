"""Broken files: a fixed number of cases per reader; ``python -m bench.fuzz_readers`` runs them by the thousand."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

READERS = ("table", "workbook", "datapackage", "cmdb", "softwarecatalogus", "review", "iv3")


@pytest.fixture(scope="module")
def fuzz():
    """The breaker of files of the bench, which is no package of the tests."""
    spec = spec_from_file_location("fuzz_readers", Path(__file__).parents[2] / "bench" / "fuzz_readers.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("reader", READERS)
def test_a_broken_file_is_refused_with_a_sentence_or_read_with_findings(reader, fuzz, tmp_path):
    """No case ends in anything else."""
    outcomes, failures, _ = fuzz.run(reader, range(900_000, 900_025), tmp_path)

    assert failures == 0
    assert sum(outcomes.values()) == 25
    assert "refused without a sentence" not in outcomes


def test_every_reader_of_lists_is_tried(fuzz, tmp_path):
    """A reader that is added to the bench is added here."""
    assert tuple(fuzz.corpora(tmp_path)) == READERS

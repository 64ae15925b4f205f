from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SEEDS = range(1, 241)


@pytest.fixture(scope="module")
def fuzz():
    """The breaker of files of the bench, which is no package of the tests."""
    spec = spec_from_file_location("fuzz_archimate", Path(__file__).parents[3] / "bench" / "fuzz_archimate.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def files(fuzz):
    return fuzz.corpus()


def test_a_broken_file_is_refused_with_a_sentence_or_read_whole(fuzz, files):
    """Of a fixed set of broken files each is refused by a known rule or read, written, compared, counted and drawn."""
    outcomes = {fuzz.outcome(fuzz.broken(seed, files)) for seed in SEEDS}
    assert outcomes <= {
        "read",
        "archimate.not-well-formed",
        "archimate.not-archimate",
        "archimate.unknown-encoding",
        "archimate.doctype",
        "archimate.empty",
        "archimate.unreadable",
    }
    assert "read" in outcomes


def test_broken_files_that_are_read_are_written_valid(fuzz, files, schema):
    """What can be read of a broken file becomes a valid one."""
    outcomes = [fuzz.outcome(fuzz.broken(seed, files), schema) for seed in range(1000, 1060)]
    assert outcomes.count("read") > 10


def test_the_same_seed_gives_the_same_file(fuzz, files):
    """A case can be repeated."""
    assert fuzz.broken(7, files) == fuzz.broken(7, files)

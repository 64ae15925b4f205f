"""What the tests of ArchiMate share: own small files, files of others, the schema of The Open Group."""

import lzma
import os
from pathlib import Path

import pytest
from lxml import etree

from wiel.exchange.archimate import read

HERE = Path(__file__).parent


@pytest.fixture
def small() -> Path:
    """An exchange file that holds one of everything."""
    return HERE / "files" / "small.xml"


@pytest.fixture
def older() -> Path:
    """A file of the exchange format 2.1."""
    return HERE / "files" / "older.xml"


@pytest.fixture
def native() -> Path:
    """A file of Archi."""
    return HERE / "files" / "small.archimate"


@pytest.fixture(scope="session")
def schema():
    """Tells whether a file is valid against the schema of The Open Group; skips where that is absent."""
    base = Path(os.environ.get("WIEL_DATA", HERE.parents[2].parent / "shared" / "data"))
    path = base / "archimate" / "xsd" / "all.xsd"
    if not path.exists():
        pytest.skip("the schema of The Open Group is not on this machine (set WIEL_DATA)")
    return etree.XMLSchema(etree.parse(path))


def _gemma(name, folder):
    base = Path(os.environ.get("WIEL_DATA", HERE.parents[2].parent / "shared" / "data"))
    packed = base / "gemma" / name
    if not packed.exists():
        pytest.skip(f"the GEMMA release {name} is not on this machine (set WIEL_DATA)")
    path = folder / name.removesuffix(".xz")
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return path


@pytest.fixture(scope="session")
def gemma_file(tmp_path_factory) -> Path:
    """GEMMA of 30 June 2026, unpacked."""
    return _gemma("GEMMA-2026-06-30.ameff.xml.xz", tmp_path_factory.mktemp("gemma"))


@pytest.fixture(scope="session")
def gemma_before_file(tmp_path_factory) -> Path:
    """GEMMA of 14 May 2025, unpacked."""
    return _gemma("GEMMA-hist-2025-05-14-5ef05417.ameff.xml.xz", tmp_path_factory.mktemp("gemma"))


@pytest.fixture(scope="session")
def gemma(gemma_file):
    """GEMMA of 30 June 2026, read."""
    return read(gemma_file)[0]


@pytest.fixture(scope="session")
def gemma_before(gemma_before_file):
    """GEMMA of 14 May 2025, read."""
    return read(gemma_before_file)[0]

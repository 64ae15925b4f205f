"""The sample region, written and read once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from wiel.intake import Intake, read_region
from wiel.samples.streek.deliveries import streek_truth
from wiel.samples.streek.paper import Truth


@dataclass(frozen=True)
class Streek:
    """The deliveries on disk, what was read from them, and what their rows really are."""

    folder: Path
    intake: Intake
    truths: tuple[Truth, ...]


@pytest.fixture(scope="session")
def streek(tmp_path_factory) -> Streek:
    """The region as it is read from its ten deliveries."""
    path, truths = streek_truth(tmp_path_factory.mktemp("streek"))
    return Streek(path.parent, read_region(path), truths)

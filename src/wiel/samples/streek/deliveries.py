"""Writes the files that the region delivers."""

from pathlib import Path

from wiel.samples.streek.clean import clean_streek
from wiel.samples.streek.made import SEED


def write_streek(folder: Path, seed: int = SEED) -> Path:
    """Write the deliveries into a folder and return its ``region.toml``. The same seed gives the same files."""
    return clean_streek(folder, seed)

"""Writes and reads a landscape as a Frictionless data package."""

from pathlib import Path

from wiel.findings import Findings
from wiel.landscape import Landscape


def write(landscape: Landscape, path: Path | str) -> None:
    """Write a landscape as a folder, or as one file when `path` ends in ``.zip``; equal landscapes give equal bytes."""


def read(path: Path | str) -> tuple[Landscape, Findings]:
    """Which landscape does this data package (folder, zip or ``datapackage.json``) hold?"""

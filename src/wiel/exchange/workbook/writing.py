"""Writes a landscape, or an empty template, as a workbook."""

from pathlib import Path

from wiel.landscape import Landscape


def write(landscape: Landscape, path: Path | str, language: str = "nl") -> None:
    """Write a landscape as a workbook that `read` gives back without loss; equal landscapes give equal bytes."""


def template(path: Path | str, language: str = "nl") -> None:
    """Write an empty workbook with explanations and pick-lists."""

"""Regions made in the test."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HEAD = 'name = "Laakstreek"\nas_of = 2026-11-01\n'


@pytest.fixture
def region(tmp_path) -> Callable[..., Path]:
    """A folder with these files and a ``region.toml``; every file that `description` does not name belongs to nobody."""

    def make(files: Mapping[str, str | bytes], description: str = "", head: str = HEAD) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        lists = [name for name in files if not name.endswith(".toml") and name not in description]
        entries = "".join(f'[[file]]\npath = "{name}"\n' for name in lists)
        (tmp_path / "region.toml").write_text(head + description + "\n" + entries, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture
def found() -> Callable[..., list[tuple[str, int | None, str | None]]]:
    """Rule, row and column of the findings of an intake."""

    def list_of(intake) -> list[tuple[str, int | None, str | None]]:
        return [(finding.rule, finding.place.row, finding.place.column) for finding in intake.findings]

    return list_of

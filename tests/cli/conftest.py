"""Running the command line inside the test."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wiel.cli import main
from wiel.exchange import workbook
from wiel.samples import buurtschap


@dataclass(frozen=True)
class Outcome:
    """What a command left: status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on standard output."""
        return json.loads(self.out)


@pytest.fixture
def wiel(monkeypatch, capsys) -> Callable[..., Outcome]:
    """Run `wiel` with these words, as a person would."""

    def run(*words: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["wiel", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return run


@pytest.fixture
def region(tmp_path) -> Path:
    """The region of buurtschap: one workbook and its description."""
    folder = tmp_path / "streek"
    folder.mkdir()
    workbook.write(buurtschap(), folder / "buurtschap.xlsx")
    (folder / "region.toml").write_text(
        'name = "Buurtschap"\nas_of = 2026-11-01\nmembers = ["Aakerk", "Bovenbeek", "Coldenhove"]\n'
        '[[file]]\npath = "buurtschap.xlsx"\n',
        encoding="utf-8",
    )
    return folder

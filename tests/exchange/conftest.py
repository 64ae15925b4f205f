import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter


@pytest.fixture
def xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Writes sheets (name → rows of values; a dict is a formula and its result) as a workbook."""

    def make(name: str = "lijst.xlsx", **sheets: list[list[object]]) -> Path:
        book = xlsxwriter.Workbook(tmp_path / name, {"default_date_format": "d-m-yyyy"})
        for sheet_name, rows in sheets.items():
            sheet = book.add_worksheet(sheet_name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, dict):
                        sheet.write_formula(row, column, cell["formula"], None, cell["result"])
                    elif cell is not None:
                        sheet.write(row, column, cell)
        book.close()
        return tmp_path / name

    return make


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    """A zip of members."""

    def make(members: dict[str, bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    return make


@pytest.fixture
def as_nobody() -> Callable[[str], str]:
    """Runs Python code as a user without rights and gives what it printed; skips where that cannot be done."""

    def run(code: str) -> str:
        drop = "import os\nif os.getuid() == 0:\n    os.setgroups([])\n    os.setgid(65534)\n    os.setuid(65534)\n"
        done = subprocess.run([sys.executable, "-c", code.replace("#DROP\n", drop)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run

"""The tutorial does what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```", re.S | re.M)


def _run(command: str, folder: Path) -> str:
    """Run one command of the tutorial; `wiel` is the one of this environment."""
    words = shlex.split(command)
    if words[0] == "wiel":
        words = [sys.executable, "-m", "wiel", *words[1:]]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def _steps(block: str) -> list[tuple[str, str]]:
    """Each command with the output that should follow it."""
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def _agrees(expected: str, actual: str) -> bool:
    """Whether the output is as written; a line with only … stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in expected.splitlines())
    return re.fullmatch(pattern, actual) is not None


@pytest.mark.slow
def test_every_command_of_the_tutorial_works_and_prints_what_stands_there(tmp_path):
    """Commands are run in order in an empty folder; files are written where the page says."""
    ran = 0
    for kind, name, content in BLOCK.findall((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        if name:
            (tmp_path / name).write_text(content, encoding="utf-8")
        for command, expected in _steps(content) if kind == "console" else []:
            actual = _run(command, tmp_path)
            assert _agrees(expected, actual), f"{command} printed:\n{actual}"
            ran += 1

    assert ran >= 8


def test_every_link_between_pages_leads_somewhere():
    """Relative links in README and docs point at files that exist."""
    broken = []
    for page in (*DOCS.rglob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")

    assert broken == []

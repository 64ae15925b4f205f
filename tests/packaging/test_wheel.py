"""The wheel holds what it must, and works without development tools."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_both_packages(wheel):
    """Python files, texts, parameters, samples and report assets are all inside; nothing else of the project is."""
    listed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for package in ("wiel", "wiel_web")
        for path in (ROOT / "src" / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert listed == source
    assert {"wiel/py.typed", "wiel/samples/buurtschap.yaml", "wiel/landscape/reference/components.csv"} <= listed
    own = ("templates/frame/base.html", "static/frame/wiel.css", "text.nl.toml", "text.en.toml")
    others = ("components.css", "theme.css", "LICENSE-components.md", "LICENSE-theme.md", "SOURCES.txt", "SHA256SUMS")
    frame = {f"wiel_web/frame/{name}" for name in (*own, *(f"static/nlds/{name}" for name in others))}
    assert frame | {f"wiel_web/{app}/migrations/0001_initial.py" for app in ("tenancy", "accounts", "landscapes", "runs")} <= listed


def test_no_wheel_is_made_without_the_style_sheets_of_others(tmp_path):
    """The build stops and says what to call; a wheel whose pages have no look is never made."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend")
    (tmp_path / "src" / "wiel").mkdir(parents=True)
    (tmp_path / "src" / "wiel" / "__init__.py").touch()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", str(tmp_path)]
    told = subprocess.run(command, check=False, capture_output=True, text=True)

    assert told.returncode
    assert "python frontend/assets.py" in told.stdout + told.stderr
    assert not (tmp_path / "dist").exists() or not list((tmp_path / "dist").iterdir())


@pytest.mark.slow
def test_the_demo_runs_from_the_wheel_in_an_environment_without_development_tools(wheel, tmp_path):
    """A clean environment with only the locked run-time packages makes the dossier."""
    uv = ROOT / ".venv" / "uv" / "bin" / "uv"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COVERAGE", "COV_", "PYTEST"))}
    python = tmp_path / "clean" / "bin" / "python"
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "clean")],
        [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", ROOT / "requirements.lock"],
        [uv, "pip", "install", "--quiet", "--python", python, "--no-deps", wheel],
        [python.with_name("wiel"), "demo", "-o", tmp_path / "out"],
    ):
        subprocess.run([str(part) for part in command], check=True, cwd=tmp_path, env=environment)

    assert (tmp_path / "out" / "dossier-openbaar.pdf").stat().st_size > 10_000
    assert not (tmp_path / "clean" / "lib" / "python3.11" / "site-packages" / "pytest").exists()

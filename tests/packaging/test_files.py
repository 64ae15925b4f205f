"""What the committed files may and may not hold."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from wiel import __version__

ROOT = Path(__file__).resolve().parents[2]
REGISTRIES = re.compile(r"https?://[^\s\"']*(pypi\.|pythonhosted|npmjs|registry\.|deb\.debian|mirror)", re.I)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_committed_file_names_a_package_registry():
    """Lock files have hashes and no addresses."""
    named = [path.name for path in _tracked() if path != Path(__file__) and REGISTRIES.search(path.read_text("utf-8", "ignore"))]

    assert named == []


def test_the_lock_has_a_hash_for_every_package():
    """Each pinned package is followed by a hash."""
    for lock in ("requirements.lock", "requirements-web.lock", "requirements-dev.lock", "frontend/requirements-node.lock"):
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        pinned = [number for number, line in enumerate(lines) if re.match(r"^[a-z0-9].*==", line)]

        assert pinned
        assert all("--hash=sha256:" in lines[number + 1] for number in pinned)


def test_versions_agree():
    """The public code description names the version of the package."""
    described = yaml.safe_load((ROOT / "publiccode.yaml").read_text(encoding="utf-8"))

    assert described["softwareVersion"] == __version__
    assert described["legal"]["license"] == "EUPL-1.2"

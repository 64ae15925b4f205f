"""What every test may use: real data outside the project, and demands that may be made firm."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: nothing here is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]


def _need(what: str, present: bool) -> None:
    """Skip when something outside Python is absent; with WIEL_REQUIRE=all its absence is a failure."""
    if present:
        return
    if os.environ.get("WIEL_REQUIRE") == "all":
        pytest.fail(f"{what} is required here but absent")
    pytest.skip(f"{what} is absent")


@pytest.fixture
def need() -> Callable[[str, bool], None]:
    """A demand: `need("Chromium", path is not None)`."""
    return _need


@pytest.fixture
def real_data() -> Callable[[str], Path]:
    """Real files outside the project: the folder that WIEL_DATA names, else ../shared/data. Skips where they are absent."""
    base = Path(os.environ.get("WIEL_DATA", ROOT.parent / "shared" / "data"))

    def find(name: str) -> Path:
        if not (base / name).exists():
            pytest.skip(f"the file {name} of others is not on this machine")
        return base / name

    return find

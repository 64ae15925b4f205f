"""A gate that fails or hangs ends the run, and leaves nothing behind."""

import sys
import time
from pathlib import Path

import pytest
from tests import gates

STARTS_ANOTHER = """
import subprocess, sys, time
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid, file=open(sys.argv[1], "w"), flush=True)
time.sleep(600)
"""


def _is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell its processes in /proc")
def test_a_gate_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch, capfd):
    """After its time the gate tells where it is, and it and its children are gone."""
    monkeypatch.setattr(gates, "GRACE", 5)
    with pytest.raises(SystemExit):
        gates.run("hangs", [sys.executable, "-X", "faulthandler", "-c", STARTS_ANOTHER, tmp_path / "child"], limit=3)
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _is_there(child):
            break
        time.sleep(0.1)

    assert not _is_there(child)
    assert "most recent call first" in capfd.readouterr().err


def test_a_gate_that_fails_ends_the_run_with_its_status():
    """The status of the gate is that of the run; one that passes tells its time."""
    with pytest.raises(SystemExit) as left:
        gates.run("fails", [sys.executable, "-c", "raise SystemExit(3)"])

    assert left.value.code == 3
    assert gates.run("passes", [sys.executable, "-c", ""]) >= 0

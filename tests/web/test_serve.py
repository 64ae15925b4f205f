"""`wiel serve` starts what is needed, says why it cannot, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

WIEL = [sys.executable, "-m", "wiel"]


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _environment(folder) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "WIEL_"))} | {
        "WIEL_STATE": str(folder)
    }


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path):
    """Status 2, the port, and how to choose another one; no database was made."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        outcome = subprocess.run(
            [*WIEL, "serve", "--port", port], env=_environment(tmp_path), capture_output=True, text=True, check=False
        )

    assert outcome.returncode == 2
    assert port in outcome.stderr
    assert "--port" in outcome.stderr
    assert list(tmp_path.iterdir()) == []


def _started(folder) -> tuple[subprocess.Popen, int]:
    """`wiel serve` in a session of its own, ready to answer."""
    port = _free_port()
    running = subprocess.Popen([*WIEL, "serve", "--port", str(port)], env=_environment(folder), start_new_session=True)
    deadline = time.monotonic() + 240
    while not _answers(f"http://127.0.0.1:{port}/health/ready") and time.monotonic() < deadline:
        assert running.poll() is None
        time.sleep(1)
    return running, port


def _children(parent: int) -> set[int]:
    """The processes below a process, at any depth (Linux)."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
    found, new = set(), {parent}
    while new:
        new = {child for child, above in parents.items() if above in new}
        found |= new
    return found


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_serve_starts_server_worker_and_scheduler_and_ends_them(tmp_path):
    """The server is ready with its tables; asked to stop, it stops with all its children."""
    running, port = _started(tmp_path)
    try:
        assert _answers(f"http://127.0.0.1:{port}/account/login/")
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)

    assert not _answers(f"http://127.0.0.1:{port}/health/live")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_nothing_goes_on_when_serve_is_ended_by_force(tmp_path):
    """After kill -9, server, its processes, worker and scheduler end by themselves, and the port is free again."""
    running, port = _started(tmp_path)
    children = _children(running.pid)
    running.kill()
    running.wait(10)
    deadline = time.monotonic() + 60
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.5)

    assert len(children) >= 3
    assert [child for child in children if _alive(child)] == []
    assert not _answers(f"http://127.0.0.1:{port}/health/live")

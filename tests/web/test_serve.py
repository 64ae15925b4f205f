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


@pytest.mark.slow
def test_serve_starts_server_worker_and_scheduler_and_ends_them(tmp_path):
    """The server is ready with its tables; asked to stop, it stops with all its children."""
    port = _free_port()
    command = [*WIEL, "serve", "--port", str(port)]
    running = subprocess.Popen(command, env=_environment(tmp_path), start_new_session=True)
    try:
        deadline = time.monotonic() + 240
        while not _answers(f"http://127.0.0.1:{port}/health/ready") and time.monotonic() < deadline:
            assert running.poll() is None
            time.sleep(1)
        assert _answers(f"http://127.0.0.1:{port}/account/login/")
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)

    assert not _answers(f"http://127.0.0.1:{port}/health/live")

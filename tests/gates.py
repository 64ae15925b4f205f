"""Every gate in order, each with its time; stops at the first that fails or hangs. `python -m tests.gates [--quick]`."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Seconds that a gate may take, many times what it does. One test that hangs ends sooner, with a traceback: faulthandler_timeout.
LIMIT = 2 * 3600
# Seconds between asking a gate that hangs where it is and ending it.
GRACE = 20
ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Reading the settings of the web application makes a state folder: never that of who runs the gates.
OWN = {"PYTHONHASHSEED": "0", "WIEL_STATE": str(Path(tempfile.gettempdir()) / f"wiel-gates-{os.getuid()}")}

LINT = [
    ("layout", [BIN / "ruff", "format", "--check", "."]),
    ("lint", [BIN / "ruff", "check", "."]),
    ("types", [BIN / "mypy"]),
    ("import contract", [BIN / "lint-imports", "--no-cache"]),
]
TESTS = [
    ("tests", [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term:skip-covered"]),
]


def run(name: str, command: list[str | Path], limit: float = LIMIT) -> float:
    """Run one gate; leave with its status when it fails, and end it with all that it started when it hangs."""
    started = time.monotonic()
    print(f"== {name}", flush=True)
    gate = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=os.environ | OWN, start_new_session=True)
    try:
        status = gate.wait(limit)
    except subprocess.TimeoutExpired:
        print(f"== {name}: did not end within {limit:.0f} seconds", flush=True)
        status = 1
    finally:
        _end(gate)
    if status:
        print(f"== {name}: failed", flush=True)
        raise SystemExit(status)
    return time.monotonic() - started


def _end(gate: subprocess.Popen[bytes]) -> None:
    """Nothing that a gate started is left: each process is asked for its traceback by SIGABRT, and then ended."""
    for asked in (signal.SIGABRT, signal.SIGKILL):
        try:
            os.killpg(gate.pid, asked)
        except ProcessLookupError:
            return
        try:
            gate.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue


def main() -> None:
    """Run the gates and print how long each took."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gates = LINT if "--quick" in sys.argv else LINT + TESTS
    times = {name: run(name, command) for name, command in gates}
    print("== all gates passed: " + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items()))


if __name__ == "__main__":
    main()

"""Every gate in order, each with its time; stops at the first that fails. `python -m tests.gates [--quick]`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def run(name: str, command: list[str | Path]) -> float:
    """Run one gate; leave with its status when it fails."""
    started = time.monotonic()
    print(f"== {name}", flush=True)
    outcome = subprocess.run([str(part) for part in command], cwd=ROOT, env=os.environ | OWN, check=False)
    if outcome.returncode:
        print(f"== {name}: failed", flush=True)
        raise SystemExit(outcome.returncode)
    return time.monotonic() - started


def main() -> None:
    """Run the gates and print how long each took."""
    gates = LINT if "--quick" in sys.argv else LINT + TESTS
    times = {name: run(name, command) for name, command in gates}
    print("== all gates passed: " + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items()))


if __name__ == "__main__":
    main()

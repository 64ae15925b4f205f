"""`python -m bench [NAME …]`: every table of speed and quality, or those named, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def names() -> list[str]:
    """The modules that print a table; the fuzzers take long and are started by name."""
    return sorted(
        path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith(("_", "fuzz")) and "__main__" in path.read_text()
    )


def main() -> int:
    """Run the tables one after another; the status is that of the worst."""
    worst = 0
    for name in sys.argv[1:] or names():
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=FOLDER.parent, check=False).returncode)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())

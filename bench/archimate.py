"""Reading, writing, comparing and drawing whole models: ``python -m bench.archimate [FILE…] [--peer PYTHON]``.

Each task runs in a process of its own, so that its peak of memory is its own; a time is the
processor time of the best of `--times`, so that a busy machine does not decide. The yardstick is a
bare ``lxml.etree.parse`` of the same file. The peer is pyArchimate (GPL-3.0, so not among our dependencies): name a Python that
has it. Without FILE the real files are taken from WIEL_DATA.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

DATA = Path(os.environ.get("WIEL_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
LIMIT_RATIO, LIMIT_MEGABYTES = 8, 500

HEAD = """
import resource, sys, time
path, times = sys.argv[1], int(sys.argv[2])
def best(call):
    quickest = 1e9
    for _ in range(times):
        start = time.process_time(); kept = call(); quickest = min(quickest, time.process_time() - start)
    return quickest, kept
def tell(seconds):
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
TASKS = {
    "lxml.etree.parse": "from lxml import etree\ntell(best(lambda: etree.parse(path))[0])",
    "read": "from wiel.exchange.archimate import read\ntell(best(lambda: read(path))[0])",
    "write": (
        "import io\nfrom wiel.exchange.archimate import read, write\nmodel = read(path)[0]\n"
        "tell(best(lambda: write(model, io.BytesIO()))[0])"
    ),
    "compare with itself": (
        "from wiel.exchange.archimate import read\nfrom wiel.exchange.archimate.comparison import diff\n"
        "model = read(path)[0]\ntell(best(lambda: diff(model, model))[0])"
    ),
    "draw every view": (
        "from wiel.exchange.archimate import read\nfrom wiel.exchange.archimate.drawing import svg\n"
        "model = read(path)[0]\ntell(best(lambda: sum(len(svg(model, view)) for view in model.views))[0])"
    ),
}
PEER = """
import contextlib, io, logging
logging.disable(logging.CRITICAL)
from pyArchimate import Model
def call():
    with contextlib.redirect_stdout(io.StringIO()):
        model = Model("x"); model.read(path)
    return model
seconds, model = best(call)
tell(seconds)
print(len(model.elements), len(model.relationships), len(model.views), "elements, relationships, views")
"""


def measured(python: str, task: str, path: Path, times: int) -> tuple[float, float, str]:
    """Seconds, peak of memory in MB and a remark; NaN where the task failed."""
    run = subprocess.run(
        [python, "-c", HEAD + task, str(path), str(times)], capture_output=True, text=True, timeout=900, check=False
    )
    lines = run.stdout.strip().splitlines()
    if run.returncode or not lines:
        return float("nan"), float("nan"), "fails: " + (run.stderr.strip().splitlines() or ["no output"])[-1][:70]
    seconds, megabytes = (float(part) for part in lines[0].split())
    return seconds, megabytes, " ".join(lines[1:])


def report(path: Path, times: int, peer: str | None) -> bool:
    """Print one table; tells whether reading keeps its promise."""
    print(f"\n{path.name}, {path.stat().st_size / 1e6:.1f} MB")
    print(f"{'task':24} {'cpu s':>8} {'x parse':>8} {'MB':>6}")
    rows = {name: measured(sys.executable, task, path, times) for name, task in TASKS.items()}
    if peer:
        rows["pyArchimate read"] = measured(peer, PEER, path, times)
    bare = rows["lxml.etree.parse"][0]
    for name, (seconds, megabytes, remark) in rows.items():
        print(f"{name:24} {seconds:8.3f} {seconds / bare:8.1f} {megabytes:6.0f} {remark}")
    seconds, megabytes, _ = rows["read"]
    return seconds <= LIMIT_RATIO * bare and megabytes <= LIMIT_MEGABYTES


def main() -> int:
    """Run every file; status 1 where reading takes more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--peer", help="a Python that has pyArchimate")
    options = parser.parse_args()
    files = options.files or [*sorted((DATA / "archimate").glob("*.ameff.xml"))]
    kept = [report(path, options.times, options.peer) for path in files]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())

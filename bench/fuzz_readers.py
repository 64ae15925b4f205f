"""Broken files by the thousand: ``python -m bench.fuzz_readers [--cases 20000] [--seed 1] [--reader table …]``.

Each case breaks a small file in one to four places (`bench.breaking`). Whatever comes out must be refused with a sentence or read with
findings that can be said; anything else is printed with its seed, and the run ends with status 1. So it does when one case takes more
than ten seconds, or the process more than 500 MB while it reads. Blocks of cases run in a process of their own; what the bench itself
needs to make a file is not counted.
"""

import argparse
import gc
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from bench.breaking import broken
from bench.reader_corpora import corpora
from wiel.errors import WielError
from wiel.findings import Findings

MEGABYTES, SECONDS = 500, 10.0
BLOCK = 5000
MOST_FAILURES = 20
UNSAID = "refused without a sentence"
ADDRESS_SPACE = 8 << 30
"""So that a case that asks for all memory ends in a failure of that case and not of the machine."""


@dataclass
class Tried:
    """What became of the cases of a reader."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    largest: tuple[int, int] = (0, 0)

    def add(self, other: "Tried") -> None:
        """Count another block too."""
        self.outcomes += other.outcomes
        self.failures += other.failures
        self.slowest, self.largest = max(self.slowest, other.slowest), max(self.largest, other.largest)

    @property
    def is_kept(self) -> bool:
        """Whether every promise was kept."""
        return not self.failures and not self.outcomes[UNSAID] and self.largest[0] <= MEGABYTES and self.slowest[0] <= SECONDS


def outcome(content: bytes, path: Path, read: Callable[[Path], Findings]) -> str:
    """What becomes of a file: the rule by which it is refused, ``clean`` or ``with findings``; raises where a promise is not kept."""
    path.write_bytes(content)
    try:
        findings = read(path)
    except WielError as refusal:
        spoken = [getattr(refusal.sentence, part)(language) for part in ("message", "remedy") for language in ("nl", "en")]
        return refusal.sentence.key if all(spoken) else UNSAID
    for finding in findings:
        assert finding.as_json("nl")["message"]
    return "with findings" if len(findings) else "clean"


def _forget_peak() -> None:
    """From here on the peak counts (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    """Megabytes that this process has held at most since then."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def run(reader: str, cases: range, folder: Path) -> Tried:
    """Try the cases of one reader in this process."""
    tried, one = Tried(), corpora(folder)[reader]
    for seed in cases:
        content = broken(seed, one.corpus)
        _forget_peak()
        start = perf_counter()
        try:
            tried.outcomes[outcome(content, folder / f"geval{one.ending}", one.read)] += 1
        except Exception:
            tried.failures += 1
            print(f"{reader}, seed {seed}:")
            traceback.print_exc(limit=-4, file=sys.stdout)
            if tried.failures >= MOST_FAILURES:
                break
        tried.slowest = max(tried.slowest, (perf_counter() - start, seed))
        tried.largest = max(tried.largest, (_peak(), seed))
    return tried


def _block(reader: str, cases: range) -> Tried:
    """Some of the cases, in a process that starts with nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    gc.collect()
    with tempfile.TemporaryDirectory() as name:
        return run(reader, cases, Path(name))


def _told(reader: str, tried: Tried, seconds: float) -> None:
    read = tried.outcomes["with findings"], tried.outcomes["clean"]
    cases = tried.outcomes.total() + tried.failures
    (slowest, slow_seed), (largest, large_seed) = tried.slowest, tried.largest
    print(
        f"== {reader:18} {cases:6} cases, {tried.outcomes.total() - sum(read):6} refused, {read[0]:6} with findings, {read[1]:6} clean, "
        f"{tried.failures} promises broken; worst {slowest:.2f} s (seed {slow_seed}), {largest} MB (seed {large_seed}); {seconds:.0f} s"
    )
    for what, n in tried.outcomes.most_common(8):
        print(f"   {what:32} {n:7}", flush=True)


def main() -> int:
    """Run the cases; status 1 where one of them breaks a promise."""
    with tempfile.TemporaryDirectory() as name:
        readers = list(corpora(Path(name)))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="append", choices=readers, help="may be repeated; default all")
    options = parser.parse_args()
    kept = True
    for reader in options.reader or readers:
        start, tried, last = perf_counter(), Tried(), options.seed + options.cases
        blocks = [range(first, min(first + BLOCK, last)) for first in range(options.seed, last, BLOCK)]
        with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
            for part in pool.map(_block, [reader] * len(blocks), blocks):
                tried.add(part)
        _told(reader, tried, perf_counter() - start)
        kept = kept and tried.is_kept
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""How many distorted names of the sample region are linked rightly? `python -m bench.streek [SEED …]`, per member and per distortion."""

import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from wiel.intake import read_region
from wiel.samples.streek.deliveries import streek_truth
from wiel.samples.streek.distortions import distortions
from wiel.samples.streek.made import SEED, made
from wiel.samples.streek.measure import linked_names, score


def main() -> None:
    """Print precision and recall for each seed: in all, per member, and per distortion."""
    for seed in [int(word) for word in sys.argv[1:]] or [SEED]:
        with tempfile.TemporaryDirectory() as folder:
            path, truths = streek_truth(Path(folder), seed)
            started, worked = time.perf_counter(), time.process_time()
            intake = read_region(path)
            seconds, busy = time.perf_counter() - started, time.process_time() - worked
        names = linked_names(intake.landscape, truths, {product.name for product in made(seed).market.products})
        print(f"seed {seed}: read in {seconds:.1f} s, processor {busy:.1f} s, {len(intake.findings)} findings")
        show("all", names)
        for member in names["member"].unique(maintain_order=True):
            show(member, names.filter(pl.col("member") == member))
        for identifier in distortions():
            told = names.filter(pl.col("applied").list.contains(identifier))
            if told.height:
                show(f"  {identifier}", told)


def show(label: str, names: pl.DataFrame) -> None:
    """One line: how many names could be linked, how many were, and how well."""
    found = score(names)
    print(
        f"{label:<24}{found.told:>6} could be linked {found.linked:>6} were   "
        f"precision {found.precision:.3f}   recall {found.recall:.3f}"
    )


if __name__ == "__main__":
    main()

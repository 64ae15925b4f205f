"""Writes the files that the region delivers: ten ways of keeping a list, as ``distortions.yaml`` describes, and ``region.toml``."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from wiel.samples.streek.clean import write_template
from wiel.samples.streek.distortions import Habits
from wiel.samples.streek.lists import (
    drawn,
    glpi,
    handmade,
    national,
    package,
    several_sheets,
    template,
    topdesk,
    unicode_text,
    western,
)
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.made import SEED, Made, Rows, catalogue, made
from wiel.samples.streek.members import HOST
from wiel.samples.streek.paper import Page, Truth, write_text
from wiel.samples.streek.region import CATALOGUE, Listed, write_region
from wiel.samples.streek.told import shared_applications, told

WAYS: Mapping[str, Callable[[Delivery], None]] = {
    "oosterlaak": template.deliver,
    "polderrode": topdesk.deliver,
    "zandwierde": handmade.deliver,
    "heukelwaard": glpi.deliver,
    "lommerhout": western.deliver,
    "grietmeer": drawn.deliver,
    "elsterbeek": unicode_text.deliver,
    "dorrewold": package.deliver,
    "broekerdam": national.deliver,
    "aderveen": several_sheets.deliver,
}
WITH_ATTESTATIONS = ("oosterlaak", "dorrewold")
"""Members whose own file tells what was confirmed; the others returned a list of it."""


def write_streek(folder: Path, seed: int = SEED) -> Path:
    """Write the deliveries into a folder and return its ``region.toml``. The same seed gives the same files."""
    return _delivered(folder, seed)[0]


def streek_truth(folder: Path, seed: int = SEED) -> tuple[Path, tuple[Truth, ...]]:
    """Write the deliveries, and tell for every row of a list of applications what it really is."""
    return _delivered(folder, seed)


def _delivered(folder: Path, seed: int) -> tuple[Path, tuple[Truth, ...]]:
    folder.mkdir(parents=True, exist_ok=True)
    region = made(seed)
    write_template(folder / CATALOGUE, catalogue(region.market))
    listed: list[Listed] = []
    truths: list[Truth] = []
    for delivery in _deliveries(folder, region, seed):
        WAYS[delivery.member.key](delivery)
        listed += delivery.listed
        truths += delivery.truths
    _attestations(folder, region)
    return write_region(folder, [*listed, Listed(ATTESTATIONS)]), tuple(truths)


def _deliveries(folder: Path, region: Made, seed: int) -> list[Delivery]:
    """The members with their lists; each draws by itself, so that one list never changes another."""
    host = next(kept for kept in region.members if kept.member is HOST)
    shared = shared_applications(host.applications)
    found = []
    for number, kept in enumerate(region.members):
        habits = Habits(kept.member.key, np.random.default_rng([seed, number]))
        found.append(Delivery(folder, kept, told(kept.member, kept.applications, shared, habits), habits))
    return found


ATTESTATIONS = "bevestigingen.csv"


def _attestations(folder: Path, region: Made) -> None:
    """What members confirmed, as they returned it."""
    rows: Rows = [row for kept in region.members if kept.member.key not in WITH_ATTESTATIONS for row in kept.tables["attestations"]]
    page = Page()
    page.add(["tabel", "rij", "kolom", "rol", "op"])
    for row in rows:
        page.add([row["table"], row["row_id"], row["column"], row["role"], row["on"].isoformat()])
    write_text(folder / ATTESTATIONS, page)

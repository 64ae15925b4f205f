"""The region delivered without a fault: one catalogue, and one workbook of the template per municipality. What linking is measured by."""

from pathlib import Path

from wiel.exchange import workbook
from wiel.samples.rows import landscape_from_rows
from wiel.samples.streek.installed import TODAY
from wiel.samples.streek.made import SEED, Rows, application_tables, catalogue, made
from wiel.samples.streek.members import MEMBERS
from wiel.samples.streek.region import Listed, write_region


def clean_streek(folder: Path, seed: int = SEED) -> Path:
    """Write the deliveries as they would be without any distortion, and return their ``region.toml``."""
    folder.mkdir(parents=True, exist_ok=True)
    region = made(seed)
    write_template(folder / "catalogus.xlsx", catalogue(region.market))
    for kept in region.members:
        write_template(folder / f"{kept.member.key}.xlsx", application_tables(kept) | kept.tables)
    lists = [Listed(f"{member.key}.xlsx", member, main=True) for member in MEMBERS]
    return write_region(folder, lists)


def write_template(path: Path, tables: dict[str, Rows]) -> None:
    """Write rows as a workbook of the template."""
    workbook.write(landscape_from_rows(TODAY, {name: rows for name, rows in tables.items() if rows}), path)

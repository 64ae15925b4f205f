"""Many files → one landscape, with findings that name file, sheet, row and column, and the origin of every row."""

from wiel.intake.reading import Intake, read_paths, read_region, readings_table, write_review_file
from wiel.intake.readings import Reading
from wiel.intake.region import Largest, Region, RegionFile, RegionMember, StudySettings

__all__ = [
    "Intake",
    "Largest",
    "Reading",
    "Region",
    "RegionFile",
    "RegionMember",
    "StudySettings",
    "read_paths",
    "read_region",
    "readings_table",
    "write_review_file",
]

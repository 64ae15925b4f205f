"""The sixteen chapters of a feasibility dossier, in order."""

from collections.abc import Callable

from wiel.reports.chapters import (
    ch01_occasion,
    ch02_participants,
    ch03_zero_measurement,
    ch04_landscape,
    ch05_scenarios,
    ch06_costs,
    ch07_division,
    ch08_governance,
    ch09_staff,
    ch10_security,
    ch11_continuity,
    ch12_migration,
    ch13_risks,
    ch14_leaving,
    ch15_benefits,
    ch16_decisions,
)
from wiel.reports.document import Chapter
from wiel.reports.view import View

CHAPTERS: tuple[Callable[[View], Chapter], ...] = (
    ch01_occasion.chapter,
    ch02_participants.chapter,
    ch03_zero_measurement.chapter,
    ch04_landscape.chapter,
    ch05_scenarios.chapter,
    ch06_costs.chapter,
    ch07_division.chapter,
    ch08_governance.chapter,
    ch09_staff.chapter,
    ch10_security.chapter,
    ch11_continuity.chapter,
    ch12_migration.chapter,
    ch13_risks.chapter,
    ch14_leaving.chapter,
    ch15_benefits.chapter,
    ch16_decisions.chapter,
)

__all__ = ["CHAPTERS"]

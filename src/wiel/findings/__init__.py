"""Findings are data: a rule that does not hold, the place, a message, a remedy. The caller decides which are fatal."""

from wiel.errors import Place
from wiel.findings.finding import Finding, Findings, Rule, Severity

__all__ = ["Finding", "Findings", "Place", "Rule", "Severity"]

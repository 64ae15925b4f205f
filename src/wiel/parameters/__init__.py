"""Numbers with a source: dated values per subject in YAML, the reader, and what a user sets instead of them."""

from wiel.parameters.overlay import Override, read_overlay, read_settings
from wiel.parameters.parameter import DatedValue, Parameter
from wiel.parameters.parameters import Parameters

__all__ = ["DatedValue", "Override", "Parameter", "Parameters", "read_overlay", "read_settings"]

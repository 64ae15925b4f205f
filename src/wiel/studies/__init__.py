"""Instruments in sequence. A study sees no files: the command line and the web compose intake → study → reports."""

from wiel.studies.feasibility import feasibility, options_for
from wiel.studies.study import Study, Subject

__all__ = ["Study", "Subject", "feasibility", "options_for"]

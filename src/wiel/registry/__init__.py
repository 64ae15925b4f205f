"""What an instrument is and which there are."""

from wiel.registry.control import Control, Quiet, Stage, Stopped
from wiel.registry.descriptor import Descriptor, Inputs, load_options, load_run
from wiel.registry.discovery import instrument, instruments

__all__ = [
    "Control",
    "Descriptor",
    "Inputs",
    "Quiet",
    "Stage",
    "Stopped",
    "instrument",
    "instruments",
    "load_options",
    "load_run",
]

"""Instruments with which municipalities organise their ICT together.

The names that this package promises stand in ``__all__``; everything else may move.
"""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("wiel")

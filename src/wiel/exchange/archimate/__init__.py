"""ArchiMate models: the Model Exchange File Format and Archi's own files, read and written without loss."""

from wiel.exchange.archimate.model import ArchimateModel
from wiel.exchange.archimate.reading import read
from wiel.exchange.archimate.writing import write

__all__ = ["ArchimateModel", "read", "write"]

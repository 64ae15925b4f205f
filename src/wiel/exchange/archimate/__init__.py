"""ArchiMate models: the Model Exchange File Format and Archi's own files, read and written without loss.

Views as SVG are in `drawing`, the way to and from a landscape is in `mapping`.
"""

from wiel.exchange.archimate.comparison import Difference, diff
from wiel.exchange.archimate.counting import Counts, count
from wiel.exchange.archimate.model import ArchimateModel
from wiel.exchange.archimate.reading import read, recognises
from wiel.exchange.archimate.writing import write

__all__ = ["ArchimateModel", "Counts", "Difference", "count", "diff", "read", "recognises", "write"]

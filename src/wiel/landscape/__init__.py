"""What is: the tables of a landscape and the `Landscape` that holds them. What follows from it, instruments answer."""

from wiel.landscape.difference import Difference, TableDifference
from wiel.landscape.landscape import Landscape
from wiel.landscape.tables import EXPANSIONS, TABLES

__all__ = ["EXPANSIONS", "TABLES", "Difference", "Landscape", "TableDifference"]

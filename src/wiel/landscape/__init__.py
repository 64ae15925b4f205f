"""What is: the tables of a landscape and the `Landscape` that holds them. What follows from it, instruments answer."""

from wiel.landscape.difference import Difference, TableDifference
from wiel.landscape.landscape import Landscape
from wiel.landscape.plan import PLAN, Plan
from wiel.landscape.selection import OWNER, THROUGH
from wiel.landscape.tables import EXPANSIONS, TABLES

__all__ = ["EXPANSIONS", "OWNER", "PLAN", "TABLES", "THROUGH", "Difference", "Landscape", "Plan", "TableDifference"]

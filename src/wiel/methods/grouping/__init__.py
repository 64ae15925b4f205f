"""Which things are alike: a tree of ever larger groups, and an order of its leaves in which likes stand side by side."""

from wiel.methods.grouping.leaves import leaf_order
from wiel.methods.grouping.linkage import Merge, average_linkage

__all__ = ["Merge", "average_linkage", "leaf_order"]

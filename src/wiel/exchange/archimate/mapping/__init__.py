"""Between a model and the tables of a landscape, both ways."""

from wiel.exchange.archimate.mapping.inward import to_landscape, to_reference

__all__ = ["to_landscape", "to_reference"]

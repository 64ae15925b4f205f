"""Views as SVG: faithful to the layout of the model, readable, in light and dark."""

from wiel.exchange.archimate.drawing.sheet import Drawing, svg

__all__ = ["Drawing", "svg"]

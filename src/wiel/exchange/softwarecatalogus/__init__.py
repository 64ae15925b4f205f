"""The CSV exports of the Softwarecatalogus of Dutch municipalities, recognised by their headers."""

from wiel.exchange.softwarecatalogus.reading import read, recognised

__all__ = ["read", "recognised"]

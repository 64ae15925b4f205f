"""Open data of Iv3, the financial reports of municipalities: overhead and total cost per municipality, year and report."""

from wiel.exchange.iv3.reading import read

__all__ = ["read"]

"""The workbook that people fill: a template with explanations and pick-lists, a landscape as workbook, and reading it back."""

from wiel.exchange.workbook.reading import WorkbookDelivery, read
from wiel.exchange.workbook.writing import template, write

__all__ = ["WorkbookDelivery", "read", "template", "write"]

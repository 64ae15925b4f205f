"""Lists of names in, linked pairs out, and the review file that people fill and give back."""

from wiel.exchange.review.lists import read_names
from wiel.exchange.review.reading import read_decisions
from wiel.exchange.review.writing import REVIEW_COLUMNS, write_pairs, write_review

__all__ = ["REVIEW_COLUMNS", "read_decisions", "read_names", "write_pairs", "write_review"]

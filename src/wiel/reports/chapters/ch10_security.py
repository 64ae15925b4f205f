"""Chapter 10: is it safe, and is personal data in good hands?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 10, ("statement", "processing", "agreements")
LISTS = {"processing": "processing"}


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING, LISTS)

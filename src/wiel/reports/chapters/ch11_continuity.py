"""Chapter 11: what stops when something fails, and for how long?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 11, ("services", "dependencies", "tests")
LISTS = {"services": "services", "dependencies": "dependencies"}


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING, LISTS)

"""Chapter 12: what moves when, in which waves, and with which bridges?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 12, ("plan", "duration", "freeze")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING)

"""Chapter 7: who pays what, and is nobody worse off?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 7, ("keys", "costs", "usage")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING)

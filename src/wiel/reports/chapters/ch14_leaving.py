"""Chapter 14: how does one join, leave and untangle?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 14, ("terms", "assets", "exit")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING)

"""Chapter 13: what can go wrong, and what is done about it?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 13, ("register", "owners", "exposure")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING)

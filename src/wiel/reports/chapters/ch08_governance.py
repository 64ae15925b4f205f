"""Chapter 8: which legal form, and who decides what and when?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 8, ("form", "bodies", "calendar")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING)

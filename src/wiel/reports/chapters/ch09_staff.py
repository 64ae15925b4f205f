"""Chapter 9: what changes for staff, and when does the works council speak?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 9, ("roles", "council", "status")
LISTS = {"staff": "roles"}


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING, LISTS)

"""Chapter 6: what do the scenarios cost and bring, when is it earned back, and how sure is that?"""

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter
from wiel.reports.view import View

NUMBER, MISSING = 6, ("ledger", "contracts", "move", "rate")
LISTS = {"costs": "ledger", "contracts": "contracts"}


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom."""
    return unanswered(view, NUMBER, MISSING, LISTS)

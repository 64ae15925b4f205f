"""Chapter 15: how do we see afterwards what it brought?"""

from dataclasses import replace

from wiel.reports.chapters.unanswered import unanswered
from wiel.reports.document import Chapter, Paragraph
from wiel.reports.view import View

NUMBER, MISSING = 15, ("promise", "baseline", "comparison")


def chapter(view: View) -> Chapter:
    """What is missing to answer this question, how to get it and from whom; and where a promise and a beginning stand already."""
    found = unanswered(view, NUMBER, MISSING)
    if not view.number("business_case", "cost_alone"):
        return found
    return replace(found, blocks=(*found.blocks, Paragraph(view.say("chapters.ch15.promise"))))

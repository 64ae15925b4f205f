"""The section on names: how many were linked with which certainty, and which a person must look at first."""

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import Block, Item, Paragraph, Points, Section, TableBlock
from wiel.reports.view import View

SHOWN = ("name", "kind", "member", "file", "row", "rows", "candidates")
ON_PAGE = 15


def linked_names(view: View) -> tuple[Block, ...]:
    """Counts per kind for everybody; for the members also the names themselves, the largest effect first."""
    counts = view.links("link_counts")
    if counts is None or counts.frame["names"].sum() == 0:
        return ()
    told = [_counted(view, row) for row in counts.frame.iter_rows(named=True) if row["names"]]
    head = Section(view.say("chapters.names.title"))
    points = Points(tuple(told), counts.visibility)
    return (head, Paragraph(view.say("chapters.names.lead"), quiet=True), points, *_first(view))


def _counted(view: View, row: dict[str, int]) -> Item:
    parts = [
        view.say(f"chapters.names.{part}", n=row[part])
        for part in ("literal", "sure", "reviewed", "new", "function", "unsure")
        if row[part]
    ]
    kind = view.say(f"chapters.names.kind-{row['kind']}")
    return Item(view.say("chapters.names.counted", kind=kind, n=row["names"], parts=parts))


def _first(view: View) -> tuple[Block, ...]:
    """What a person must look at first."""
    links = view.links("links")
    if links is None or not links.frame["to_check"].any():
        return ()
    words = {word: view.say(f"chapters.names.one-{word}") for word in ("product", "component", "leverancier")}
    frame = links.frame.filter("to_check").with_columns(pl.col("kind").replace(words))
    head = view.say("chapters.names.first-title", n=frame.height)
    caption = view.say("chapters.names.first-caption")
    table = view.narrowed(links, frame)
    formats = dict.fromkeys(("supplier", "sheet", "linked_to", "linked_id", "probability", "candidates"), "optional")
    return (TableBlock("links", head, table, Confidentiality.INTERN, caption, SHOWN, formats, rows_on_page=ON_PAGE),)

"""What stands on the page of a finished run."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from wiel.quantities import Confidentiality
from wiel.reports.document import Chapter
from wiel.reports.html.blocks import points
from wiel_web.frame.context import language
from wiel_web.landscapes.freezing import members_in
from wiel_web.landscapes.telling import told
from wiel_web.runs import service
from wiel_web.runs.answering import MOST_NUMBERS, answer, parts
from wiel_web.runs.models import RunFile
from wiel_web.runs.naming import folder_name, table_name
from wiel_web.runs.steps import steps
from wiel_web.runs.tracing import origins, stopped
from wiel_web.tenancy.pages import actor_of

MOST_FINDINGS = 50
AS_TABLE = "tabel"


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table of a result in the list of all tables."""

    instrument: str
    key: str
    name: str
    rows: int


def content(request: HttpRequest, key: int) -> dict[str, Any]:
    """Everything on the page, as far as the reader may see it."""
    actor, seen = actor_of(request), service.result(actor_of(request), key, language())
    findings = [finding for result in seen.results.values() for finding in result.findings.worst_first()]
    shared: dict[str, Any] = {
        "findings": [told(finding) for finding in findings[:MOST_FINDINGS]],
        "more_findings": max(len(findings) - MOST_FINDINGS, 0),
        "tables": list(_tables(seen)),
        "withheld": [(level.dutch, n) for level, n in sorted(seen.withheld.items())],
        "steps": steps(actor, seen),
        "origins": origins(seen.results),
        "folders": _folders(list(service.files(actor, key).defer("content"))),
        "absent": _absent(seen),
        "stopped": stopped(seen.results),
        "as_table": request.GET.get("als") == AS_TABLE,
    }
    return shared | (_study(seen) if seen.run.is_study else _one(seen, shared["as_table"]))


def _one(seen: service.Seen, as_table: bool) -> dict[str, Any]:
    """The answer of one instrument."""
    found = answer(seen.view, seen.run.instrument)
    told_findings = (finding.visibility for result in seen.results.values() for finding in result.findings)
    return {
        "answer": found.title,
        "lead": found.lead,
        "numbers": found.numbers,
        "parts": parts(found.blocks, language(), _links(seen), as_table),
        "has_figure": any(hasattr(block, "twin") for block in found.blocks),
        "class_word": max([found.visibility, *told_findings], default=Confidentiality.OPENBAAR).dutch,
    }


def _study(seen: service.Seen) -> dict[str, Any]:
    """The verdict of a study first, then its chapters."""
    document = seen.document
    return {
        "answer": document.answer,
        "question": document.question,
        "lead": document.know,
        # The last ones are about money, which decides.
        "numbers": document.key_figures.items[-MOST_NUMBERS:],
        "chapters": [_chapter(chapter, _links(seen)) for chapter in document.chapters],
        "class_word": document.ceiling.dutch,
    }


def _chapter(chapter: Chapter, links: dict[str, str]) -> dict[str, Any]:
    missing = mark_safe(points(chapter.missing))
    return {"number": chapter.number, "title": chapter.title, "know": chapter.know, "missing": missing,
            "parts": parts(chapter.blocks, language(), links)}  # fmt: skip


def _tables(seen: service.Seen) -> Iterable[TableLine]:
    for instrument, result in seen.results.items():
        for key, table in result.tables.items():
            if table.frame.height:
                yield TableLine(instrument, key, table_name(instrument, key), table.frame.height)


def _links(seen: service.Seen) -> dict[str, str]:
    """Where all rows of each table stand."""
    return {line.key: reverse("runs:table", args=[seen.run.pk, line.instrument, line.key]) for line in _tables(seen)}


def _folders(files: list[RunFile]) -> list[tuple[str, list[RunFile]]]:
    """The files of a dossier by folder, the dossier itself first: name of the folder, or nothing, and its files."""
    names = dict.fromkeys(file.name.rpartition("/")[0] for file in files)
    return [(folder_name(name), [file for file in files if file.name.rpartition("/")[0] == name]) for name in sorted(names)]


def _absent(seen: service.Seen) -> list[str]:
    """Whose rows were not there: the answer is without them."""
    known = set(seen.view.study.members)
    return [member.name for member in members_in(seen.run.partnership) if member.identifier not in known]

"""The page for one council as PDF."""

from typing import Any

from wiel.reports.document import CouncilPage, Dossier
from wiel.reports.figures.shapes import level, on_paper
from wiel.reports.pdf.values import figure_parts, frame_values, spelled
from wiel.reports.press import Press
from wiel.texts import say


def council_pdf(press: Press, dossier: Dossier, page: CouncilPage) -> bytes:
    """The bytes of one page A4 for one council."""
    return press.document("council.typ", spelled(_values(dossier, page)), dossier.as_of)


def _values(dossier: Dossier, page: CouncilPage) -> dict[str, Any]:
    language = dossier.language
    risks = [
        {"svg": level(risk.level, on_paper) if risk.level != "unknown" else "", "word": risk.word, "text": risk.text}
        for risk in page.risks
    ]
    return frame_values(dossier) | {
        "title": say("council.title", language, name=page.organisation, study=dossier.study),
        "head": say("council.head", language, name=page.organisation),
        "question": page.question,
        "answer": page.answer,
        "conditions": list(page.conditions),
        "key-figures": [{"label": k.label, "value": k.value, "note": k.note} for k in page.key_figures],
        "figure": {"title": page.figure.title, "caption": page.figure.caption, "part": figure_parts(page.figure)[0]},
        "changes": [{"lead": item.lead, "text": item.text} for item in page.changes],
        "risks": risks,
        "requests": list(page.requests),
        "refusal": {"lead": page.refusal.lead, "text": page.refusal.text},
        "basis": page.basis,
        "stand": say("council.stand", language, as_of=dossier.as_of, code=dossier.code, version=dossier.version),
        "words": {name: say(f"council.{name}", language) for name in ("changes", "risks", "asked")}
        | {name: say(f"reports.words.{name}", language) for name in ("question", "answer")},
    }

"""The page around the blocks: head with class mark, choice of colours, contents, chapters, source."""

from functools import cache
from html import escape
from importlib.resources import files

from wiel.quantities import Confidentiality
from wiel.reports.document import Chapter, Dossier
from wiel.reports.figures.shapes import class_mark, on_page, wheel
from wiel.reports.html.blocks import block_html, key_figures, points
from wiel.reports.theme import as_css
from wiel.texts import say


def dossier_html(dossier: Dossier) -> bytes:
    """The bytes of a dossier as a self-contained page in UTF-8."""
    language = dossier.language
    title = say(f"reports.title.{dossier.ceiling.dutch}", language, name=dossier.study)
    page = (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta name="generator" content="Wiel {escape(dossier.version)}"><title>{escape(title)}</title><style>{_style()}</style></head>\n'
        f'<body><a class="skip" href="#dossier">{escape(say("reports.words.skip", language))}</a>\n{_head(dossier)}\n'
        f'<main id="dossier">{_front(dossier)}\n{"".join(_chapter(chapter, language) for chapter in dossier.chapters)}</main>\n'
        f"{_foot(dossier)}</body></html>\n"
    )
    return page.encode()


@cache
def _style() -> str:
    """Light unless the reader's system or choice is dark; paper is always light. The choice works without script."""
    light, dark = as_css("light"), as_css("dark")
    schemes = (
        f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f":root:has(#scheme-light:checked){{{light}}}:root:has(#scheme-dark:checked){{{dark}}}"
        f"@media print{{:root,:root:has(#scheme-dark:checked){{{light}}}}}"
    )
    return schemes + files("wiel.reports.html").joinpath("style.css").read_text(encoding="utf-8")


def _head(dossier: Dossier) -> str:
    language = dossier.language
    choices = (("auto", "automatic", " checked"), ("light", "light", ""), ("dark", "dark", ""))
    radios = "".join(
        f'<label><input type="radio" name="scheme" id="scheme-{name}"{checked}>{escape(say(f"reports.words.{word}", language))}</label>'
        for name, word, checked in choices
    )
    legend = escape(say("reports.words.colours", language))
    study = escape(say("reports.running-title", language, name=dossier.study))
    return (
        f'<header class="head"><span class="word">{wheel(on_page)}<span><b>Wiel</b> · {study}</span></span>'
        f'<fieldset class="scheme"><legend>{legend}</legend>{radios}</fieldset>{_mark(dossier)}</header>'
    )


def _mark(dossier: Dossier) -> str:
    level = dossier.ceiling
    word = escape(say(f"reports.class.{level.dutch}", dossier.language))
    circle = escape(say(f"reports.circle.{level.dutch}", dossier.language, name=dossier.study))
    return f'<span class="mark {level.dutch}" title="{circle}">{class_mark(level, on_page)}{word}</span>'


def _front(dossier: Dossier) -> str:
    language = dossier.language
    annex = dossier.ceiling == Confidentiality.VERTROUWELIJK
    question = say("reports.answer.annex", language) if annex else dossier.question
    know = "".join(f"<p>{escape(sentence)}</p>" for sentence in dossier.know)
    members = say("reports.members", language, names=list(dossier.members))
    links = "".join(f'<li><a href="#h{c.number}">{c.number} · {escape(c.title)}</a></li>' for c in dossier.chapters)
    contents = escape(say("reports.words.contents", language))
    asked = "" if annex else f'<p class="q">{escape(say("reports.words.question", language))}</p>'
    answer = (
        ""
        if annex
        else f'<p class="q">{escape(say("reports.words.answer", language))}</p><p class="big">{escape(dossier.answer)}</p>'
    )
    return (
        f"{asked}<h1>{escape(question)}</h1>"
        f'<div class="answer">{answer}{know}{key_figures(dossier.key_figures) if dossier.key_figures.items else ""}</div>'
        f'<p class="quiet">{escape(members)}</p><nav aria-label="{contents}"><h2>{contents}</h2><ol>{links}</ol></nav>'
    )


def _chapter(chapter: Chapter, language: str) -> str:
    know = missing = ""
    if chapter.know:
        sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in chapter.know)
        know = f'<div class="know"><h3>{escape(say("reports.words.know", language))}</h3>{sentences}</div>'
    if chapter.missing:
        missing = f"<h3>{escape(say('reports.words.missing', language))}</h3><ul>{points(chapter.missing)}</ul>"
    blocks = "\n".join(block_html(block, language) for block in chapter.blocks)
    return (
        f'<section id="h{chapter.number}" aria-labelledby="k{chapter.number}"><h2 id="k{chapter.number}">{chapter.number} · '
        f"{escape(chapter.title)}</h2>{know}{blocks}{missing}</section>\n"
    )


def _foot(dossier: Dossier) -> str:
    source = say("reports.source", dossier.language, as_of=dossier.as_of, code=dossier.code, version=dossier.version)
    circle = say(f"reports.circle.{dossier.ceiling.dutch}", dossier.language, name=dossier.study)
    return f'<footer class="foot"><span>{escape(source)}</span><span>{escape(circle)}</span></footer>'

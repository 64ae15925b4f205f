"""Tags for every template: sentences, values as people write them, marks with their word."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wiel.quantities import Confidentiality
from wiel.reports.figures.shapes import class_mark, on_page, severity, wheel
from wiel.texts import Sentence, formatted
from wiel.texts import say as spoken
from wiel_web.frame.context import language

register = template.Library()


@register.simple_tag
def say(key: str, **values: Any) -> str:
    """A sentence in the language of the request: ``{% say "frame.search" %}``, ``{% say "landscapes.rows" n=12 %}``."""
    return spoken(key, language(), **values)


@register.simple_tag
def remedy(key: str, **values: Any) -> str:
    """What to do: the remedy of a sentence."""
    return Sentence(key, values).remedy(language())


@register.filter
def shown(value: Any, form: str = "") -> str | SafeString:
    """A value as people write it; unknown is hatched and says so."""
    text = formatted(value, language(), form)
    return format_html('<span class="unk"><b>{}</b></span>', text) if value is None else text


@register.simple_tag
def mark(word: str) -> SafeString:
    """The mark of a class of confidentiality, top right of a page."""
    level = Confidentiality.of(word)
    name = spoken(f"reports.class.{level.dutch}", language())
    return format_html('<span class="mark {}">{} {}</span>', level.dutch, mark_safe(class_mark(level, on_page)), name)


@register.simple_tag
def sign(name: str) -> SafeString:
    """The sign of a severity with its word: error, warning or info."""
    word = spoken(f"reports.severity.{name}", language())
    return format_html('<span class="sev {}">{} {}</span>', name, mark_safe(severity(name, on_page)), word)


@register.simple_tag
def wordmark() -> SafeString:
    """The wheel."""
    return mark_safe(wheel(on_page))


@register.simple_tag
def failure(kind: str, part: str) -> str:
    """Title, text or remedy of a page about a failure."""
    sentence = Sentence(f"frame.failure.{kind}")
    if part == "title":
        return spoken(f"frame.failure-title.{kind}", language())
    return sentence.message(language()) if part == "text" else sentence.remedy(language())


@register.simple_tag
def scheme_word(name: str) -> str:
    """The word of a colour scheme."""
    return spoken(f"frame.scheme-{name}", language())


@register.simple_tag
def word(key: str, name: str) -> str:
    """The word for a state or kind: ``{% word "landscapes.state" delivery.state %}`` says ``landscapes.state-ready``."""
    return spoken(f"{key}-{name}", language())


@register.filter
def unlocalise(value: float) -> str:
    """A number as a drawing wants it, whatever the language."""
    return f"{value:g}"


@register.simple_tag
def say_role(role: str) -> str:
    """The word for a role."""
    return spoken(f"tenancy.role.{role}", language())


@register.simple_tag
def say_subject(subject: str) -> str:
    """The word for what an organisation opens."""
    return spoken(f"tenancy.subject.{subject}", language())

"""Names of instruments and studies."""

from django import template

from wiel.texts import say
from wiel_web.frame.context import language

register = template.Library()


@register.simple_tag
def instrument_title(name: str) -> str:
    """The name of an instrument or study."""
    return say(_key(name, "title"), language())


@register.simple_tag
def instrument_question(name: str) -> str:
    """The question that it answers."""
    return say(_key(name, "question"), language())


def _key(name: str, part: str) -> str:
    return f"runs.feasibility-{part}" if name == "feasibility" else f"{name}.{part}"

"""Sentences in Dutch and English. They live in ``text.<language>.toml`` beside their rule and are rendered here."""

from wiel.texts.catalogue import LANGUAGES, include, keys, template
from wiel.texts.numbers import formatted
from wiel.texts.sentence import Sentence, say, speaking

__all__ = ["LANGUAGES", "Sentence", "formatted", "include", "keys", "say", "speaking", "template"]

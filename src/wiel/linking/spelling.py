"""How is a name written when capitals, accents, broken encodings, joined words and punctuation do not count?"""

import re
import unicodedata
from functools import lru_cache

BROKEN = re.compile("[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ�]")
CAMEL = re.compile(r"(?<=[a-z0-9]{2})(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z])")
NUMBER = re.compile(r"v?\d+(?:[.,]\d+)*")
WORD = re.compile(r"v?\d+(?:\.\d+)+|[^\W_]+")
VOWELS = str.maketrans("", "", "aeiouy")
LONGEST = 300
CODE_DIGITS = 5


def repaired(text: str) -> str:
    """A text whose UTF-8 was once read as cp1252, put right; any other text as it is.

    >>> repaired("FinanciÃ«n"), repaired("São Paulo")
    ('Financiën', 'São Paulo')
    """
    if not BROKEN.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return BROKEN.sub("", text)


def folded(text: str) -> str:
    """A text without capitals and accents.

    >>> folded("Coördinatie ÉÉN"), folded("Straße Ĳsselmeer")
    ('coordinatie een', 'strasse ijsselmeer')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=1 << 16)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, in order: split at signs and at a capital inside a word, folded, with versions as one word.

    Only the first 300 signs count. An apostrophe joins.

    >>> words("Key2Burgerzaken v4.2 (TEST)"), words("Rx.Mission"), words("Coördi-Net_acc")
    (('key2', 'burgerzaken', '4.2', 'test'), ('rx', 'mission'), ('coordi', 'net', 'acc'))
    """
    parted = CAMEL.sub(" ", repaired(text[:LONGEST])).replace("'", "").replace("’", "")
    return tuple(_number(word) or word for word in WORD.findall(folded(parted)))


def _number(word: str) -> str:
    """A version or number without its v and without zeros behind: 2.0 is 2; empty when it is no number."""
    if not NUMBER.fullmatch(word):
        return ""
    parts = [part.lstrip("0") or "0" for part in word.lstrip("v").split(".")]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return ".".join(parts)


def is_number(word: str) -> bool:
    """Whether a word of `words` is a number or version.

    >>> is_number("4.2"), is_number("key2")
    (True, False)
    """
    return word[:1].isdigit() and word.replace(".", "").isdigit()


@lru_cache(maxsize=1 << 16)
def is_code(word: str) -> bool:
    """Whether a word is an article or order number: five digits or more, which says nothing about another list.

    >>> is_code("80542"), is_code("2008"), is_code("t02473")
    (True, False, True)
    """
    return sum(sign.isdigit() for sign in word) >= CODE_DIGITS


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """A word without vowels after its first letter, as people shorten it.

    >>> skeleton("gegevensmagazijn")
    'ggvnsmgzjn'
    """
    return word[:1] + word[1:].translate(VOWELS)

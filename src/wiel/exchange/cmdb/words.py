"""The words that people use above and in the columns of an application list, from ``words.toml``."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from wiel.exchange.headers import vocabularies
from wiel.landscape import TABLES
from wiel.landscape.reference import components

PEOPLE, MEMBER = "people", "member"
ALIKE = 90
_SIGNS = re.compile(r"[^\w]+|_+")
_UNIT = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LONGEST = 80


def bare(text: str) -> str:
    """Words without capitals, accents, signs and blanks that differ from one list to the next.

    >>> bare(" Kosten p/j (€) "), bare("SaaS / On-premise?"), bare("Geïnstalleerde_versie")
    ('kosten p j', 'saas on premise', 'geinstalleerde versie')
    """
    plain = unicodedata.normalize("NFKD", text[:_LONGEST]).encode("ascii", "ignore").decode()
    without_unit = _UNIT.sub(" ", plain)
    return _SIGNS.sub(" ", without_unit if without_unit.strip() else plain).strip().lower()


@cache
def table() -> dict[str, Any]:
    """The table as it stands in the file."""
    return tomllib.loads(files("wiel.exchange.cmdb").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def headers() -> dict[str, str]:
    """Words above a column → ``table.column`` that they stand for, ``member`` or ``people``."""
    known: dict[str, str] = {}
    for target, words in {PEOPLE: table()["people"]["headers"], **table()["headers"]}.items():
        for word in words:
            known.setdefault(bare(word), target)
    own = [word for vocabulary in vocabularies(TABLES["applications"]) for word in vocabulary.items()]
    for word, column in own:
        if f"applications.{column}" in table()["headers"]:
            known.setdefault(bare(word), f"applications.{column}")
    return known


def header_scores(header: str) -> dict[str, float]:
    """What may stand below this header, each with how sure the words alone make it (0–1).

    Exactly a known word is 0.95; a known word among others or with a small spelling mistake is less.

    >>> header_scores("Leverancier"), header_scores("Omschrijving")
    ({'products.supplier': 0.95}, {})
    """
    words = bare(header)
    if words in headers():
        return {headers()[words]: 0.95}
    tokens = words.split()
    found: dict[str, float] = {}
    for known, target in headers().items():
        parts = known.split()
        if known not in _alone() and 0 < len(parts) < len(tokens) and _within(parts, tokens):
            # The last words say what it is: "contract jaarkosten" is a cost.
            score = 0.5 + 0.4 * len(parts) / len(tokens) + (0.05 if tokens[-len(parts) :] == parts else 0.0)
            found[target] = max(found.get(target, 0.0), round(score, 2))
    if (
        not found
        and len(words) > 5
        and (near := process.extractOne(words, headers().keys(), scorer=fuzz.ratio, score_cutoff=ALIKE))
    ):
        found[headers()[near[0]]] = 0.8
    return found


@cache
def _alone() -> frozenset[str]:
    return frozenset(table()["alone"]["words"])


def _within(parts: list[str], tokens: list[str]) -> bool:
    return any(tokens[i : i + len(parts)] == parts for i in range(len(tokens) - len(parts) + 1))


@cache
def values(column: str) -> dict[str, str]:
    """Word in a list → word of Wiel, for a column with a choice; an empty word is unknown."""
    known = dict.fromkeys(_empty(), "")
    for ours, words in table()["values"][column].items():
        known |= {bare(word): ours for word in (ours, *words)}
    return known


@cache
def _empty() -> frozenset[str]:
    return frozenset(map(bare, table()["values"]["empty"]["words"]))


def says_nothing(text: str) -> bool:
    """Whether a cell holds a word for empty or unknown.

    >>> says_nothing("n.v.t."), says_nothing("-"), says_nothing("Zaakspil")
    (True, True, False)
    """
    words = bare(text)
    return not words or words in _empty()


@cache
def functions() -> frozenset[str]:
    """Names of reference components, with and without the word component."""
    names = [bare(component.name) for component in components()]
    return frozenset(names) | {re.sub(r"\s*(component|administratiecomponent)$", "", name) for name in names}


def organisation_in(stem: str) -> str:
    """The organisation that the name of a file speaks of: what is left without words such as list and export, or else the whole name.

    >>> organisation_in("Applicatielijst_gemeente-oosterlaak 2026 v2"), organisation_in("applicaties"), organisation_in("wijk bij duin")
    ('Oosterlaak', 'applicaties', 'Wijk bij Duin')
    """
    noise = set(table()["file"]["noise"])
    words = [word for word in re.split(r"[\W_]+", stem) if word and word.lower() not in noise and not re.search(r"\d", word)]
    small = ("bij", "aan", "op", "den", "ter", "ten", "aan", "der", "te")
    return " ".join(word if word.lower() in small and i else word[:1].upper() + word[1:] for i, word in enumerate(words)) or stem

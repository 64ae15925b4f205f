"""Cells that hold more than a name: environment, version and supplier in one text, as patterns for `TableMapping.parts`."""

import re
from collections import Counter
from dataclasses import dataclass

from wiel.exchange.cmdb.profile import Profile
from wiel.exchange.cmdb.words import bare, values

_WORDS = (
    "prod(?:uctie(?:omgeving)?|uction)?|prd|acc(?:eptatie(?:omgeving)?|eptance|ept)?|acpt|test(?:omgeving|ing)?|tst|ontw(?:ikkel(?:ing|omgeving)?)?|"
    "dev(?:elopment)?|opl(?:eiding(?:somgeving)?)?|training|oefen(?:omgeving)?|demo|uitwijk(?:omgeving)?|sandbox"
)
# A letter alone is an environment only as a capital behind a bracket, hyphen or underscore.
_ENVIRONMENT = rf"[\s_(\[–-](?i:{_WORDS})|[_(\[-]\s*[TAPO]"
ENVIRONMENT = rf"({_ENVIRONMENT})\s*[)\]]?\s*$"
_NUMBER = r"(?i:versie|version|release|v)\.?\s*\d+(?:\.\d+)*(?:\.x)?|\d+(?:\.\d+)+(?:\.x)?|\d{4}(?:\.?[a-z])?|\d+"
VERSION = rf"[\s,_-]({_NUMBER})"
_ENVIRONMENT_TAIL = rf"(?:[\s_–-]*(?:{_ENVIRONMENT})\s*[)\]]?)?"
_VERSION_TAIL = rf"(?:[\s,_-]+(?:{_NUMBER}))?"
_ALL_VERSION = re.compile(rf"(?:v?\d[\w.]*|{_NUMBER}|\s*)")
SEPARATORS = (" / ", " - ", " – ", " | ", "; ", "/", ";", "|")
LEAST_VERSIONS, LEAST_SUPPLIERS, LEAST_SPLIT = 0.05, 0.5, 0.6
RECURS = 0.7


@dataclass(frozen=True)
class Composite:
    """Patterns of which the first group is the part; None where the column has no such part."""

    product: str | None = None
    version: str | None = None
    supplier: str | None = None
    environment: str | None = None


def composite(profile: Profile) -> Composite:
    """Which parts do the names in this column have?

    One name with an environment at its end is enough, and a version in one of twenty. A supplier must stand in half of the names, each
    time in the same way, and must recur more than the product does.
    """
    environment = ENVIRONMENT if any(environment_of(text) for text in profile.counts) else None
    split = _split(profile)
    if split is not None:
        return Composite(split.product, split.version, split.supplier, environment)
    supplier = _bracketed(profile)
    tail = r"(?:\s*\([^()]*\))?" if supplier else ""
    version = rf"{VERSION}{tail}{_ENVIRONMENT_TAIL}\s*$"
    if not _is_common(profile, version):
        version = ""
    if not (environment or version or supplier):
        return Composite()
    product = rf"^\s*(.+?){_VERSION_TAIL if version else ''}{tail}{_ENVIRONMENT_TAIL}\s*$"
    return Composite(product, version or None, supplier, environment)


def environment_of(text: str) -> str | None:
    """The environment at the end of a name.

    >>> environment_of("Zaakspil (TEST)"), environment_of("Zaakspil_acc"), environment_of("Latest"), environment_of("Vitamine A")
    ('test', 'acceptatie', None, None)
    """
    match = re.search(ENVIRONMENT, text)
    return (values("environment").get(bare(match.group(1))) or None) if match else None


def environment_words(profile: Profile) -> dict[str, str]:
    """What the pattern for environments finds in these names → the environment."""
    found = {}
    for text in profile.counts:
        match = re.search(ENVIRONMENT, text)
        if match and (environment := values("environment").get(bare(match.group(1)))):
            found[" ".join(match.group(1).split()).lower()] = environment
    return found


def _is_common(profile: Profile, pattern: str) -> bool:
    found = sum(n for text, n in profile.counts.items() if re.search(pattern, text))
    return bool(profile.cells) and found / len(profile.cells) >= LEAST_VERSIONS


def _bracketed(profile: Profile) -> str | None:
    """A supplier between brackets at the end."""
    pattern = rf"\(([^()]+)\){_ENVIRONMENT_TAIL}\s*$"
    inside: Counter[str] = Counter()
    for text, n in profile.counts.items():
        match = re.search(pattern, text)
        if match and not environment_of(f" {match.group(1)}") and not _ALL_VERSION.fullmatch(match.group(1)):
            inside[match.group(1).strip()] += n
    named = sum(inside.values())
    recurring = len(inside) <= RECURS * named
    return pattern if recurring and named and named >= LEAST_SUPPLIERS * len(profile.cells) else None


def _split(profile: Profile) -> Composite | None:
    """Product, version and supplier between the same sign in most cells; the supplier is the part that recurs most."""
    for sign in SEPARATORS:
        rows = [text.split(sign) for text in profile.cells]
        width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
        fitting = [row for row in rows if len(row) == width]
        if not 2 <= width <= 3 or len(fitting) < LEAST_SPLIT * len(rows) or len(fitting) < 4:
            continue
        variety = {place: len({bare(row[place]) for row in fitting}) for place in range(width)}
        version = next((i for i in variety if _are_versions([row[i] for row in fitting])), None)
        words = sorted((i for i in variety if i != version), key=lambda i: variety[i])
        product = words[-1]
        supplier = words[0] if len(words) > 1 and variety[words[0]] <= RECURS * variety[product] else None
        if supplier is None and version is None:
            continue
        return _composed(sign, width, product, version, supplier)
    return None


def _are_versions(texts: list[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return len(filled) > 1 and sum(bool(_ALL_VERSION.fullmatch(text.strip())) for text in filled) >= 0.8 * len(filled)


def _composed(sign: str, width: int, product: int, version: int | None, supplier: int | None) -> Composite:
    """The patterns. A product takes the whole cell where the sign is absent; the other parts are unknown then."""
    blank = r"\s+" if sign.startswith(" ") else r"\s*"
    bar = rf"{blank}{re.escape(sign.strip())}\s*"
    any_text = r"[^\n]*?"

    def part(place: int, group: str) -> str:
        """One part of the cell among the others."""
        return rf"^\s*{bar.join(group if i == place else any_text for i in range(width))}{_ENVIRONMENT_TAIL}\s*$"

    tails = (_VERSION_TAIL if version is None else "") + _ENVIRONMENT_TAIL
    before, after = product, width - 1 - product
    lead = rf"(?:{(any_text + bar) * before})?" if before else ""
    rest = rf"(?:{bar}[^\n]*)?" if after else ""
    numbered = rf"{any_text}[\s,_-]+({_NUMBER}){_ENVIRONMENT_TAIL}" if version is None else ""
    return Composite(
        rf"^\s*{lead}([^\n]+?){tails}{rest}\s*$",
        part(product, numbered) if version is None else part(version, r"([^\n]*?)"),
        None if supplier is None else part(supplier, r"([^\n]+?)"),
    )

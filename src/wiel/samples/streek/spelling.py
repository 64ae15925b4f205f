"""How a member writes the name of a product or a supplier."""

from collections.abc import Callable, Iterator

from wiel.samples.streek.distortions import MOST_IN_A_NAME, Habits
from wiel.samples.streek.market import ENDS, Product

ENGLISH = {
    "boog": "arch", "haven": "harbour", "hoek": "corner", "hof": "court", "kroon": "crown", "kompas": "compass", "licht": "light",
    "pad": "path", "plank": "shelf", "punt": "point", "schaal": "scale", "slag": "stroke", "wijzer": "pointer", "werf": "yard",
    "zolder": "attic", "vak": "tray", "bord": "board", "baken": "beacon",
}  # fmt: skip
"""Parts of invented product names and what an English list makes of them."""

FORMER = {
    "Halm Software": "Korenmaat Automatisering",
    "Wiekslag": "Molensteen ICT",
    "Sluiswerk": "Schutkolk Systemen",
    "Kompas Informatica": "Graadboog Informatica",
}
"""Suppliers that were taken over in the sample, with the name from before."""

LETTERS = "aeiounrstlkdgmpbvw"
SHORTEST_TO_CUT = 7
CUT = 5
FORMS = (" B.V.", " BV", " b.v.")
ENVIRONMENTS = (("test", " (test)"), ("acceptatie", "_acc"), ("test", " - TST"), ("acceptatie", " acceptatie"))


def product_name(product: Product, function: str, version: str | None, habits: Habits) -> tuple[str, tuple[str, ...]]:
    """The name of a product as a list writes it, and the distortions that it underwent, at most two.

    Args:
        product: what is meant.
        function: the function it is used for, for the name of a module.
        version: what may stand behind the name.
        habits: of the member.
    """
    text = product.name
    applied: list[str] = []
    for identifier, change in _changes(product, function, version, habits):
        wanted = habits.happens(identifier)
        changed = change(text) if wanted and len(applied) < MOST_IN_A_NAME else text
        if changed != text:
            text = changed
            applied.append(identifier)
    return text, tuple(applied)


def _changes(product: Product, function: str, version: str | None, habits: Habits) -> Iterator[tuple[str, Callable[[str], str]]]:
    """What may happen to a name, from the inside out."""
    yield "english-name", _english
    yield "typing-error", lambda text: typing_error(text, habits)
    yield "punctuation", lambda text: _parted(text, habits)
    yield "abbreviation", lambda text: f"{text[:CUT]}." if len(text) >= SHORTEST_TO_CUT else text
    yield "module", lambda text: f"{text} {short_function(function)}" if function else text
    yield "supplier-before", lambda text: f"{product.supplier} {text}"
    yield "word-order", lambda text: f"{text} {product.supplier}" if product.supplier not in text else text
    yield "version-behind", lambda text: f"{text} {version}" if version else text
    yield "casing", lambda text: text.upper() if habits.rng.random() < 0.5 else text.lower()


def supplier_name(supplier: str, habits: Habits) -> tuple[str, tuple[str, ...]]:
    """The name of a supplier as a list writes it: of before a take-over, with its legal form, or as it is."""
    former, form = habits.happens("old-supplier"), habits.happens("legal-form")
    ending = habits.one_of(FORMS)
    if former and supplier in FORMER:
        return FORMER[supplier], ("old-supplier",)
    return (supplier + ending, ("legal-form",)) if form else (supplier, ())


def short_function(component: str) -> str:
    """A function as people say it.

    >>> short_function("Burgerzakencomponent"), short_function("Financieel component"), short_function("Mediamonitor")
    ('Burgerzaken', 'Financieel', 'Mediamonitor')
    """
    return component.removesuffix("component").rstrip("- ")


def typing_error(text: str, habits: Habits) -> str:
    """One edit in the inside of a name: a letter lost, doubled, another, or two in the wrong order."""
    draw, place, letter = habits.rng.integers(4), 1 + int(habits.rng.integers(max(1, len(text) - 3))), habits.one_of(tuple(LETTERS))
    if len(text) < SHORTEST_TO_CUT:
        return text
    start, here, after, rest = text[:place], text[place], text[place + 1], text[place + 2 :]
    return start + (after + rest, here + here + after + rest, letter + after + rest, after + here + rest)[int(draw)]


def _english(text: str) -> str:
    end = _end_of(text)
    return text.removesuffix(end) + ENGLISH[end] if end in ENGLISH else text


def _parted(text: str, habits: Habits) -> str:
    sign = habits.one_of(("-", " ", "."))
    end = _end_of(text)
    return f"{text.removesuffix(end)}{sign}{end.capitalize() if sign == '.' else end}" if end else text


def _end_of(text: str) -> str:
    """The second part of an invented name; nothing where a typing error broke it."""
    return next((end for end in sorted(ENDS, key=len, reverse=True) if text.endswith(end)), "")

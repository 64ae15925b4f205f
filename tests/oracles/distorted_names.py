"""A Dutch trial set for linking: an invented catalogue, a list in which its names are distorted, and the true pairs.

The distortions stand in `DISTORTIONS`, in this order, and in docs/algorithms/linking.md. They were fixed before the matcher was made and
are not chosen to suit it. Everything follows from the seed.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

HEADS = (
    "Kern2", "Suite5", "iVeld", "Rx.Baken", "Mijn", "GeoPad", "Civi", "JOINT", "Sluis", "Tri-Form", "Neur", "LiberPost",
)  # fmt: skip
MODULES = (
    "Burgerzaken", "Financiën", "Belastingen", "Inkomen", "Werk", "Zaken", "Archief", "Jeugd", "Wmo", "Leerlingzaken", "Begraven",
    "Vergunningen", "Handhaving", "Parkeren", "Verkiezingen", "Gegevensmagazijn", "Beheer Openbare Ruimte", "Riolering", "Havengeld",
    "Vastgoed", "Betalen", "Inkoop", "Personeel", "Salarissen", "Raadsinformatie", "Klantcontact", "Afspraken", "Meldingen", "Planning",
    "Subsidies", "Schuldhulp", "Participatie", "Omgevingsloket", "Milieu", "Toezicht", "Gebouwen", "Adressen", "Kadastrale kaart",
)  # fmt: skip
STARTS = (
    "Amber", "Bever", "Brug", "Dobber", "Eik", "Fluit", "Geest", "Hagel", "Ijzer", "Jol", "Kwik", "Lelie", "Mast", "Nevel", "Olm",
    "Parel", "Rijn", "Schop", "Terp", "Uil", "Vlas", "Wilg", "Zeil", "Café", "Coördi", "Reünie",
)  # fmt: skip
ENDS = ("base", "beheer", "dok", "flow", "gids", "kern", "klik", "log", "net", "plan", "scan", "sys", "ware", "wijs", "zicht")
SUPPLIERS = (
    "Amstel Software", "Bornholt ICT", "Civiel Systemen", "Drentsoft", "Eemland Informatica", "Flevo Solutions", "Gelre Automatisering",
    "Hanze Digitaal", "IJssel Data", "Juttersoft", "Kempen Groep", "Lauwers & Zoon", "Maasgeo", "Noordzij Overheid", "Oirschot Systems",
    "Peelsoft", "Rijnmond Applicaties", "Scheldeware", "Twente Techniek", "Utrechtse Softwarefabriek", "Veluwe IT", "Waddenwerk",
)  # fmt: skip
FORMS = ("B.V.", "BV", "N.V.", "Nederland B.V.", "Group", "Holding")
WORDS = ("applicatie", "software", "module", "SaaS", "licentie", "pakket", "systeem", "cloud", "gemeente", "NL")
ENVIRONMENTS = ("(test)", "TEST", "ACC", "- acceptatie", "prod", "(productie)", "OTA", "_tst")
NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "n": "m", "t": "y", "o": "p", "s": "d", "r": "t", "l": "k", "d": "f"}


@dataclass(frozen=True)
class Trial:
    """Two lists and the pairs (left, right) that belong together."""

    names: pl.DataFrame
    catalogue: pl.DataFrame
    truth: frozenset[tuple[str, str]]


@dataclass
class _Text:
    """A name on its way to being distorted, and the supplier that goes with it."""

    name: str
    supplier: str


def _supplier_in_front(text: _Text, rng: np.random.Generator) -> str:
    form = f" {rng.choice(FORMS)}" if rng.random() < 0.3 else ""
    short = text.supplier.split()[0] if rng.random() < 0.5 else text.supplier
    return f"{short}{form} {text.name}"


def _version(text: _Text, rng: np.random.Generator) -> str:
    numbers = (f"v{rng.integers(1, 9)}.{rng.integers(0, 9)}", f"{rng.integers(2012, 2026)}", f"release {rng.integers(2, 30)}",
               f"{rng.integers(1, 9)}.{rng.integers(0, 9)}.{rng.integers(0, 20)}")  # fmt: skip
    return f"{text.name} {rng.choice(numbers)}"


def _environment(text: _Text, rng: np.random.Generator) -> str:
    return f"{text.name} {rng.choice(ENVIRONMENTS)}"


def _typing_error(text: _Text, rng: np.random.Generator) -> str:
    name = text.name
    if len(name) < 4:
        return name
    at = int(rng.integers(1, len(name) - 1))
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    near = name[:at] + NEIGHBOURS.get(name[at].lower(), "e") + name[at + 1 :]
    return str(rng.choice((name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], swapped, near)))


def _word_order(text: _Text, rng: np.random.Generator) -> str:
    words = text.name.split()
    return " ".join([*words[1:], words[0]]) if rng.random() < 0.5 else ", ".join(reversed(words))


def _joined_or_split(text: _Text, rng: np.random.Generator) -> str:
    if " " in text.name:
        return text.name.replace(" ", str(rng.choice(("", "-", "_"))), 1)
    half = max(2, len(text.name) // 2)
    return f"{text.name[:half]} {text.name[half:]}"


def _abbreviation(text: _Text, rng: np.random.Generator) -> str:
    words = text.name.split()
    place = int(np.argmax([len(word) for word in words]))
    word = words[place]
    vowels_out = word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")
    words[place] = str(rng.choice((f"{word[: max(3, len(word) // 2)]}.", vowels_out)))
    return " ".join(words)


def _accents(text: _Text, rng: np.random.Generator) -> str:
    if rng.random() < 0.5:
        return "".join(sign for sign in unicodedata.normalize("NFD", text.name) if not unicodedata.combining(sign))
    return text.name.encode().decode("cp1252", "replace")


def _capitals(text: _Text, rng: np.random.Generator) -> str:
    return str(rng.choice((text.name.upper(), text.name.lower(), text.name.replace(" ", ". "), f"* {text.name} *")))


def _word_more(text: _Text, rng: np.random.Generator) -> str:
    return f"{text.name} {rng.choice(WORDS)}"


def _word_less(text: _Text, rng: np.random.Generator) -> str:
    words = text.name.split()
    return " ".join(words[:-1]) if len(words) > 2 else text.name


DISTORTIONS: Mapping[str, Callable[[_Text, np.random.Generator], str]] = {
    "supplier in front, whole or its first word, with or without legal form": _supplier_in_front,
    "version behind the name": _version,
    "environment behind the name": _environment,
    "one typing error: letter lost, doubled, swapped, or the key beside it": _typing_error,
    "words in another order": _word_order,
    "words joined, or one word split": _joined_or_split,
    "longest word abbreviated: cut off, or without vowels": _abbreviation,
    "accents lost or broken": _accents,
    "capitals, full stops or stars": _capitals,
    "a word more that says nothing": _word_more,
    "the last of three or more words lost": _word_less,
}


def _products(rng: np.random.Generator, count: int) -> list[tuple[str, str, str]]:
    """Different products as name, supplier, component: families with modules, brands, brands with a noun, and bare nouns."""
    owner = {head: str(rng.choice(SUPPLIERS)) for head in HEADS}
    found: dict[str, tuple[str, str, str]] = {}
    while len(found) < count:
        module, kind = str(rng.choice(MODULES)), rng.random()
        brand = str(rng.choice(STARTS)) + str(rng.choice(ENDS))
        brand = brand + (str(rng.choice(ENDS)).title() if rng.random() < 0.5 else "")
        supplier = str(rng.choice(SUPPLIERS))
        if kind < 0.4:
            head = str(rng.choice(HEADS))
            name, supplier = head + ("" if rng.random() < 0.5 else " ") + module, owner[head]
        elif kind < 0.7:
            name = brand
        elif kind < 0.9:
            name = f"{brand} {module}"
        else:
            name = f"{module} {rng.choice(('Plus', 'Online', 'Suite', 'Portaal', 'App', 'Register'))}"
        found.setdefault(name.replace(" ", "").casefold(), (name, supplier, module))
    return list(found.values())


def _supplier_cell(supplier: str, rng: np.random.Generator) -> str | None:
    """The supplier as a list has it: mostly there, often written otherwise."""
    chance = rng.random()
    if chance < 0.35:
        return None
    if chance < 0.6:
        return f"{supplier} {rng.choice(FORMS)}"
    return supplier.split()[0] if chance < 0.7 else supplier


def _distorted(name: str, supplier: str, most: int, rng: np.random.Generator) -> str:
    """A name after one to `most` different distortions."""
    for how in rng.choice(len(DISTORTIONS), size=int(rng.integers(1, most + 1)), replace=False):
        name = list(DISTORTIONS.values())[int(how)](_Text(name, supplier), rng)
    return name


def trial(
    products: int = 600, names: int = 800, seed: int = 1, in_catalogue: float = 0.7, most: int = 3, both_sides: bool = False
) -> Trial:
    """A catalogue of `products` and a list of `names`, of which a part has an entry in the catalogue and the rest has none.

    Those without an entry come from the same families and word lists. Each name suffers one to `most` different distortions; with
    `both_sides` so do the names in the catalogue.
    """
    rng = np.random.default_rng(seed)
    known = round(products * in_catalogue)
    everything = _products(rng, products + max(50, products // 2))
    rng.shuffle(everything)
    catalogue, outside = everything[:products], everything[products:]
    rows, truth = [], set()
    for number in range(names):
        inside = rng.random() < in_catalogue
        place = int(rng.integers(known)) if inside else int(rng.integers(len(outside)))
        name, supplier, component = catalogue[place] if inside else outside[place]
        name = _distorted(name, supplier, most, rng)
        told = component if rng.random() < 0.5 else None
        wrong = str(rng.choice(MODULES))
        rows.append((f"n{number}", name, _supplier_cell(supplier, rng), wrong if told and rng.random() < 0.1 else told))
        if inside:
            truth.add((f"n{number}", f"c{place}"))
    if both_sides:
        catalogue = [(_distorted(name, supplier, most, rng), supplier, component) for name, supplier, component in catalogue]
    columns = ["id", "name", "supplier", "component"]
    listed = pl.DataFrame([(f"c{place}", *product) for place, product in enumerate(catalogue)], schema=columns, orient="row")
    return Trial(pl.DataFrame(rows, schema=columns, orient="row"), listed, frozenset(truth))

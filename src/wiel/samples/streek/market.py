"""The invented market: suppliers and the products that they offer for each component."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wiel.landscape.reference import Component

SUPPLIERS = (
    "Halm Software", "Tjasker ICT", "Wiekslag", "Zeilmaker Systemen", "Klinkert & Co", "Veldrand", "Bovenkruier", "Roerdomp Digitaal",
    "Sluiswerk", "Dijkhuys", "Kompas Informatica", "Waterschaap", "Lantaarn Software", "Grondslag", "Meetlat", "Stuurhut",
    "Tweespan", "Ankerplaats", "Noorderzon Data", "Spinnewiel", "Hoefijzer ICT", "Kaapstander", "Getijde", "Vuurbaak",
    "Windroos Systemen", "Kaardebol", "Palissade", "Zwaluwstaart", "Pontveer", "Drieluik", "Hooiberg Software", "Marskramer",
    "Leemhoek", "Buitenveld", "Oeverzwaluw", "Rietkraag", "Schelpenpad", "Molenaar & Zaagsel", "Turfsteker", "Zonnewijzer",
    "Ophaalbrug", "Peilschaal", "Ringvaart", "Hagelkruis", "Bezemsteel", "Klokgevel",
)  # fmt: skip
STARTS = (
    "Aker", "Bron", "Balie", "Baken", "Bloem", "Dak", "Dijk", "Dossier", "Eik", "Formulier", "Gevel", "Grond", "Haag", "Heffing",
    "Hoef", "Inkom", "Kaart", "Kade", "Kas", "Kern", "Keten", "Kijk", "Klei", "Klok", "Kruis", "Laan", "Lamp", "Leer", "Lijn",
    "Loket", "Maat", "Meld", "Merk", "Munt", "Naald", "Net", "Oever", "Omslag", "Pacht", "Park", "Peil", "Plein", "Pols", "Poort",
    "Raad", "Recht", "Reken", "Rooster", "Schakel", "Schrift", "Sleutel", "Spoor", "Steun", "Straat", "Taak", "Tegel", "Toets",
    "Trek", "Veer", "Veld", "Vlag", "Waag", "Wacht", "Wegwijs", "Wijk", "Woon", "Zaak", "Zand", "Zorg", "Zicht",
)  # fmt: skip
ENDS = (
    "baken", "boog", "bord", "gilde", "haven", "hoek", "hof", "kroon", "kompas", "lade", "licht", "net", "pad", "plan", "plank",
    "punt", "rijk", "rix", "schaal", "schrijn", "slag", "spil", "stek", "streng", "tred", "vak", "vaart", "wijzer", "werf", "zolder",
)  # fmt: skip
SUITE_DOMAINS = ("Midoffice", "Sociaal domein", "Basisgegevens", "Bedrijfsvoering")
SIZES, SIZE_CHANCES = (2, 3, 4, 5), (0.30, 0.35, 0.22, 0.13)


@dataclass(frozen=True, slots=True)
class Product:
    """A product on the invented market."""

    name: str
    supplier: str
    components: tuple[str, ...]
    taste: int


@dataclass(frozen=True)
class Market:
    """All products, and per component which there are, the most sold first."""

    products: tuple[Product, ...]
    offers: dict[str, tuple[int, ...]]


def make_market(rng: np.random.Generator, components: Sequence[Component]) -> Market:
    """Two to five products for every component; now and then one that serves its neighbour in the same domain too."""
    names = _names(rng, 5 * len(components))
    products: list[Product] = []
    offers: dict[str, list[int]] = {component.name: [] for component in components}
    for place, component in enumerate(components):
        for _ in range(int(rng.choice(SIZES, p=SIZE_CHANCES)) - len(offers[component.name])):
            neighbour = components[place + 1] if place + 1 < len(components) else component
            suite = component.domain in SUITE_DOMAINS and neighbour.domain == component.domain and rng.random() < 0.18
            covers = (component.name, neighbour.name) if suite else (component.name,)
            for name in covers:
                offers[name].append(len(products))
            products.append(Product(next(names), SUPPLIERS[_supplier(rng)], covers, int(rng.integers(3))))
    return Market(tuple(products), {name: tuple(found) for name, found in offers.items()})


def _supplier(rng: np.random.Generator) -> int:
    """A few suppliers sell most: the chance falls with the place in the list."""
    return min(int(rng.exponential(11.0)), len(SUPPLIERS) - 1)


def _names(rng: np.random.Generator, count: int) -> Iterator[str]:
    """Names that occur once, in a random order."""
    pairs = rng.permutation(len(STARTS) * len(ENDS))[:count]
    return iter([STARTS[pair // len(ENDS)] + ENDS[pair % len(ENDS)] for pair in pairs])

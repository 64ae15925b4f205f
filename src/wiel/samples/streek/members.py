"""The ten municipalities. Places, figures and the partnership of three are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One municipality: size, how many applications it holds, and what its delivery looks like.

    `taste` is the family of products it leans to; `gaps` the share of facts that it does not know; `complete` whether it vouches
    for its list.
    """

    name: str
    key: str
    inhabitants: int
    applications: int
    taste: int
    gaps: float
    complete: bool | None = None

    @property
    def workplaces(self) -> int:
        """Roughly one workplace for 105 inhabitants."""
        return round(self.inhabitants / 105)


MEMBERS = (
    Member("Oosterlaak", "oosterlaak", 13_500, 112, 0, 0.02, True),
    Member("Polderrode", "polderrode", 11_200, 101, 0, 0.03, True),
    Member("Zandwierde", "zandwierde", 8_900, 96, 0, 0.05),
    Member("Heukelwaard", "heukelwaard", 19_700, 118, 0, 0.16),
    Member("Lommerhout", "lommerhout", 17_300, 109, 1, 0.22),
    Member("Grietmeer", "grietmeer", 24_100, 126, 0, 0.06, True),
    Member("Elsterbeek", "elsterbeek", 28_600, 135, 1, 0.08),
    Member("Dorrewold", "dorrewold", 33_900, 146, 1, 0.04, True),
    Member("Broekerdam", "broekerdam", 44_800, 165, 2, 0.07),
    Member("Aderveen", "aderveen", 61_400, 192, 2, 0.10),
)
PARTNERSHIP = "Driewaard"
HOST, GUESTS = MEMBERS[0], MEMBERS[1:3]
SHARED_COMPONENTS = (
    "Burgerzakencomponent", "Afsprakenbeheercomponent", "BAG-beheercomponent", "BGT-beheercomponent", "Gegevensmagazijncomponent",
    "Belastingencomponent", "WOZ-beheercomponent", "Zaakregistratiecomponent", "Documentregistratiecomponent", "Financieel component",
    "Personeelsinformatiecomponent",
)  # fmt: skip

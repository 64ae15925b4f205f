"""Finds what people name: applications and products by key or by name."""

from difflib import get_close_matches

import numpy as np

from wiel.costing import NEW, CostTable
from wiel.errors import WrongUse
from wiel.landscape import Landscape
from wiel.texts import Sentence


class Named:
    """Applications and products by every word that may be said for them; a name that several bear means all of them."""

    def __init__(self, landscape: Landscape, table: CostTable) -> None:
        self.table = table
        self.known: dict[str, list[int]] = {}
        names = dict(landscape["applications"].select("id", "name").iter_rows())
        products = dict(landscape["products"].select("id", "name").iter_rows())
        for k, solution in enumerate(table.solutions):
            product = table.product[k]
            said = {solution, names.get(solution), product, products.get(product or "")}
            for word in sorted(word for word in said if word):
                self.known.setdefault(word.strip().lower(), []).append(k)

    def solutions(self, option: str, word: str) -> list[int]:
        """The solutions that a word names, of today and new."""
        found = self.known.get(word.lower())
        if found is None:
            near = get_close_matches(word.lower(), self.known, n=3, cutoff=0.4)
            raise WrongUse(
                Sentence("rationalisation.unknown-name", {"option": option, "name": word, "near": near or sorted(self.known)[:3]})
            )
        return found

    def uses(self, option: str, word: str) -> list[tuple[int, int]]:
        """Who uses what a word names today: (member, solution)."""
        named = [k for k in self.solutions(option, word) if not self.table.solutions[k].startswith(NEW)]
        return [(int(m), k) for k in named for m in np.flatnonzero(self.table.in_use[:, k] & ~self.table.aside[:, k])]

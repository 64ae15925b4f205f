"""Who may see it."""

from enum import IntEnum


class Confidentiality(IntEnum):
    """Class of a column, finding, table, figure or file; a page takes the highest class of what it shows.

    >>> max(Confidentiality.OPENBAAR, Confidentiality.VERTROUWELIJK).dutch
    'vertrouwelijk'
    >>> Confidentiality.of("intern")
    <Confidentiality.INTERN: 1>
    """

    OPENBAAR = 0
    INTERN = 1
    VERTROUWELIJK = 2

    @property
    def dutch(self) -> str:
        """The word as it stands on pages and in file names."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Confidentiality":
        """The class with this Dutch word; `KeyError` when there is none."""
        return cls[word.upper()]

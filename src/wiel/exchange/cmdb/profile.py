"""What stands below a header: which kinds of value, and how often."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from wiel.exchange.cmdb.words import bare, functions, says_nothing, values
from wiel.landscape import TABLES
from wiel.schema import Column, Kind, Meaning, Notation, read_column
from wiel.schema.cells import DATE_FORMATS

MOST_READ = 2000
SHORT_YEAR = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{2})$")
SEVERAL = ("\n", ";", "|", ",", "/")
_KINDS = {
    Kind.DAY: pl.Date(),
    Kind.AMOUNT: pl.Int64(),
    Kind.COUNT: pl.Int64(),
    Kind.DECIMAL: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
}
_PERSON = re.compile(
    r"@|^(?:(?:dhr|mevr|mw)\.?\s|(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|ter|ten|te)\s+)*[A-Z][a-z]+$)|^[A-Z][\w'’-]+,\s?(?:[A-Z]\.)+|"
    r"^(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8,9}$"
)


@dataclass(frozen=True)
class Profile:
    """The filled cells of one column, as text."""

    cells: tuple[str, ...]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> "Profile":
        """Of the cells of a column, without the empty ones."""
        return cls(tuple(cell.strip() for cell in cells if cell and cell.strip()))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text occurs."""
        return Counter(self.cells)

    @cached_property
    def distinct(self) -> float:
        """Different texts as a share of all filled cells; 0 where nothing is filled."""
        return len(self.counts) / len(self.cells) if self.cells else 0.0

    @property
    def sample(self) -> tuple[str, ...]:
        """The most common texts, at most three."""
        return tuple(text for text, _ in self.counts.most_common(3))

    def share(self, kind: Kind) -> float:
        """Which share of the cells can be read as a value of this kind?"""
        texts = self.cells[:MOST_READ]
        if not texts or kind not in _KINDS:
            return 0.0
        column = Column("cell", kind, Meaning("", ""), _KINDS[kind], required=False, in_key=False)
        read, _ = read_column(column, pl.Series(texts, dtype=pl.String), Notation(dates=(*self.short_years, *DATE_FORMATS)))
        blank = sum(says_nothing(text) for text in texts)
        return min(1.0, (read.len() - read.null_count()) / max(1, len(texts) - blank))

    def share_of_words(self, column: str) -> float:
        """Which share of the cells holds a word known for a column with a choice?"""
        return self._share(values(column).keys())

    @property
    def share_of_functions(self) -> float:
        """Which share of the cells names functions of the reference architecture?"""
        known = functions()
        named = sum(n for text, n in self.counts.items() if all(bare(part) in known for part in re.split(r"[;|,/\n]", text)))
        return named / len(self.cells) if self.cells else 0.0

    @property
    def share_of_people(self) -> float:
        """Which share of the cells looks like the name, address or number of a person?"""
        return sum(n for text, n in self.counts.items() if _PERSON.search(text)) / len(self.cells) if self.cells else 0.0

    def _share(self, words: Collection[str]) -> float:
        return sum(n for text, n in self.counts.items() if bare(text) in words) / len(self.cells) if self.cells else 0.0

    @property
    def short_years(self) -> tuple[str, ...]:
        """The date notations with a year of two digits that occur."""
        signs = {match.group(2) for text in self.counts if (match := SHORT_YEAR.match(text))}
        return tuple(f"%d{sign}%m{sign}%y" for sign in sorted(signs))

    @property
    def separator(self) -> str | None:
        """The sign between several words in one cell: the one whose parts recur most; None where cells hold one word."""
        best: tuple[float, str | None] = (0.0, None)
        for sign in SEVERAL:
            split = {text: [part.strip() for part in text.split(sign) if part.strip()] for text in self.counts}
            several = [text for text, parts in split.items() if len(parts) > 1]
            parts = Counter(part for parts in split.values() for part in parts)
            recurring = [t for t in several if all(parts[p] > 1 or bare(p) in functions() for p in split[t])]
            if several and (sign in "\n;|" or len(recurring) * 2 > len(several)):
                best = max(best, (float(len(several)), sign), key=lambda pair: pair[0])
        return best[1]


def kind_of(target: str) -> Kind:
    """The kind of value that a target holds."""
    table, _, column = target.partition(".")
    declared = TABLES[table].columns.get(column) if table in TABLES else None
    return declared.kind if declared else Kind.TEXT

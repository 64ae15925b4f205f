"""Two lists of names, taken apart so that they can be compared: words, numbers, supplier, component."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from wiel.errors import InvalidProblem
from wiel.linking.spelling import is_code, is_number, words
from wiel.linking.suppliers import Phrase, Suppliers, canonical, vocabulary
from wiel.texts import Sentence

COLUMNS = ("id", "name", "supplier", "component")
SHORT_PART, SHORT_WHOLE = 3, 7


@dataclass(frozen=True)
class Name:
    """One different name. `words` are in order; `minor` are the places of words that tell little (supplier, generic word)."""

    words: Phrase
    minor: frozenset[int]
    numbers: frozenset[str]
    supplier: Phrase
    named: frozenset[Phrase]
    component: Phrase

    @cached_property
    def core(self) -> Phrase:
        """The words that say which product it is; all words where none is left."""
        return (
            tuple(word for place, word in enumerate(self.words) if place not in self.minor)
            or self.words
            or tuple(sorted(self.numbers))
        )

    @cached_property
    def text(self) -> str:
        """All words and numbers, for comparison by letters."""
        return " ".join((*self.words, *sorted(self.numbers)))


@dataclass(frozen=True)
class Names:
    """The different names of a list; `row` says for each row of the list which of them it carries (−1: no name at all)."""

    names: tuple[Name, ...]
    row: np.ndarray

    def __len__(self) -> int:
        return len(self.names)


def checked(table: pl.DataFrame) -> pl.DataFrame:
    """The columns id, name, supplier, component as text, blanks as unknown; absent columns are unknown throughout.

    Raises:
        InvalidProblem: no column id or name, an empty id, or an id that occurs twice.
    """
    for column in ("id", "name"):
        if column not in table.columns:
            raise InvalidProblem(Sentence("linking.no-column", {"column": column}))
    told = [
        (pl.col(c).cast(pl.String).str.strip_chars() if c in table.columns else pl.lit(None, pl.String)).alias(c) for c in COLUMNS
    ]
    plain = table.select(told).with_columns(pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in COLUMNS)
    if plain["id"].null_count():
        raise InvalidProblem(Sentence("linking.empty-id", {"n": plain["id"].null_count()}))
    twice = plain.filter(pl.col("id").is_duplicated())
    if twice.height:
        raise InvalidProblem(Sentence("linking.double-id", {"id": twice["id"][0]}))
    return plain


def prepared(*tables: pl.DataFrame) -> tuple[Names, ...]:
    """Lists (as `checked` gives them) that are to be compared, taken apart with the suppliers and words of all of them."""
    suppliers = Suppliers.of(sorted({name for table in tables for name in table["supplier"].drop_nulls().to_list()}))
    known = Counter(word for table in tables for name in table["name"].drop_nulls().to_list() for word in set(words(name)))
    return tuple(_taken_apart(table, suppliers, known) for table in tables)


def _taken_apart(table: pl.DataFrame, suppliers: Suppliers, known: Counter[str]) -> Names:
    places: dict[Name, int] = {}
    row = np.full(table.height, -1, dtype=np.int64)
    for number, (text, supplier, component) in enumerate(table.select("name", "supplier", "component").iter_rows()):
        name = _name(text or "", supplier or "", component or "", suppliers, known)
        if name.words or name.numbers:
            row[number] = places.setdefault(name, len(places))
    return Names(tuple(places), row)


def _name(text: str, supplier: str, component: str, suppliers: Suppliers, known: Counter[str]) -> Name:
    kept, numbers = _without_marks(_resegmented(words(text), known))
    named, places = suppliers.found(kept)
    generic = vocabulary()["generic"] | vocabulary()["legal_forms"]
    minor = places | {place for place, word in enumerate(kept) if word in generic or is_code(word)}
    return Name(kept, frozenset(minor), numbers, canonical(supplier), named, words(component))


def _without_marks(found: Sequence[str]) -> tuple[Phrase, frozenset[str]]:
    """Words without environments and version marks, and the numbers apart; where no word is left, the words as they were."""
    subjects = vocabulary()
    dropped = subjects["environments"] | subjects["version_marks"]
    numbers = frozenset(word for word in found if is_number(word) and not is_code(word))
    rest = tuple(word for word in found if not is_number(word))
    kept = tuple(word for word in rest if word not in dropped)
    return kept or rest or tuple(found), numbers


def _resegmented(found: Phrase, known: Counter[str]) -> Phrase:
    """Words as the lists write them elsewhere: joined or split, whichever is the more usual.

    "bever net" becomes "bevernet" where that is a word of the lists and one of its parts is hardly found; "kern2financien" becomes two
    words where both are found more often than the whole.
    """
    joined: list[str] = []
    at = 0
    while at < len(found):
        pair = "".join(found[at : at + 2])
        if (
            at + 1 < len(found)
            and known[pair]
            and known[pair] >= min(known[found[at]], known[found[at + 1]])
            and not is_number(pair)
        ):
            joined.append(pair)
            at += 2
        else:
            joined.extend(_split(found[at], known))
            at += 1
    return tuple(joined)


def _split(word: str, known: Counter[str]) -> Iterable[str]:
    """A long word in the two known words of which it is made, each more usual than itself; else the word."""
    if len(word) < SHORT_WHOLE or is_number(word):
        return (word,)
    cuts = range(SHORT_PART, len(word) - SHORT_PART + 1)
    usual = [(min(known[word[:cut]], known[word[cut:]]), cut) for cut in cuts]
    most, cut = max(usual, default=(0, 0))
    return (word[:cut], word[cut:]) if most > known[word] else (word,)

"""Searching by words over everything that somebody may read: applications, products, contracts, organisations and components."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wiel.landscape import TABLES
from wiel.schema import Table
from wiel_web.landscapes import service
from wiel_web.landscapes.choosing import in_order, names_of
from wiel_web.landscapes.factory import SEARCHED, Row
from wiel_web.landscapes.indexing import words_of
from wiel_web.landscapes.models import MODELS, Word
from wiel_web.landscapes.showing import name_of
from wiel_web.tenancy.actor import Actor

MOST_WORDS, MOST_SHOWN = 8, 5
# Nobody reads on after so many; what a common word finds need not be counted to the last.
MOST_FOUND = 1000
# The last sign of Unicode: every text that begins with a word comes before the word followed by it.
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found, and what it is called."""

    row: Row
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one table: how many rows (or that there are more), and the first of them."""

    table: Table
    n: int
    and_more: bool
    hits: list[Hit]

    @property
    def has_rest(self) -> bool:
        """Whether not all are shown."""
        return self.n > len(self.hits)


@dataclass(frozen=True)
class Search:
    """Some words, as somebody searches them: rows that have all of them, in any order, each as the beginning of a word.

    They stand in the key or name of the row, or all in the name of what it is called by otherwise: a product, a supplier.
    """

    actor: Actor
    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words, the longest first: that is mostly the rarest."""
        return sorted(words_of(self.text)[:MOST_WORDS], key=len, reverse=True)

    def groups(self) -> list[Group]:
        """What was found per table, with the first rows."""
        found = ((table, self.numbers(table)) for table in SEARCHED)
        return [
            Group(TABLES[table], min(len(numbers), MOST_FOUND), len(numbers) > MOST_FOUND, self.hits(table, numbers[:MOST_SHOWN]))
            for table, numbers in found
            if numbers
        ]

    def numbers(self, table: str) -> list[int]:
        """The versions of the rows that were found in one table, those of the own organisation first; one more than is counted."""
        if not self.words or MODELS[table].reading not in self.actor.actions:
            return []
        own, others = Word.objects.of(self.actor.organisation), Word.objects.visible_to(self.actor)
        linked = self._linked(table)
        own_linked = linked.filter(owner_id=self.actor.organisation)
        parts = (self._named(own, table), own_linked, self._named(others, table), linked)
        found = [number for part in parts for number in part.values_list("number", flat=True)[: MOST_FOUND + 1]]
        return list(dict.fromkeys(found))[: MOST_FOUND + 1]

    def hits(self, table: str, numbers: Sequence[int]) -> list[Hit]:
        """These rows with their names, in this order."""
        rows, link = in_order(self.actor, table, list(numbers)), SEARCHED[table]
        nameless = {getattr(row, link) for row in rows if not getattr(row, "name", None)} - {None} if link else set()
        names = {self._target(table): names_of(self.actor, self._target(table), nameless)} if nameless else {}
        return [Hit(row, name_of(TABLES[table], row, names)) for row in rows]

    def _named(self, kept: QuerySet[Any], table: str) -> QuerySet[Any]:
        """Of rows that have all words: the kept words that begin with the first of them, in the order of the index."""
        first, *others = self.words
        found = kept.filter(_begins(first), about=table)
        for word in others:
            found = found.filter(Exists(Word.everything.filter(_begins(word), about=table, number=OuterRef("number"))))
        return found.order_by("word", "number")

    def _linked(self, table: str) -> QuerySet[Any]:
        """Rows of which all words stand in the name of what they are called by; none where nothing is called so."""
        rows: QuerySet[Any] = service.rows(self.actor, table)
        if SEARCHED[table] is None or not (keys := self._keys[self._target(table)]):
            return rows.none()
        return rows.filter(**{f"{SEARCHED[table]}__in": keys}).order_by("number")

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """Of what others are called by: the keys of what has all words."""
        return {target: list(self._keys_in(target)) for target in {self._target(table) for table, link in SEARCHED.items() if link}}

    def _keys_in(self, target: str) -> QuerySet[Any]:
        named = self._named(Word.objects.visible_to(self.actor), target)
        numbers = set(named.values_list("number", flat=True)[:MOST_FOUND])
        rows: QuerySet[Any] = service.rows(self.actor, target)
        return rows.filter(number__in=numbers).values_list("identifier", flat=True) if numbers else rows.none()

    @staticmethod
    def _target(table: str) -> str:
        return TABLES[table].links()[SEARCHED[table] or ""]


def _begins(word: str) -> Q:
    """Words that begin so; one sign alone must be the whole word, else nearly everything would do."""
    return Q(word=word) if len(word) < 2 else Q(word__gte=word, word__lt=word + LAST)

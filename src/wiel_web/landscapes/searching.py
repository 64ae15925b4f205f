"""Searching by words over everything that somebody may read: applications, products, contracts, organisations and components."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When

from wiel.landscape import TABLES
from wiel.schema import Table
from wiel_web.landscapes import service
from wiel_web.landscapes.factory import SEARCHED, Row
from wiel_web.landscapes.indexing import words_of
from wiel_web.landscapes.models import Word
from wiel_web.landscapes.showing import linked_names, name_of
from wiel_web.tenancy.actor import Actor

MOST_WORDS, MOST_SHOWN = 8, 5
# So many rows that others link to are looked up by name at most.
MOST_TARGETS = 2000
# The last sign of Unicode: every text that begins with a word comes before the word followed by it.
LAST = "\U0010ffff"
Keys = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found, and what it is called."""

    row: Row
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one table: how many rows in all, and the first of them."""

    table: Table
    n: int
    hits: list[Hit]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.n - len(self.hits)


@dataclass(frozen=True)
class Search:
    """Some words, as somebody searches them: rows that have all of them in any order, each as the beginning of a word.

    A row has the words of its key and name, and those of the name of what it links to, as far as the actor may read that.
    """

    actor: Actor
    text: str

    @property
    def words(self) -> list[str]:
        """The words, the longest first: that is mostly the rarest."""
        return sorted(words_of(self.text)[:MOST_WORDS], key=len, reverse=True)

    def groups(self) -> list[Group]:
        """What was found per table, with the first rows; those of the own organisation first."""
        if not self.words:
            return []
        own = dict(self._own().order_by().values_list("about").annotate(n=Count("number", distinct=True)))
        named = {target: self._named(target) for target in ("products", "organisations")}
        found = []
        for table, link in SEARCHED.items():
            keys = named.get(_target(table)) if link else None
            numbers = self._numbers(table, keys)
            n = numbers.count() if keys else own.get(table, 0)
            if n:
                found.append(Group(TABLES[table], n, self.hits(table, list(numbers[:MOST_SHOWN]))))
        return found

    def numbers(self, table: str) -> QuerySet[Any]:
        """What was found in one table, as pairs of place and version; those of the own organisation first."""
        return self._numbers(table, self._named(_target(table)) if SEARCHED[table] and self.words else None)

    def hits(self, table: str, found: Sequence[tuple[int, int]]) -> list[Hit]:
        """These rows with their names, in this order."""
        wanted = [number for _, number in found]
        rows = {row.number: row for row in service.rows(self.actor, table).filter(number__in=wanted).select_related("owner")}
        names = linked_names(self.actor, TABLES[table], list(rows.values()))
        return [Hit(rows[number], name_of(TABLES[table], rows[number], names)) for number in wanted if number in rows]

    def _numbers(self, table: str, keys: Keys | None) -> QuerySet[Any]:
        place = Case(When(owner_id=self.actor.organisation, then=0), default=1, output_field=IntegerField())
        own = self._own().filter(about=table).annotate(place=place).values_list("place", "number")
        if not keys:
            return own.order_by("place", "number").distinct()
        linked = self._linked(table, keys).annotate(place=place).values_list("place", "number")
        return own.order_by().union(linked.order_by()).order_by("place", "number")

    def _own(self) -> QuerySet[Any]:
        """The kept words that begin with the first word, of rows that have the others too."""
        visible = Word.objects.visible_to(self.actor)
        if not self.words:
            return visible.none()
        first, *others = self.words
        found: QuerySet[Any] = visible.filter(_begins(first))
        for word in others:
            found = found.filter(Exists(Word.everything.filter(_begins(word), about=OuterRef("about"), number=OuterRef("number"))))
        return found

    def _named(self, target: str) -> Keys:
        """Word → keys of the rows of a table that have it, for words that any has."""
        any_of_them = Q()
        for word in self.words:
            any_of_them |= _begins(word)
        visible = Word.objects.visible_to(self.actor).filter(any_of_them, about=target)
        pairs = list(visible.values_list("number", "word")[:MOST_TARGETS])
        rows: QuerySet[Any] = service.rows(self.actor, target)
        keys = dict(rows.filter(number__in={number for number, _ in pairs}).values_list("number", "identifier")) if pairs else {}
        found: dict[str, set[str]] = defaultdict(set)
        for number, kept in pairs:
            for word in self.words:
                if number in keys and (kept == word or (len(word) > 1 and kept.startswith(word))):
                    found[word].add(keys[number])
        return found

    def _linked(self, table: str, keys: Keys) -> QuerySet[Any]:
        """Rows that link to something with one of the words, and have the other words there or of themselves."""
        link = SEARCHED[table]
        rows: QuerySet[Any] = service.rows(self.actor, table).filter(**{f"{link}__in": set().union(*keys.values())})
        for word in self.words:
            of_itself = Exists(Word.everything.filter(_begins(word), about=table, number=OuterRef("number")))
            rows = rows.filter(Q(**{f"{link}__in": keys.get(word, set())}) | of_itself)
        return rows


def _target(table: str) -> str:
    return TABLES[table].links()[SEARCHED[table] or ""]


def _begins(word: str) -> Q:
    """Words that begin so; one sign alone must be the whole word, else nearly everything would do."""
    return Q(word=word) if len(word) < 2 else Q(word__gte=word, word__lt=word + LAST)

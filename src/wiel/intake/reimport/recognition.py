"""Gives the keys in a delivery the identifiers that the landscape has for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from wiel.findings import Finding, Rule, Severity
from wiel.intake.identifiers import slug, slugs
from wiel.intake.members import Organisations
from wiel.intake.reimport.scope import OWNING_COLUMNS, member_tokens
from wiel.intake.rows import SHARED, SHARED_OWNER, Places, Source, no_rows
from wiel.landscape import EXPANSIONS, TABLES, Landscape
from wiel.schema import RawTable

WHOSE_KEY = Rule("reimport.whose-key", Severity.ERROR)
KNOWN = "\x00landscape"
"""The name of the file that the rows of the landscape itself seem to come from; no file can be called so."""


class Keys:
    """The identifiers of a landscape by owner and key."""

    def __init__(self, landscape: Landscape) -> None:
        self._whole: dict[str, set[str]] = {}
        self._by_owner: dict[str, dict[tuple[str, str], str]] = {}
        self._by_key: dict[str, dict[str, list[str]]] = {}
        for name, table in TABLES.items():
            if "id" not in table.columns:
                continue
            identifiers = landscape[name]["id"].to_list()
            self._whole[name] = set(identifiers)
            self._by_owner[name], self._by_key[name] = {}, defaultdict(list)
            for identifier in identifiers:
                _, _, rest = identifier.partition(":")
                owner, _, key = rest.partition(":")
                self._by_owner[name][owner, key] = identifier
                self._by_key[name][key].append(identifier)

    def find(self, table: str, text: str, whose: "Whose") -> str | None:
        """The identifier that a text means as a key: of these owners, of everyone, or of whoever it is when nobody says whose list it is.

        A key that several owners have is nobody's.
        """
        if text in self._whole[table]:
            return text
        for owner in (*(() if table in SHARED else whose.owners), SHARED_OWNER):
            if (owner, text) in self._by_owner[table]:
                return self._by_owner[table][owner, text]
        candidates = self.candidates(table, text)
        return candidates[0] if not whose.sure and len(candidates) == 1 else None

    def candidates(self, table: str, text: str) -> Sequence[str]:
        """Every identifier with this key."""
        return self._by_key[table].get(text, ())


class Whose(NamedTuple):
    """The owners that may stand in the keys of a row, and whether someone said that the list is theirs."""

    owners: tuple[str, ...] = ()
    sure: bool = False


class Recognition:
    """What the members of a delivery are called in the landscape, and which of its rows the delivery has."""

    def __init__(self, current: Landscape, sources: Iterable[Source]) -> None:
        self._keys = Keys(current)
        self._current = current
        names = [name for source in sources for name in source.member_names()]
        self._slugs = slugs(names)
        listed = pl.concat([no_rows(TABLES["organisations"]), current["organisations"]], how="diagonal")
        self._listed = Organisations.of(listed.with_columns(kept__=pl.lit(True), key__=pl.lit(None, pl.String)), Places([]))
        self.members = {name.casefold(): self._listed.find(name) for name in names}
        self._tokens = {name.casefold(): member_tokens(current, self.organisation(name), self._slugs_of(name)) for name in names}
        self.taken: dict[str, set[str]] = defaultdict(set)
        self.found: list[Finding] = []
        self._named: dict[str, frozenset[str]] = {}

    def organisation(self, name: str) -> str | None:
        """The identifier of a member in the landscape; None where it is not there."""
        row = self.members[name.casefold()]
        return None if row is None else str(row["id"])

    @property
    def tokens(self) -> frozenset[str] | None:
        """Every token under which rows of the members stand (see `Scope`); None where nobody said whose lists these are."""
        return frozenset().union(*self._tokens.values()) if self._tokens else None

    def _slugs_of(self, name: str) -> set[str]:
        """What may stand for a member in keys: from its name as delivered, and as the landscape has it."""
        row = self.members[name.casefold()]
        return {self._slugs[name.casefold()]} | ({slug(row["name"])} if row and row["name"] else set())

    def recognised(self, source: Source) -> Source:
        """The same source with identifiers instead of keys, where the landscape has them; notes which of its rows are delivered."""
        table = TABLES[source.raw.table]
        frame = source.raw.cells if source.values is None else source.values
        owners = self._owners(source, frame)
        changed: list[pl.Series] = []
        for column, target in {"id": table.name, **table.links()}.items():
            if column in frame.columns and "id" in TABLES[target].columns:
                found = [self._found(target, text, own) for text, own in zip(frame[column].to_list(), owners, strict=True)]
                changed.append(pl.Series(column, found, dtype=pl.String))
                if column == "id":
                    self._ambiguous(source, frame[column], owners)
                    self.taken[target].update(text for text in found if text)
        if "id" in table.columns and "id" not in frame.columns and "name" in frame.columns:
            names = [slug(name) if name else "" for name in frame["name"].cast(pl.String).to_list()]
            self.taken[table.name].update(
                filter(None, (self._keys.find(table.name, key, own) for key, own in zip(names, owners, strict=True)))
            )
        if source.values is not None:
            return replace(source, values=frame.with_columns(changed))
        cells = frame.with_columns(*changed, *self._lists(source, owners))
        return replace(source, raw=replace(source.raw, cells=cells))

    def _owners(self, source: Source, frame: pl.DataFrame) -> list[Whose]:
        """Per row the owners that may stand in its key: the member whose list it is, else the organisation that the row names."""
        if source.members is not None:
            texts, tokens, sure = source.members.to_list(), self._tokens, True
        elif source.owner:
            texts, tokens, sure = [source.owner] * source.height, self._tokens, True
        else:
            column = next((column for column in OWNING_COLUMNS if column in frame.columns), None)
            texts, sure = ([None] * source.height if column is None else frame[column].cast(pl.String).to_list()), False
            tokens = {text.strip().casefold(): self._tokens_of(text) for text in texts if text}
        owners = {name: Whose(tuple(sorted(t[1:] for t in own if t[0] == "~")), sure) for name, own in tokens.items()}
        return [owners.get((text or "").strip().casefold(), Whose()) for text in texts]

    def _tokens_of(self, text: str) -> frozenset[str]:
        """The tokens of an organisation that a row names; none where the landscape does not have it."""
        if text not in self._named:
            row = self._listed.find(text)
            own = () if row is None else member_tokens(self._current, row["id"], [slug(row["name"] or text)])
            self._named[text] = frozenset(own)
        return self._named[text]

    def _found(self, table: str, text: str | None, whose: Whose) -> str | None:
        if text is None:
            return None
        return self._keys.find(table, text.strip(), whose) or text

    def _ambiguous(self, source: Source, keys: pl.Series, owners: Sequence[Whose]) -> None:
        """A key that several members have, in a list of which nobody said whose it is, is a finding."""
        table = source.raw.table
        for line, text, whose in zip(source.raw.rows.to_list(), keys.to_list(), owners, strict=True):
            if text is None or whose.sure or self._keys.find(table, text.strip(), whose):
                continue
            if several := self._keys.candidates(table, text.strip()):
                self.found.append(WHOSE_KEY.broken(source.place(line, "id"), key=text.strip(), others=list(several[:4])))

    def _lists(self, source: Source, owners: Sequence[Whose]) -> list[pl.Series]:
        """Columns of several words, word by word."""
        raw, lists = source.raw, []
        for column, (link, _, other) in EXPANSIONS.get(raw.table, {}).items():
            if column not in raw.cells.columns:
                continue
            target = TABLES[link].links()[other]
            signs = re.compile(f"([{re.escape(raw.notation_of(column).separators)}])")
            texts = [
                None if cell is None else "".join(self._word(target, word, own) for word in signs.split(cell))
                for cell, own in zip(raw.cells[column].to_list(), owners, strict=True)
            ]
            lists.append(pl.Series(column, texts, dtype=pl.String))
        return lists

    def _word(self, table: str, word: str, whose: Whose) -> str:
        found = self._keys.find(table, word.strip(), whose) if word.strip() else None
        return found if found and found != word.strip() else word

    def context(self, delivered: Iterable[str]) -> list[Source]:
        """The rows of the landscape that the delivery does not have but may refer to, as sources of their own.

        `delivered` are the tables that the delivery has; which functions a product serves is only told where it does not say so itself.
        """
        names = [name for name, table in TABLES.items() if "id" in table.columns]
        names += [] if "product_components" in delivered else ["product_components"]
        sources = []
        for name in names:
            frame = self._current[name]
            rest = frame.filter(~pl.col("id").is_in(sorted(self.taken[name]))) if "id" in frame.columns else frame
            if rest.height:
                lines = pl.Series([0], dtype=pl.Int64).new_from_index(0, rest.height)
                raw = RawTable(name, rest.clear().select(pl.all().cast(pl.String, strict=False)), lines, KNOWN, name)
                sources.append(Source(raw, "", values=rest))
        return sources

"""Gives the keys in a delivery the identifiers that the landscape has for them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from wiel.intake.identifiers import slug, slugs
from wiel.intake.members import Organisations
from wiel.intake.rows import SHARED, SHARED_OWNER, Places, Source, no_rows
from wiel.landscape import EXPANSIONS, TABLES, Landscape
from wiel.schema import RawTable

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

    def find(self, table: str, text: str, owners: Sequence[str]) -> str | None:
        """The identifier that a text means as a key: of these owners, of everyone, or of whoever it is when nobody says whose list it is.

        A key that several owners have is nobody's.
        """
        if text in self._whole[table]:
            return text
        for owner in (*(() if table in SHARED else owners), SHARED_OWNER):
            if (owner, text) in self._by_owner[table]:
                return self._by_owner[table][owner, text]
        candidates = self._by_key[table].get(text, [])
        return candidates[0] if not owners and len(candidates) == 1 else None


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
        self.taken: dict[str, set[str]] = defaultdict(set)

    def organisation(self, name: str) -> str | None:
        """The identifier of a member in the landscape; None where it is not there."""
        row = self.members[name.casefold()]
        return None if row is None else str(row["id"])

    def slugs(self, name: str) -> set[str]:
        """The owners that may stand in the keys of a member: from its name as delivered, and as the landscape has it."""
        row = self.members[name.casefold()]
        return {self._slugs[name.casefold()]} | ({slug(row["name"])} if row and row["name"] else set())

    def recognised(self, source: Source, tokens: Mapping[str, Sequence[str]]) -> Source:
        """The same source with identifiers instead of keys, where the landscape has them; notes which of its rows are delivered.

        `tokens` are the owners in keys per case-folded name of a member.
        """
        table = TABLES[source.raw.table]
        frame = source.raw.cells if source.values is None else source.values
        owners = self._owners(source, tokens)
        changed: list[pl.Series] = []
        for column, target in {"id": table.name, **table.links()}.items():
            if column in frame.columns and "id" in TABLES[target].columns:
                found = [self._found(target, text, own) for text, own in zip(frame[column].to_list(), owners, strict=True)]
                changed.append(pl.Series(column, found, dtype=pl.String))
                if column == "id":
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

    def _owners(self, source: Source, tokens: Mapping[str, Sequence[str]]) -> list[Sequence[str]]:
        """Per row the owners that may stand in its key."""
        if source.members is None:
            return [tokens[source.owner.casefold()] if source.owner else ()] * source.height
        return [tokens[name.strip().casefold()] if name and name.strip() else () for name in source.members.to_list()]

    def _found(self, table: str, text: str | None, owners: Sequence[str]) -> str | None:
        if text is None:
            return None
        return self._keys.find(table, text.strip(), owners) or text

    def _lists(self, source: Source, owners: Sequence[Sequence[str]]) -> list[pl.Series]:
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

    def _word(self, table: str, word: str, owners: Sequence[str]) -> str:
        found = self._keys.find(table, word.strip(), owners) if word.strip() else None
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

"""Follows links: from the words in a file to the identifier of a row."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.rows import KEY, LINE, OWNER, SHARED, SHARED_OWNER, SOURCE, Places
from wiel.landscape import TABLES
from wiel.landscape.checks import DANGLING

AMBIGUOUS = Rule("link.ambiguous", Severity.ERROR)
Doubts = frozenset[tuple[int | None, str, str]]
# What a dependency may run from and to, as its columns are no plain links.
ANYTHING = ("applications", "services", "facilities", "products", "organisations")
_FILE, _TEXT, _ID, _COUNT, _FOLDED = "file__", "text__", "id__", "count__", "folded__"


class Directory:
    """Where rows of one table are found: by identifier, by key (in the same file, of the same owner, shared), by exact name.

    Of two rows with one key in a file the first is meant, because the second carries a finding. A name that stands for two rows is
    ambiguous. Only tables that all members share are found by name. `doubts` are the texts (with file and owner, folded) that mean nothing
    until a person decides.
    """

    def __init__(self, table: str, rows: pl.DataFrame, places: Places, doubts: Doubts = frozenset()) -> None:
        self._shared = table in SHARED
        self._doubts = doubts
        self._rows = rows
        self._files = places.files

    @property
    def _file(self) -> pl.Expr:
        return pl.col(SOURCE).replace_strict(self._files, default=None, return_dtype=pl.Int64).alias(_FILE)

    @cached_property
    def _tiers(self) -> list[tuple[list[str], pl.DataFrame]]:
        """What texts may mean, the surest first: columns to compare by, and the answers."""
        here = self._rows.select(self._file, OWNER, KEY, pl.col("id").alias(_ID)).with_columns(pl.col(KEY).alias(_TEXT))
        shared = here if self._shared else here.filter(pl.col(OWNER) == SHARED_OWNER)
        by_key = (
            ([_TEXT], here.with_columns(pl.col(_ID).alias(_TEXT))),
            ([_FILE, OWNER, _TEXT], here),
            ([OWNER, _TEXT], here),
            ([_TEXT], shared),
        )
        tiers = [(on, _first(frame, on)) for on, frame in by_key]
        if not self._shared:
            return tiers
        named = self._rows.select(self._file, OWNER, folded(pl.col("name")).alias(_FOLDED), pl.col("id").alias(_ID))
        named = named.filter(pl.col(_FOLDED).is_not_null())
        return tiers + [(on, _counted(named, on)) for on in ([_FILE, OWNER, _FOLDED], [OWNER, _FOLDED], [_FOLDED])]

    def doubted(self, source: int | None, owner: str, text: str) -> bool:
        """Whether a text is a name of which nobody is sure what it means; that has been told already."""
        file = None if source is None else self._files.get(source)
        return bool(self._doubts) and (file, owner, _fold(text)) in self._doubts

    def find(self, questions: pl.DataFrame) -> pl.DataFrame:
        """Which row does each text mean? Takes source, owner and text per row, in order gives the identifier and how many it could be."""
        questions = questions.select(self._file, OWNER, _TEXT)
        asked = questions.unique(maintain_order=True)
        answers = asked.with_columns(
            folded(pl.col(_TEXT)).alias(_FOLDED), pl.lit(None, pl.String).alias(_ID), pl.lit(0, pl.UInt32).alias(_COUNT)
        )
        for on, tier in self._tiers:
            joined = answers.join(tier, on=on, how="left", suffix="_more", maintain_order="left")
            better = (pl.col(_COUNT) == 0) & pl.col(f"{_COUNT}_more").is_not_null()
            answers = joined.select(
                *asked.columns,
                _FOLDED,
                *(pl.when(better).then(pl.col(f"{c}_more")).otherwise(pl.col(c)).alias(c) for c in (_ID, _COUNT)),
            )
        answers = self._without_doubts(answers)
        return questions.join(answers.drop(_FOLDED), on=asked.columns, how="left", nulls_equal=True, maintain_order="left").select(
            _ID, _COUNT
        )

    def _without_doubts(self, answers: pl.DataFrame) -> pl.DataFrame:
        """The answers without those to texts that nobody is sure of."""
        if not self._doubts:
            return answers
        asked = answers.select(_FILE, OWNER, _FOLDED).iter_rows()
        clear = pl.Series([question not in self._doubts for question in asked], dtype=pl.Boolean)
        return answers.with_columns(pl.when(clear).then(_ID).alias(_ID), pl.when(clear).then(_COUNT).otherwise(0).alias(_COUNT))


def _fold(text: str) -> str:
    return " ".join(text.split()).lower()


def folded(text: pl.Expr) -> pl.Expr:
    """Text in which capitals, blanks around it and doubled blanks do not matter."""
    return text.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()


def _first(rows: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    found = rows.filter(pl.all_horizontal(pl.col(c).is_not_null() for c in on)).unique(on, keep="first", maintain_order=True)
    return found.select(*on, _ID, pl.lit(1, pl.UInt32).alias(_COUNT))


def _counted(rows: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    counted = rows.group_by(on, maintain_order=True).agg(pl.col(_ID).first(), pl.col(_ID).n_unique().alias(_COUNT))
    return counted.with_columns(pl.col(_COUNT).cast(pl.UInt32))


def answers(directories: Sequence[Directory], frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Identifier and number of candidates for the texts in a column; where several tables answer, the number adds up."""
    questions = frame.select(SOURCE, OWNER, pl.col(column).alias(_TEXT))
    found = [directory.find(questions) for directory in directories]
    counts = pl.DataFrame([answer[_COUNT].alias(str(i)) for i, answer in enumerate(found)])
    identifiers = pl.DataFrame([answer[_ID].alias(str(i)) for i, answer in enumerate(found)])
    count = counts.select(pl.sum_horizontal(pl.all()).alias("n"))["n"]
    first = identifiers.select(pl.coalesce(pl.all()).alias("id"))["id"]
    return pl.DataFrame({"id": first.set(count.ne(1).fill_null(True), None), "n": count})


def followed(
    frame: pl.DataFrame,
    column: str,
    targets: Sequence[str],
    directories: Mapping[str, Directory],
    places: Places,
    header: str | None = None,
) -> tuple[pl.Series, Findings]:
    """The identifiers that a column of texts means; what leads nowhere or to several rows becomes unknown, with a finding at its cell."""
    if frame[column].null_count() == frame.height:
        return frame[column], Findings()
    found = answers([directories[name] for name in targets], frame, column)
    lost = frame[column].is_not_null() & found["id"].is_null()
    faults = frame.with_columns(found["n"].alias(_COUNT)).filter(lost).select(SOURCE, LINE, OWNER, column, _COUNT)
    named = [TABLES[name].named.nl for name in targets]
    findings = [
        _lost(places, source, line, header or column, text, count, named)
        for source, line, owner, text, count in faults.iter_rows()
        if not any(directories[name].doubted(source, owner, text) for name in targets)
    ]
    return found["id"].alias(column), Findings.of(findings)


def _lost(places: Places, source: int, line: int, column: str, text: str, count: int, targets: list[str]) -> Finding:
    place = places.of(source, line, column)
    if count > 1:
        return AMBIGUOUS.broken(place, text=text, target=targets, n=count)
    return DANGLING.broken(place, text=text, target=targets)

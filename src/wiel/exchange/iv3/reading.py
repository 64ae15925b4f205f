"""Reads lists of Iv3 into one table: a row per municipality, year and report."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.files import read_bytes, refused
from wiel.exchange.grid import Grid, grid
from wiel.exchange.headers import plain
from wiel.exchange.iv3.layouts import CODE, COLUMNS, INHABITANTS, LAYOUTS, OVERHEAD, REPORT, TOTALS, YEAR, Layout, layout_of
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Meaning, Notation, read_column

NOT_USED = Rule("iv3.not-used", Severity.INFO)
UNREADABLE = Rule("iv3.unreadable", Severity.ERROR)
NO_KEY = Rule("iv3.no-key", Severity.ERROR)
OTHER_REPORT = Rule("iv3.other-report", Severity.INFO)
TWICE = Rule("iv3.twice", Severity.ERROR)
NO_INHABITANTS = Rule("iv3.no-inhabitants", Severity.WARNING)
NOTHING = Rule("iv3.nothing", Severity.INFO)
ABOVE_TOTAL = Rule("iv3.above-total", Severity.WARNING)
REPORTS = {"X000": "begroting", "X005": "realisatie"}
CENTS_PER_THOUSAND = 100_000
MOST_FILES = 100
NAME = "iv3"
_OPEN = Confidentiality.OPENBAAR
MEANINGS = {
    CODE: Meaning("CBS-code", "CBS code", "De vier cijfers van het CBS.", visibility=_OPEN),
    YEAR: Meaning("jaar", "year", "Het verslagjaar.", visibility=_OPEN),
    REPORT: Meaning("soort", "report", "begroting of realisatie.", visibility=_OPEN),
    "inhabitants": Meaning("inwoners", "inhabitants", "Aantal inwoners in dat jaar.", "inwoners", visibility=_OPEN),
    "overhead": Meaning("overhead", "overhead", "Lasten van taakveld 0.4; dit zijn geen ICT-kosten.", "cent", visibility=_OPEN),
    "total": Meaning("totale lasten", "total cost", "Alle lasten in de lijst.", "cent", visibility=_OPEN),
}
SCHEMA = {
    CODE: pl.String(), YEAR: pl.Int64(), REPORT: pl.String(), "inhabitants": pl.Int64(), "overhead": pl.Int64(), "total": pl.Int64(),
}  # fmt: skip


def read(path: Path | str) -> tuple[ResultTable, Findings]:
    """What did each municipality spend on overhead and in all, by year and by report?

    Amounts in the files are thousands of euros, in the table whole cents. What cannot be read is unknown and a finding; a row whose
    municipality, year or report cannot be read belongs to nothing and is left out with a finding. Quarterly reports are left out. A report
    of nothing but zeros was not delivered: its amounts are unknown.

    Args:
        path: one list of Iv3, or a folder with such lists (other lists in it are named in a finding).

    Returns:
        The table ``iv3`` with one row per municipality, year and report (begroting, realisatie), in that order, all openbaar.

    Raises:
        InputRefused: not there, unreadable, no list of Iv3, or a folder without any.
    """
    path = Path(path)
    findings: list[Finding] = []
    parts: dict[str, list[pl.DataFrame]] = {layout.name: [] for layout in LAYOUTS}
    for file in _files(path):
        cells, layout = _opened(file, findings)
        if layout is None:
            if file == path:
                raise refused("iv3.no-list", file.name, headers=cells.headers[:12])
            findings.append(NOT_USED.broken(Place(file.name)))
            continue
        parts[layout.name].append(_rows(cells, layout, findings))
    if not any(parts.values()):
        raise refused("iv3.no-list-in-folder", path.name)
    frames = {layout.name: _once(parts[layout.name], layout, findings) for layout in LAYOUTS}
    joined = _joined(frames)
    empty = joined.filter(pl.col("total") == 0).height
    if empty:
        findings.append(NOTHING.broken(Place(path.name), n=empty))
        joined = joined.with_columns(
            pl.when(pl.col("total").ne_missing(0)).then(pl.col(name)).alias(name) for name in ("overhead", "total")
        )
    findings += _doubts(joined, path.name)
    return ResultTable(NAME, joined, MEANINGS, _OPEN), Findings.of(findings)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        found = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    except OSError as error:
        raise refused("file.cannot-open", str(path), reason=error.strerror or str(error)) from error
    if len(found) > MOST_FILES:
        raise refused("iv3.too-many-files", path.name, n=len(found), most=MOST_FILES)
    return found


def _opened(file: Path, findings: list[Finding]) -> tuple[Grid, Layout | None]:
    text, _ = decoded(read_bytes(file), file.name)
    rows, _ = delimited_rows(text, file.name, tuple(header for layout in LAYOUTS for header in layout.headers))
    cells, found = grid(rows, 1, file.name)
    layout = layout_of(cells.headers)
    if layout is not None:
        findings += found
    return cells, layout


def _rows(cells: Grid, layout: Layout, findings: list[Finding]) -> pl.DataFrame:
    """The rows of one list with values; rows without a whole key are left out."""
    headers = {plain(header): header for header in reversed(cells.headers)}
    series = []
    for header, column in layout.headers.items():
        text = cells.text(headers[plain(header)], Notation(decimal=".")).rename(column)
        values, faults = read_column(COLUMNS[column], text, Notation(decimal="."))
        if faults:
            place = Place(cells.file, None, cells.rows[faults[0].index], header)
            findings.append(UNREADABLE.broken(place, n=len(faults), text=faults[0].text[:60]))
        series.append(values)
    frame = pl.DataFrame([pl.Series("row", cells.rows, dtype=pl.Int64), *series]).with_columns(file=pl.lit(cells.file))
    frame = frame.with_columns(pl.col(CODE).str.to_uppercase().str.extract(r"^(?:GM)?(\d{4})$", 1).alias(CODE))
    if REPORT in layout.key:
        frame = _reported(frame, cells, findings)
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in layout.key)
    lost = frame.filter(~whole)
    if lost.height:
        findings.append(NO_KEY.broken(Place(cells.file, None, lost["row"][0]), n=lost.height))
    return frame.filter(whole)


def _reported(frame: pl.DataFrame, cells: Grid, findings: list[Finding]) -> pl.DataFrame:
    """The kind of report in words; a report of another year than its row has no key, a quarterly report is left out."""
    code = pl.col(REPORT).str.to_uppercase()
    others = frame.filter(code.str.contains(r"^\d{4}K\d{3}$").fill_null(False))
    if others.height:
        findings.append(OTHER_REPORT.broken(Place(cells.file, None, others["row"][0]), n=others.height))
    kept = frame.join(others.select("row"), on="row", how="anti", maintain_order="left")
    same_year = code.str.extract(r"^(\d{4})X\d{3}$", 1).cast(pl.Int64, strict=False) == pl.col(YEAR)
    word = code.str.extract(r"^\d{4}(X\d{3})$", 1).replace_strict(REPORTS, default=None)
    return kept.with_columns(pl.when(same_year).then(word).alias(REPORT))


def _once(parts: Sequence[pl.DataFrame], layout: Layout, findings: list[Finding]) -> pl.DataFrame:
    """Each key once; where two rows of a key differ, the first counts and the others are a finding."""
    schema = {"row": pl.Int64(), **{name: COLUMNS[name].dtype for name in layout.headers.values()}, "file": pl.String()}
    every = pl.concat([pl.DataFrame(schema=schema), *[part.select(list(schema)) for part in parts]])
    different = every.unique([*layout.key, *layout.values], keep="first", maintain_order=True)
    repeated = different.filter(~pl.struct(list(layout.key)).is_first_distinct())
    if repeated.height:
        findings.append(TWICE.broken(Place(repeated["file"][0], None, repeated["row"][0]), n=repeated.height))
    return different.unique(list(layout.key), keep="first", maintain_order=True).drop("row", "file")


def _joined(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Overhead beside total cost; inhabitants from the same list, else from the list of inhabitants of that year."""
    both = frames[OVERHEAD.name].join(frames[TOTALS.name], on=list(TOTALS.key), how="full", coalesce=True)
    counted = frames[INHABITANTS.name].rename({"inhabitants": "counted"})
    joined = both.join(counted, on=list(INHABITANTS.key), how="left").with_columns(
        pl.coalesce("inhabitants", "counted"),
        *[(pl.col(name) * CENTS_PER_THOUSAND).round().cast(pl.Int64).alias(name) for name in ("overhead", "total")],
    )
    return joined.select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items()).sort(CODE, YEAR, REPORT)


def _doubts(joined: pl.DataFrame, name: str) -> Iterator[Finding]:
    bare = joined.filter(pl.col("inhabitants").is_null()).height
    if bare:
        yield NO_INHABITANTS.broken(Place(name), n=bare)
    above = joined.filter(pl.col("overhead") > pl.col("total"))
    if above.height:
        values = {"code": above[CODE][0], "year": str(above[YEAR][0])}
        yield ABOVE_TOTAL.broken(Place(name), n=above.height, **values)

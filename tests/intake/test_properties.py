"""What holds for every input."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from wiel.exchange import datapackage, workbook
from wiel.intake import Intake, read_paths, read_region
from wiel.landscape import TABLES

HEADERS = {
    "applications": ("id", "name", "holder", "product", "end_of_support", "rto_hours", "components", "users"),
    "contracts": ("id", "supplier", "organisation", "start", "end", "annual_value"),
    "couplings": ("id", "source", "target", "frequency"),
    "staff": ("id", "organisation", "role", "fte", "competences"),
    "products": ("id", "name", "supplier"),
}
WORDS = [
    "",
    "A",
    "B",
    "C",
    "a",
    "?",
    "#REF!",
    "J. de Vries",
    "x@y.nl",
    "2026-01-31",
    "31-12-2026",
    "2026-02-30",
    "-1",
    "12,5",
    "A;B",
    "app:x:A",
]
CELL = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)


@st.composite
def lists(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Some lists with a few rows of anything; no row is wholly blank, because such a row is no row."""
    chosen = draw(st.sets(st.sampled_from(sorted(HEADERS)), min_size=1, max_size=3))
    row = {name: st.lists(CELL, min_size=len(HEADERS[name]), max_size=len(HEADERS[name])) for name in chosen}
    whole = {name: row[name].filter(lambda cells: any(cell.strip() for cell in cells)) for name in sorted(chosen)}
    return {name: draw(st.lists(cells, min_size=1, max_size=5)) for name, cells in whole.items()}


def _read(tables: dict[str, list[list[str]]]) -> Intake:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = 'name = "x"\nas_of = 2026-11-01\n[[member]]\nname = "A"\n'
        for table, rows in tables.items():
            quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [list(HEADERS[table]), *rows]]
            (folder / f"{table}.csv").write_text("\n".join(quoted) + "\n", encoding="utf-8")
            entries += f'[[file]]\npath = "{table}.csv"\nmember = "B"\n'
        (folder / "region.toml").write_text(entries, encoding="utf-8")
        return read_region(folder)


# Reading takes tens of milliseconds, so making a failing example smaller would take minutes.
PHASES = (Phase.explicit, Phase.generate)
MANY = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES, derandomize=True)


@MANY
@given(lists())
def test_no_finding_ever_loses_a_row(tables):
    """Whatever stands in the cells, each row is a row of the landscape with an identifier of its own and an origin."""
    landscape = _read(tables).landscape

    for name, rows in tables.items():
        lines = landscape["origins"].filter(table=name)["row"]
        assert set(lines.to_list()) >= set(range(2, len(rows) + 2))
        if name != "products":
            assert landscape[name].height == len(rows)
        assert landscape[name]["id"].is_unique().all()


@MANY
@given(lists())
def test_the_same_input_gives_the_same_landscape_and_findings(tables):
    """Digest, findings and their order."""
    one, two = _read(tables), _read(tables)

    assert one.landscape.digest() == two.landscape.digest()
    assert one.findings == two.findings


@MANY
@given(lists())
def test_what_is_left_holds_together_and_every_finding_speaks(tables):
    """No link leads nowhere any more; each finding has a place, a message and a remedy in both languages; no name of a person is told."""
    intake = _read(tables)

    for name, table in TABLES.items():
        for column, target in table.links().items():
            known = intake.landscape[target]["id"].implode()
            assert intake.landscape[name][column].drop_nulls().is_in(known).all(), (name, column)
    for finding in intake.findings:
        assert finding.place.file
        assert all(finding.sentence.message(language) and finding.sentence.remedy(language) for language in ("nl", "en"))
    if set(tables) == {"staff"}:
        assert "de Vries" not in str([finding.as_json("nl") for finding in intake.findings])


@settings(MANY, max_examples=8)
@given(lists(), st.sampled_from(["pakket", "pakket.zip", "boek.xlsx"]))
def test_what_was_read_survives_writing_and_reading(tables, name):
    """As a data package or a workbook: the same rows, whatever stood in the files; nothing is named, made or merged again."""
    landscape = _read(tables).landscape
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        (workbook if name.endswith(".xlsx") else datapackage).write(landscape, path)
        again = read_paths([path]).landscape

    assert again.as_of == landscape.as_of
    assert {name: frame.height for name, frame in again.tables.items()} == {name: f.height for name, f in landscape.tables.items()}
    assert again.digest() == landscape.digest()

"""The page of one table of a result: what it filters, how it sorts, what it saves, and what it keeps from whom."""

import csv
import io
import zipfile

import polars as pl
import pytest
from django.http import QueryDict

from wiel.quantities import Confidentiality
from wiel.registry import instruments
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts import keys
from wiel_web.runs.models import OutcomeTable
from wiel_web.runs.outcomes import table_of
from wiel_web.runs.tables import Rows, answer, wish_of
from wiel_web.tenancy.scoping import acting_for

EDITOR, READER = "landscape-editor@aa.example", "landscape-reader@aa.example"


def _meaning(name: str, level: Confidentiality = Confidentiality.INTERN) -> Meaning:
    return Meaning(name, name, visibility=level)


@pytest.fixture
def rows() -> Rows:
    """Four rows with unknown values of both kinds."""
    columns = {"name": ["b", "A", "c", "=1+1"], "state": ["bekend", "onbekend", None, "geen"], "amount": [3, None, 12, 5]}
    return Rows("overlap", ResultTable("t", pl.DataFrame(columns), {name: _meaning(name) for name in columns}))


def _page(client, victim, name: str = "products", query: str = ""):
    return client.get(f"/berekeningen/{victim.run}/tabel/overlap/{name}/{query}")


def _kept(world, victim, name: str) -> ResultTable:
    with acting_for(world.members[0].pk):
        return table_of(OutcomeTable.objects.of(world.members[0].pk).get(run=victim.run, name=name))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("op=amount", "b =1+1 c A"),
        ("op=amount&af=1", "c =1+1 b A"),
        ("op=name", "=1+1 A b c"),
        ("op=state", "b =1+1 A c"),
        ("op=state&af=1", "=1+1 b A c"),
        ("onbekend=state", "A c"),
        ("f-state=?", "A c"),
        ("f-state=geen", "=1+1"),
        ("zoek=GEEN", "=1+1"),
        ("f-state=x&op=x", "b A c =1+1"),
    ],
)
def test_rows_are_filtered_and_sorted_with_unknown_last(rows, query, names):
    """Up and down, unknown stands at the end, also where it is a word; nonsense is left out."""
    assert answer(rows, wish_of(rows, QueryDict(query)))["name"].to_list() == names.split()


def test_names_stand_for_keys_and_one_language_for_two():
    """A key beside its name, and the text in the other language, are left out."""
    frame = pl.DataFrame({"member": ["m"], "member_name": ["M"], "what": ["wat"], "what_en": ["what"]})
    table = Rows("overlap", ResultTable("t", frame, {name: _meaning(name) for name in frame.columns}))

    assert table.columns == ["member_name", "what"]


def test_the_page_holds_the_rows_of_the_result(world, victim, signed_in):
    """Fifty rows a page, the count of all, and each cell as the dossier writes it."""
    table = _kept(world, victim, "components")
    page = _page(signed_in(EDITOR), victim, "components").content.decode()

    assert f"<b>{table.frame.height} rijen</b>" in page
    assert [name for name in table.frame["component_name"].head(50) if name not in page] == []


def test_filters_are_repeated_in_words(world, victim, signed_in):
    """The count says how many of all rows and by which filters; the file holds the same rows."""
    client, table = signed_in(EDITOR), _kept(world, victim, "matrix")
    n = table.frame.filter(pl.col("state") == "bekend").height
    page = _page(client, victim, "matrix", "?f-state=bekend").content.decode()
    saved = _page(client, victim, "matrix", "csv?f-state=bekend").content.decode("utf-8-sig")

    assert f"{n} van de {table.frame.height} rijen: Stand is bekend" in page
    assert len(list(csv.reader(io.StringIO(saved), delimiter=";"))) == n + 1


def test_a_file_runs_no_formula_and_says_its_class(world, victim, signed_in):
    """A name that a spreadsheet would run is text; a file of contracts says in its name that it is confidential."""
    with acting_for(world.members[0].pk):
        row = OutcomeTable.objects.of(world.members[0].pk).get(run=victim.run, name="products")
        buffer = io.BytesIO()
        table_of(row).frame.with_columns(product_name=pl.lit("=1+1")).write_parquet(buffer)
        OutcomeTable.objects.of(row.owner_id).filter(pk=row.pk).update(content=buffer.getvalue())
    client = signed_in(EDITOR)
    book = zipfile.ZipFile(io.BytesIO(_page(client, victim, query="xlsx").content))

    assert "'=1+1" in _page(client, victim, query="csv").content.decode("utf-8-sig")
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>=1+1</t>" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("part", ["", "csv", "xlsx"])
def test_a_confidential_table_does_not_exist_for_a_reader(victim, signed_in, part):
    """Who may read contracts gets it, marked; for a reader the address is not found."""
    told = _page(signed_in(EDITOR), victim, "calendar", part)

    assert told.status_code == 200
    assert "vertrouwelijk" in (told.content.decode() if not part else told["Content-Disposition"])
    assert _page(signed_in(READER), victim, "calendar", part).status_code == 404


def test_a_confidential_column_is_not_shown_filtered_or_saved_for_a_reader(world, victim, signed_in):
    """One column is made confidential: the reader gets the table without it, whatever the address asks."""
    with acting_for(world.members[0].pk):
        row = OutcomeTable.objects.of(world.members[0].pk).get(run=victim.run, name="products")
        columns = row.columns | {"supplier_name": row.columns["supplier_name"] | {"visibility": "vertrouwelijk"}}
        OutcomeTable.objects.of(row.owner_id).filter(pk=row.pk).update(columns=columns)
    asks = ("", "?op=supplier_name", "?zoek=halm", "csv", "csv?op=supplier_name")
    editor, reader = ([_page(signed_in(who), victim, query=ask).content.decode() for ask in asks] for who in (EDITOR, READER))

    assert all("Leverancier" in text for text in editor)
    assert not any("Leverancier" in text for text in reader)
    assert "aria-sort" not in reader[1]


@pytest.mark.parametrize("address", ["overlap/nothing/", "nothing/products/", "overlap/products/exe"])
def test_what_is_no_table_is_not_found(victim, signed_in, address):
    """Names of tables and forms of files come from the result."""
    assert signed_in(EDITOR).get(f"/berekeningen/{victim.run}/tabel/{address}").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_table_of_an_instrument_has_a_name(language):
    """People read names, not keys."""
    names = {f"runs.table.{name}.{table}" for name, found in instruments().items() for table in found.result_tables}

    assert names - keys(language) == set()

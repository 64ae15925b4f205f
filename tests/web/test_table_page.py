"""The page of a table: what it filters, how it sorts, what it saves, and what it keeps from whom."""

import csv
import io
import zipfile

import pytest
from django.urls import reverse

from wiel_web.landscapes.models import MODELS, SavedView
from wiel_web.tenancy.scoping import acting_for

EDITOR = "landscape-editor@aa.example"
PAGE = "/landschap/tabel/applications"


def _text(client, query: str = "", page: str = PAGE) -> str:
    answer = client.get(f"{page}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _lines(client, query: str = "") -> list[list[str]]:
    answer = client.get(f"{PAGE}/bestand/csv?{query}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:]


def _change(world, place: int, key: str, **values) -> None:
    owner = world.members[place].pk
    with acting_for(owner):
        assert MODELS["applications"].objects.of(owner).filter(row_key=key).update(**values) == 1


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 12),
        ("zoek=loketrix", 2),
        ("zoek=app:aakerk", 3),
        ("zoek=niets", 0),
        ("organisatie=org:gedeeld:aakerk", 3),
        ("onbekend=product", 1),
        ("onbekend=nonsense", 12),
        ("f-status=nonsense", 12),
        ("zoek=loketrix&organisatie=org:gedeeld:aakerk", 1),
    ],
)
def test_filters_narrow_and_nonsense_is_left_out(world, signed_in, query, n):
    """Search goes through names of what rows link to; what the table does not have is no filter. The file holds the same rows."""
    client = signed_in(EDITOR)

    told = "1 rij in applicaties" if n == 1 else f"{n} rijen in applicaties"
    assert told in _text(client, query)
    assert len(_lines(client, query)) == n


@pytest.mark.parametrize("down", ["", "&af=1"])
def test_unknown_is_sorted_last_both_ways(world, signed_in, down):
    """The one application without product stands at the end, up and down; the head says how it sorts."""
    client, query = signed_in(EDITOR), f"op=product&kolom=product{down}"
    products = [line[1] for line in _lines(client, query)]

    assert products[-1] == "onbekend"
    assert products[:-1] == sorted(products[:-1], reverse=bool(down))
    page = _text(client, query)
    assert f'aria-sort="{"descending" if down else "ascending"}"' in page
    assert "bij 1 daarvan is product onbekend" in page


def test_neither_filter_nor_order_tells_what_may_not_be_seen(world, signed_in):
    """How many people know an application of a neighbour is withheld; filtering and sorting on it do not give it away."""
    client = signed_in(EDITOR)
    _change(world, 1, "app:bovenbeek:B1", knows_count=77, last_restore_test=None)
    _change(world, 1, "app:bovenbeek:B2", knows_count=1, last_restore_test="2026-01-01")
    query = "kolom=knows_count&kolom=id&organisatie=org:gedeeld:bovenbeek"

    assert "77" not in [cell for line in _lines(client, query) for cell in line]
    assert {line[2] for line in _lines(client, query)} == {"afgeschermd"}
    assert _lines(client, query + "&op=knows_count") == _lines(client, query + "&op=knows_count&af=1")
    assert _lines(client, query + "&onbekend=last_restore_test") == []


def test_a_file_runs_no_formula(world, signed_in):
    """A name that a spreadsheet would run is text in XLSX and has an apostrophe in CSV."""
    client = signed_in(EDITOR)
    _change(world, 0, "app:aakerk:A1", name="=1+1")
    answer = client.get(f"{PAGE}/bestand/xlsx?zoek=app:aakerk:A1&kolom=name")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet, texts = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()

    assert [line[1] for line in _lines(client, "zoek=app:aakerk:A1&kolom=name")] == ["'=1+1"]
    assert "<f>" not in sheet
    assert "<t>=1+1</t>" in texts
    assert "<t>Intern</t>" in texts


def test_the_name_of_a_file_tells_that_it_is_confidential(world, signed_in):
    """All columns of contracts hold prices: the file and the page say so."""
    client = signed_in(EDITOR)
    answer = client.get("/landschap/tabel/contracts/bestand/csv")

    assert "contracts-vertrouwelijk.csv" in answer["Content-Disposition"]
    assert 'class="mark vertrouwelijk"' in _text(client, page="/landschap/tabel/contracts")


@pytest.mark.parametrize(("page", "status"), [("nothing", 404), ("origins", 404), ("applications/bestand/exe", 404)])
def test_what_is_no_table_is_not_found(world, signed_in, page, status):
    """Names of tables and forms of files come from one list."""
    assert signed_in(EDITOR).get(f"/landschap/tabel/{page}").status_code == status


def test_contracts_are_for_who_may_read_them(world, signed_in):
    """A reader has no contracts."""
    assert signed_in("landscape-reader@aa.example").get("/landschap/tabel/contracts").status_code == 403


def test_a_view_is_kept_for_colleagues_replaced_and_removed(world, signed_in):
    """The same name holds the newest filters; a colleague sees it; what is no filter is not kept."""
    client = signed_in(EDITOR)
    for query in ("zoek=x", "zoek=loketrix&op=name&strange=1"):
        client.post(f"{PAGE}/weergaven", {"query": query, "called": "Balies"})
    with acting_for(world.members[0].pk):
        kept = SavedView.objects.of(world.members[0].pk).get(name="Balies")

    assert kept.query == "zoek=loketrix&op=name"
    assert "Balies" in _text(signed_in("landscape-reader@aa.example"))
    client.post(reverse("landscapes:drop-view", args=[kept.pk]))
    assert "Balies" not in _text(client)

"""Searching: what words find, for whom, and how many queries that takes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wiel_web.landscapes import indexing, service, store
from wiel_web.landscapes.models import MODELS, Tally, Word
from wiel_web.landscapes.searching import Search
from wiel_web.tenancy.models import Opening
from wiel_web.tenancy.roles import Role
from wiel_web.tenancy.scoping import Subject, acting_for

EDITOR = "landscape-editor@aa.example"
PAGE = "/landschap/zoeken"


def _found(world, text: str, role: Role = Role.LANDSCAPE_EDITOR, place=None) -> dict[str, list[str]]:
    """Table → what was found, as somebody at an organisation sees it; by default at the first municipality."""
    actor = world.actor(role, place or world.members[0])
    with acting_for(actor.organisation):
        return {
            group.table.name: [f"{hit.name} ({hit.row.owner.name})" for hit in group.hits] for group in Search(actor, text).groups()
        }


def _add(owner, table: str, **values) -> None:
    with acting_for(owner.pk):
        store.add(store.Change(owner.pk, None, timezone.now()), table, [values])


@pytest.mark.parametrize(
    "text",
    [
        "réintegratie wérkplein",
        "WERKPLEIN reintegratie",
        "werk reint",
        "  werkplein,   R\u00e9integratie! ",
        "re\u0301int w\u00c9rk",
    ],
)
def test_words_in_any_order_by_their_beginning_whatever_capitals_and_accents(world, text):
    """One application is found by each way to type its two words."""
    _add(world.members[0], "applications", id="Z1", name="Werkplein Ré-integratie", product=None)
    _add(world.members[0], "applications", id="Z2", name="Werkplein Réintegratie")

    assert "Werkplein Réintegratie (Aakerk)" in _found(world, text)["applications"]


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "bestaatniet", "loketrix bestaatniet", "oketrix", "%", "_", "l", "\U0010ffff", "' OR 1=1"]
)
def test_what_does_not_fit_finds_nothing(world, text):
    """Half words from the middle, signs and words of which one is not there: nothing."""
    assert _found(world, text) == {}


def test_an_application_is_found_by_its_product_and_by_its_key(world):
    """The name of the product finds the product and the applications of it; the letters in front of a key are no word."""
    found = _found(world, "loketrix")

    assert set(found) == {"applications", "products"}
    assert len(found["applications"]) == 2
    assert _found(world, "A1 aakerk").keys() == {"applications"}
    assert _found(world, "app") == {}


def test_a_product_that_gets_another_name_is_found_by_that(world):
    """The applications of a product follow its name."""
    owner = world.members[0]
    _add(owner, "products", id="prd:eigen", name="Oudenaam")
    _add(owner, "applications", id="Z3", product="prd:eigen")
    assert len(_found(world, "oudenaam")["applications"]) == 1
    with acting_for(owner.pk):
        change, model = store.Change(owner.pk, None, timezone.now()), MODELS["products"]
        number = model.objects.of(owner.pk).get(row_key="prd:eigen", kept_until=None).number
        store.end(change, "products", [number])
        store.add(change, "products", [{"id": "prd:eigen", "name": "Verserenaam"}])

    assert _found(world, "oudenaam") == {}
    assert len(_found(world, "verser")["applications"]) == 1


def test_nobody_finds_what_was_not_opened(world, signed_in):
    """The outsider and the supplier find nothing of the others; a neighbour that withdraws is found no more."""
    assert _found(world, "loketrix", place=world.outsider) == {}
    assert _found(world, "aakerk", place=world.outsider) == {}
    assert signed_in("offer-editor@halm.example").get(PAGE, {"zoek": "loketrix"}).status_code == 403
    before = _found(world, "bovenbeek")["applications"]
    with acting_for(world.members[1].pk):
        Opening.objects.filter(owner=world.members[1], subject=Subject.LANDSCAPE).update(withdrawn_at=timezone.now())

    assert before
    assert "applications" not in _found(world, "bovenbeek")


def test_contracts_are_found_only_by_who_may_read_them(world):
    """A reader of landscapes finds no contract, and neither does who was not given those of a neighbour."""
    _add(world.members[1], "contracts", id="Q1", name="Zeldzaam onderhoud")

    assert _found(world, "zeldzaam") == {"contracts": ["Zeldzaam onderhoud (Bovenbeek)"]}
    assert _found(world, "zeldzaam", Role.LANDSCAPE_READER) == {}
    with acting_for(world.members[1].pk):
        Opening.objects.filter(owner=world.members[1], subject=Subject.CONTRACTS).update(withdrawn_at=timezone.now())
    assert _found(world, "zeldzaam") == {}


def test_own_rows_come_first_and_the_rest_is_behind_a_link(world, signed_in):
    """Seven rows of a neighbour and one of ours: ours first, five shown, all eight on the page of the table, fifty a page."""
    for place in range(7):
        _add(world.members[1], "applications", id=f"Y{place}", name=f"Zwaluw {place}")
    _add(world.members[0], "applications", id="Y9", name="Zwaluw eigen")
    client = signed_in(EDITOR)
    page = client.get(PAGE, {"zoek": "zwaluw"}).content.decode()
    whole = client.get(PAGE, {"zoek": "zwaluw", "tabel": "applications"}).content.decode()

    assert _found(world, "zwaluw")["applications"][0] == "Zwaluw eigen (Aakerk)"
    assert len(re.findall(r"/rij/applications/\d+", page)) == 5
    assert "?zoek=zwaluw&amp;tabel=applications" in page
    assert len(re.findall(r"/rij/applications/\d+", whole)) == 8
    assert client.get(PAGE, {"zoek": "zwaluw", "tabel": "staff"}).status_code == 404


def test_a_common_word_is_counted_up_to_a_limit(world, signed_in, monkeypatch):
    """Of more than can be read it says so, and shows the first; the own rows are among them."""
    monkeypatch.setattr("wiel_web.landscapes.searching.MOST_FOUND", 3)
    monkeypatch.setattr("wiel_web.landscapes.overview_views.MOST_FOUND", 3)
    for place in range(6):
        _add(world.members[1], "applications", id=f"W{place}", name="Zwaluw")
    _add(world.members[0], "applications", id="W9", name="Zwaluw")
    client = signed_in(EDITOR)

    assert "Meer dan 3 gevonden" in client.get(PAGE, {"zoek": "zwaluw"}).content.decode()
    whole = client.get(PAGE, {"zoek": "zwaluw", "tabel": "applications"}).content.decode()
    assert "U ziet de eerste 3" in whole
    assert re.findall(r"<td>(Aakerk|Bovenbeek)</td>", whole) == ["Aakerk", "Bovenbeek", "Bovenbeek"]


def test_a_page_without_words_or_finds_says_what_to_do(world, signed_in):
    """Nothing typed: what one can type. Nothing found: what to try."""
    client = signed_in(EDITOR)

    assert "Typ een of meer woorden" in client.get(PAGE).content.decode()
    assert "Probeer minder woorden" in client.get(PAGE, {"zoek": "bestaatniet"}).content.decode()
    assert "Probeer minder woorden" in client.get(PAGE, {"zoek": "bestaatniet", "tabel": "products"}).content.decode()
    assert "&lt;b&gt;" in client.get(PAGE, {"zoek": "<b>"}).content.decode()


def test_the_number_of_queries_does_not_grow(world, signed_in):
    """Three hundred rows more that are found take as many queries."""
    client = signed_in(EDITOR)
    _add(world.members[0], "applications", id="Y0", name="Zwaluw")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE, {"zoek": "zwal"})
        counts.append(len(queries))
        with acting_for(world.members[1].pk):
            rows = [{"id": f"X{place}", "name": f"Zwaluw {place}"} for place in range(300)]
            store.add(store.Change(world.members[1].pk, None, timezone.now()), "applications", rows)

    assert counts[0] == counts[1]


def test_rows_of_an_older_version_are_counted_and_found_after_the_scheduler_looked(world):
    """Without counts and words, as after an upgrade, the scheduler makes them anew."""
    owner = world.members[0]
    with acting_for(owner.pk):
        before = (Tally.objects.of(owner.pk).count(), Word.objects.of(owner.pk).count())
        Tally.objects.of(owner.pk).delete()
        Word.objects.of(owner.pk).delete()
    indexing.settle_missing.cache_clear()
    service.resume(owner.pk)

    with acting_for(owner.pk):
        assert (Tally.objects.of(owner.pk).count(), Word.objects.of(owner.pk).count()) == before
    assert indexing.words_of("Loketrix")[0] == "loketrix"
    assert "applications" in _found(world, "loketrix")

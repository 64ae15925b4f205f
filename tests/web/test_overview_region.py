"""The overview of a region: counts that stay right whatever changes, what is unknown, what was not opened, and how many queries it takes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wiel_web.landscapes import indexing, records, service, store
from wiel_web.landscapes.models import MODELS, Delivery, Tally, Word
from wiel_web.landscapes.region import Region, region
from wiel_web.tenancy.models import Opening, Organisation
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import make_organisation

EDITOR = "landscape-editor@aa.example"
PAGE = "/landschap/streek"


def _text(client, query: str = "") -> str:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def _seen(world, role: Role, partnership: Organisation | None = None) -> Region:
    """What somebody in a role at the first municipality sees."""
    actor = world.actor(role, world.members[0])
    with acting_for(actor.organisation):
        return region(actor, partnership)


def _counted(owner: int) -> dict[str, int]:
    """The rows of an organisation, counted one by one."""
    return {name: n for name, model in MODELS.items() if (n := len(model.objects.of(owner).filter(kept_until=None)))}


def _tallies(owner: int) -> dict[str, int]:
    return dict(Tally.objects.of(owner).filter(rows__gt=0).values_list("about", "rows"))


def _words_in_use(owner: int) -> set[int]:
    return set(Word.objects.of(owner).filter(about="applications").values_list("number", flat=True))


def test_counts_and_words_follow_every_change(world, signed_in, bring):
    """After taking over, changing, confirming and undoing they are those of the rows as they stand."""
    client, editor = signed_in(EDITOR), world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    made = bring(client, "id;name;product\nA77;Nieuwe balie;\n")
    with acting_for(editor.own):
        seen = [_tallies(editor.own)["applications"]]
        for act in (_taken, _edited, _confirmed, _undone):
            act(editor, made)
            current = MODELS["applications"].objects.of(editor.own).filter(kept_until=None)
            assert _tallies(editor.own) == _counted(editor.own)
            assert _words_in_use(editor.own) == set(current.values_list("number", flat=True))
            seen.append(_tallies(editor.own)["applications"])

    assert seen == [seen[0], seen[0] + 1, seen[0] + 1, seen[0] + 1, seen[0]]


def _taken(editor, made: Delivery) -> None:
    service.choose(editor, made.pk, False, True)
    service.take(editor, made.pk)


def _other(editor):
    return MODELS["applications"].objects.of(editor.own).filter(kept_until=None).order_by("number").first()


def _edited(editor, made: Delivery) -> None:
    records.edit(editor, _other(editor), {"name": "Anders geheten"})


def _confirmed(editor, made: Delivery) -> None:
    records.confirm(editor, _other(editor))


def _undone(editor, made: Delivery) -> None:
    service.undo(editor, made.pk)


def test_the_part_that_is_unknown_is_that_of_the_cells_that_every_reader_sees(world):
    """One application of which name and status are known: all other columns that are neither key nor confidential are unknown."""
    owner = make_organisation("Elsveen", Kind.MUNICIPALITY, "org:gedeeld:elsveen")
    with acting_for(owner.pk):
        change = store.Change(owner.pk, None, timezone.now())
        store.add(change, "applications", [{"id": "E1", "name": "Balie", "status": "in gebruik", "knows_count": 3}])
        told = Tally.objects.of(owner.pk).get(about="applications")

    assert "knows_count" not in indexing.counted_columns("applications")
    assert (told.rows, told.cells, told.unknown) == (1, 15, 13)


def test_others_stand_beside_the_own_organisation_with_links_to_their_rows(world, signed_in):
    """Three municipalities share: by name, with their counts, sums, and a link to the rows of each."""
    page = signed_in(EDITOR).get(PAGE).content.decode()

    found = re.findall(r'<tr><th scope="row">(\w+)</th><td class="num"><a href="([^"]+)">(\d+)</a>', page)
    assert [name for name, *_ in found] == ["Aakerk", "Bovenbeek", "Coldenhove"]
    assert [int(n) for *_, n in found] == [3, 4, 5]
    assert found[1][1].endswith("/tabel/applications?organisatie=org%3Agedeeld%3Abovenbeek")


def test_what_was_not_opened_is_said_and_left_out_of_the_sum(world, signed_in):
    """A neighbour takes its contracts and then everything back: first its contracts, then all its counts are not opened."""
    client, neighbour = signed_in(EDITOR), world.members[1]
    before = _seen(world, Role.LANDSCAPE_EDITOR, world.partnership)
    with acting_for(neighbour.pk):
        Opening.objects.filter(owner=neighbour, subject=Subject.CONTRACTS).update(withdrawn_at=timezone.now())
    after = _seen(world, Role.LANDSCAPE_EDITOR, world.partnership)

    assert [count.closed for count in after.lines[1].counts] == [False, False, True, False]
    assert after.totals[2].n == before.totals[2].n - (before.lines[1].counts[2].n or 0)
    assert after.totals[2].least
    with acting_for(neighbour.pk):
        Opening.objects.filter(owner=neighbour).update(withdrawn_at=timezone.now())
    told = _text(client, f"samenwerking={world.partnership.pk}")
    assert "1 organisatie heeft haar landschap niet voor u geopend" in told
    assert "Bovenbeek niet geopend" in told
    assert "Bovenbeek" not in _text(client)


def test_who_may_not_read_contracts_gets_no_count_of_them(world):
    """A reader of landscapes sees applications, and no count of contracts, not even of the own organisation."""
    reader = _seen(world, Role.LANDSCAPE_READER)

    assert reader.lines[0].counts[0].n
    assert {line.counts[2].n for line in reader.lines} == {None}
    assert {line.counts[2].closed for line in reader.lines} == {True}


def test_a_partnership_of_others_is_not_there(world, signed_in):
    """Only partnerships in which the own organisation takes part can be chosen."""
    assert signed_in(EDITOR).get(f"{PAGE}?samenwerking={world.outsider.pk}").status_code == 404
    assert signed_in("landscape-editor@da.example").get(f"{PAGE}?samenwerking={world.partnership.pk}").status_code == 404


@pytest.mark.parametrize("page", [PAGE, "/landschap/"])
def test_the_number_of_queries_does_not_grow(world, signed_in, page):
    """Twenty more organisations with a hundred rows each take as many queries as three."""
    client = signed_in(EDITOR)
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(page)
    for number in range(20):
        _neighbour(number)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(page)

    assert len(many) == len(few)
    assert page != PAGE or "23 organisaties" in answer.content.decode()


def _neighbour(number: int) -> Organisation:
    owner = make_organisation(f"Verveen {number}", Kind.MUNICIPALITY)
    with acting_for(owner.pk):
        Opening.objects.create(owner=owner, subject=Subject.LANDSCAPE, circle="municipalities")
        rows = [{"id": f"V{number}-{place}", "name": f"Pakket {place}"} for place in range(100)]
        store.add(store.Change(owner.pk, None, timezone.now()), "applications", rows)
    return owner

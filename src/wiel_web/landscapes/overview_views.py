"""Pages that look over many rows: what organisations have beside each other, and searching."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wiel.landscape import TABLES
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.landscapes import region as regions
from wiel_web.landscapes.choosing import LONGEST
from wiel_web.landscapes.factory import SEARCHED
from wiel_web.landscapes.paging import page_of
from wiel_web.landscapes.searching import MOST_FOUND, Search
from wiel_web.landscapes.table_views import declared, named
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action


@require_safe
@allowed(Action.READ_LANDSCAPE)
def region(request: HttpRequest) -> HttpResponse:
    """What the own organisation has and those that opened their landscape to it, or the members of one partnership."""
    actor = actor_of(request)
    places, key = regions.partnerships(actor), request.GET.get("samenwerking", "")
    partnership = regions.chosen(places, key)
    if key and partnership is None:
        raise Http404
    found = regions.region(actor, partnership)
    content = {
        "region": found,
        "heads": _heads(actor),
        "page": page_of(request, found.lines),
        "places": places,
        "partnership": partnership,
        "not_opened": say("landscapes.region-not-opened", language()),
        "never": say("landscapes.region-never", language()),
        "title": _title(found, partnership.name if partnership else ""),
        "further": f"&samenwerking={partnership.pk}" if partnership else "",
        "class_word": "intern",
    }
    return render(request, "landscapes/region.html", content)


def _title(found: regions.Region, name: str) -> str:
    """The answer: how many organisations have how many applications."""
    applications = found.totals[0]
    key = "landscapes.region-least" if applications.least or found.complete < len(found.lines) else "landscapes.region-all"
    return say(key, language(), n=len(found.lines), applications=applications.n, name=name or say("landscapes.region", language()))


def _heads(actor: Actor) -> list[tuple[str, str]]:
    """The tables that are counted, with their names."""
    return [(table, say(f"landscapes.region-{table}", language())) for table in regions.COUNTED]


@require_safe
@allowed(Action.READ_LANDSCAPE)
def search(request: HttpRequest) -> HttpResponse:
    """What was found by some words, per table; with a table all rows of it, fifty a page."""
    actor, table = actor_of(request), request.GET.get("tabel", "")
    text = request.GET.get("zoek", "").strip()[:LONGEST].replace("\0", "")
    content: dict[str, Any] = {"text": text, "class_word": "intern", "searched": [named(TABLES[name]).lower() for name in SEARCHED]}
    if table:
        return render(request, "landscapes/search_table.html", content | _in_table(request, Search(actor, text), table))
    groups = [(group, named(group.table)) for group in Search(actor, text).groups()]
    content |= {"groups": groups, "n": sum(group.n for group, _ in groups), "and_more": any(group.and_more for group, _ in groups)}
    return render(request, "landscapes/search.html", content)


def _in_table(request: HttpRequest, asked: Search, table: str) -> dict[str, Any]:
    if table not in SEARCHED:
        raise Http404
    found = declared(asked.actor, table)
    numbers = asked.numbers(table)
    page = page_of(request, numbers[:MOST_FOUND])
    return {
        "table": found,
        "name": named(found),
        "page": page,
        "and_more": len(numbers) > MOST_FOUND,
        "hits": asked.hits(table, list(page.object_list)),
        "further": f"&{urlencode({'zoek': asked.text, 'tabel': table})}",
    }

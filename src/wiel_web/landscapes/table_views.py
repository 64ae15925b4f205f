"""Pages about the rows of a table: filter, sort, save as a file, keep a view."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wiel.landscape import TABLES
from wiel.schema import Column, Kind, Table
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.frame.sheets import FORMS
from wiel_web.landscapes import choosing, service
from wiel_web.landscapes.models import MODELS, SavedView, Tally
from wiel_web.landscapes.paging import page_of
from wiel_web.landscapes.saving import file_name, level_of, saved
from wiel_web.landscapes.seeing import offered
from wiel_web.landscapes.showing import NUMBERS, lines
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action

# Where each row came from is shown with the row itself.
NOT_SHOWN = ("origins",)


@require_safe
@allowed(Action.READ_LANDSCAPE)
def table(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of a table that the actor may read, fifty a page."""
    actor, found = actor_of(request), declared(actor_of(request), name)
    wish = choosing.wish_of(actor, found, request.GET)
    rows, columns = choosing.answer(actor, found, wish), choosing.columns_of(actor, found, wish)
    page = page_of(request, rows.values_list("number", flat=True), None if wish.narrows else choosing.counted(actor, name))
    content = {
        "table": found,
        "name": named(found),
        "wish": wish,
        "page": page,
        "lines": lines(actor, found, choosing.in_order(actor, name, list(page.object_list)), columns),
        "heads": [_head(column, wish) for column in columns],
        "filters": [_filter(column, wish) for column in offered(actor, found) if column.kind in choosing.CHOSEN_BY_WORD],
        "offered": [(column, column.header(language()), column in columns) for column in offered(actor, found)],
        "owners": _owners(actor, found),
        "told": _told(actor, found, wish, rows, page.paginator.count),
        "views": SavedView.objects.visible_to(actor).filter(table=name).order_by("name"),
        "query": wish.query(),
        "further": f"&{wish.query()}" if wish.query() else "",
        "class_word": level_of(columns).dutch,
    }
    return render(request, "landscapes/table.html", content)


def declared(actor: Actor, name: str) -> Table:
    """The table with this name, for whom may read it."""
    if name not in TABLES or name in NOT_SHOWN:
        raise Http404
    require(actor, Action(MODELS[name].reading))
    return TABLES[name]


def named(table: Table) -> str:
    """The name of a table in the language of the page."""
    return table.named.nl if language() == "nl" else table.named.en


def _head(column: Column, wish: choosing.Wish) -> dict[str, Any]:
    """The head of a column: how it sorts now and the address that sorts it the other way."""
    here = wish.sort == column.name
    return {
        "text": column.header(language()),
        "help": column.meaning.text,
        "number": column.kind in NUMBERS,
        "sorted": ("descending" if wish.down else "ascending") if here else "",
        "query": wish.query(sort=column.name, down=here and not wish.down),
    }


def _filter(column: Column, wish: choosing.Wish) -> dict[str, Any]:
    """A filter on a column of words, with unknown among them."""
    chosen = column.choices if column.kind is Kind.CHOICE else ("ja", "nee")
    options = [(word, _word(column, word)) for word in chosen] + [(choosing.UNKNOWN, say("landscapes.unknown", language()))]
    return {"name": choosing.PREFIX + column.name, "text": column.header(language()), "options": options,
            "value": wish.values.get(column.name, "")}  # fmt: skip


def _word(column: Column, word: str) -> str:
    return say("landscapes.yes" if word == "ja" else "landscapes.no", language()) if column.kind is Kind.FLAG else word


def _owners(actor: Actor, table: Table) -> list[tuple[str, str]]:
    """Key and name of the organisations of which there are rows."""
    with_rows = Tally.objects.visible_to(actor).filter(about=table.name, rows__gt=0).order_by("owner__name")
    return list(with_rows.values_list("owner__identifier", "owner__name"))


def _told(actor: Actor, table: Table, wish: choosing.Wish, rows: Any, count: int) -> str:
    """How many rows there are and, where one column is asked about, in how many of them it is unknown."""
    what = named(table).lower()
    column = wish.sort or wish.unknown
    if not column:
        return say("landscapes.count-of", language(), n=count, table=what)
    unknown, head = choosing.unknown_in(actor, table, rows, column), table.columns[column].header(language())
    return say("landscapes.count-unknown", language(), n=count, table=what, unknown=unknown, column=head)


@require_safe
@allowed(Action.READ_LANDSCAPE)
def save_rows(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """All rows that answer a wish as a file, not only one page of them."""
    actor, found = actor_of(request), declared(actor_of(request), name)
    if form not in FORMS:
        raise Http404
    wish = choosing.wish_of(actor, found, request.GET)
    columns = choosing.columns_of(actor, found, wish) if wish.columns else offered(actor, found)
    content = saved(actor, found, list(choosing.answer(actor, found, wish)), columns, form)
    name_of_file = file_name(found, columns, form)
    return HttpResponse(
        content, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name_of_file}"'}
    )


@require_POST
@allowed(Action.READ_LANDSCAPE)
def keep_view(request: HttpRequest, name: str) -> HttpResponse:
    """Keep filters, order and columns under a name, for colleagues too; the same name is replaced."""
    actor, found = actor_of(request), declared(actor_of(request), name)
    query = choosing.wish_of(actor, found, QueryDict(request.POST.get("query", ""))).query()
    called = request.POST.get("called", "").strip()[:120].replace("\0", "")
    if called:
        service.keep_view(actor, found.name, called, query)
        messages.success(request, say("landscapes.view-kept", language(), name=called))
    else:
        messages.error(request, say("landscapes.view-unnamed", language()))
    return redirect(reverse("landscapes:table", args=[found.name]) + f"?{query}")


@require_POST
@allowed(Action.READ_LANDSCAPE)
def drop_view(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a view of the own organisation."""
    found = get_object_or_404(SavedView.objects.visible_to(actor_of(request)), pk=key)
    service.drop_view(actor_of(request), found.pk)
    return redirect("landscapes:table", found.table)

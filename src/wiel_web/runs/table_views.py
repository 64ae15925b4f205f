"""Pages about one table of a result: filter, sort, save as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wiel.quantities import Confidentiality
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.frame.sheets import FORMS, as_file
from wiel_web.landscapes.choosing import PREFIX, UNKNOWN, Wish
from wiel_web.landscapes.paging import page_of
from wiel_web.runs import service, tables
from wiel_web.runs.models import Run, RunState
from wiel_web.runs.naming import table_name
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action


@require_safe
@allowed(Action.READ_RUNS)
def table(request: HttpRequest, key: int, instrument: str, name: str) -> HttpResponse:
    """The rows of a table of a result, fifty a page."""
    run, rows = _rows(request, key, instrument, name)
    wish = tables.wish_of(rows, request.GET)
    found = tables.answer(rows, wish)
    page = page_of(request, range(found.height))
    shown = found.slice(page.start_index() - 1 if found.height else 0, page.paginator.per_page)
    content = {
        "run": run,
        "instrument": instrument,
        "key": name,
        "name": table_name(instrument, name),
        "wish": wish,
        "page": page,
        "lines": rows.lines(shown),
        "heads": [_head(rows, column, wish) for column in rows.columns],
        "filters": [_filter(rows, column, wish) for column in rows.choices],
        "offered": [(column, rows.head(column)) for column in rows.columns],
        "told": _told(rows, wish, found.height, rows.table.frame.height),
        "unknown": _unknown(rows, wish, found),
        "query": wish.query(),
        "further": f"&{wish.query()}" if wish.query() else "",
        "class_word": rows.level.dutch,
    }
    return render(request, "runs/table.html", content)


@require_safe
@allowed(Action.READ_RUNS)
def save_table(request: HttpRequest, key: int, instrument: str, name: str, form: str) -> HttpResponse:
    """All rows that answer a wish as a file, not only one page of them."""
    _, rows = _rows(request, key, instrument, name)
    if form not in FORMS:
        raise Http404
    found = tables.answer(rows, tables.wish_of(rows, request.GET))
    heads = [rows.head(column) for column in rows.columns]
    content = as_file(form, table_name(instrument, name), heads, rows.values(found), rows.level)
    secret = "-vertrouwelijk" if rows.level is Confidentiality.VERTROUWELIJK else ""
    told = f'attachment; filename="{instrument}-{name}-{key}{secret}.{form}"'
    return HttpResponse(content, content_type=FORMS[form], headers={"Content-Disposition": told})


def _rows(request: HttpRequest, key: int, instrument: str, name: str) -> tuple[Run, tables.Rows]:
    """A table of a finished run, as far as the reader may see it; what may not be seen does not exist."""
    actor = actor_of(request)
    run = get_object_or_404(service.runs(actor).filter(state=RunState.DONE), pk=key)
    found = service.table(actor, run, instrument, name)
    if found is None:
        raise Http404
    return run, tables.Rows(instrument, found)


def _head(rows: tables.Rows, name: str, wish: Wish) -> dict[str, Any]:
    """The head of a column: how it sorts now and the address that sorts it the other way."""
    here = wish.sort == name
    return {
        "text": rows.head(name),
        "help": rows.table.columns[name].text,
        "number": rows.is_number(name),
        "sorted": ("descending" if wish.down else "ascending") if here else "",
        "query": wish.query(sort=name, down=here and not wish.down),
    }


def _filter(rows: tables.Rows, name: str, wish: Wish) -> dict[str, Any]:
    """A filter on a column of words."""
    options = [(value, _word(rows, name, value)) for value in rows.choices[name]]
    options += [(UNKNOWN, say("landscapes.unknown", language()))]
    return {"name": PREFIX + name, "text": rows.head(name), "options": options, "value": wish.values.get(name, "")}


def _word(rows: tables.Rows, name: str, value: str) -> str:
    if value in ("true", "false"):
        return say("landscapes.yes" if value == "true" else "landscapes.no", language())
    return str(rows.word(name, value))


def _told(rows: tables.Rows, wish: Wish, n: int, of: int) -> str:
    """How many rows there are, and by which filters."""
    words = [say("runs.filter-search", language(), text=wish.search)] if wish.search else []
    words += [say("runs.filter-unknown", language(), column=rows.head(wish.unknown))] if wish.unknown else []
    for name, value in wish.values.items():
        said = say("landscapes.unknown", language()) if value == UNKNOWN else _word(rows, name, value)
        words.append(say("runs.filter-is", language(), column=rows.head(name), value=said))
    return say("runs.rows-of", language(), n=n, of=of, words="; ".join(words)) if words else say("runs.rows", language(), n=of)


def _unknown(rows: tables.Rows, wish: Wish, found: Any) -> str:
    """In how many of these rows the column by which they are sorted is unknown."""
    n = tables.unknown_in(found, wish.sort) if wish.sort else 0
    return say("runs.rows-unknown", language(), n=n, column=rows.head(wish.sort)) if n else ""

"""Pages about one row: its values and versions, changing it, confirming it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from wiel.schema import Table
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.landscapes import records
from wiel_web.landscapes.factory import Row
from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.record_form import RecordForm, record_form
from wiel_web.landscapes.saving import level_of
from wiel_web.landscapes.seeing import seen
from wiel_web.landscapes.showing import linked_names, name_of, shown
from wiel_web.landscapes.table_views import declared, named
from wiel_web.landscapes.telling import Cell
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action

OVERTAKEN = 409


@require_safe
@allowed(Action.READ_LANDSCAPE)
def record(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One row with its versions."""
    actor, (table, row) = actor_of(request), _found(request, name, number)
    content = _about(actor, table, row)
    names = linked_names(actor, table, [row])
    content |= {
        "cells": [
            (table.columns[column], _head(table, column), shown(row, table.columns[column], names)) for column in seen(actor, row)
        ],
        "withheld": len(table.columns) > len(seen(actor, row)),
        "versions": [(version, _headed(table, version.cells)) for version in records.history(actor, row)],
        "confirmed": records.confirmation(actor, row),
        "may_confirm": row.kept_until is None and name not in records.BY_ITSELF and may(actor, Action.CONFIRM_LANDSCAPE, row),
        "may_write": row.kept_until is None and bool(records.changeable(actor, row)) and may(actor, Action.WRITE_LANDSCAPE, row),
    }
    return render(request, "landscapes/record.html", content)


@allowed(Action.WRITE_LANDSCAPE)
def edit(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Change one row; the version in the address is the one that the person saw."""
    actor, (table, row) = actor_of(request), _own(request, name, number)
    if request.method != "POST":
        latest = records.current_of(actor, row)
        if latest is None or latest.number != row.number:
            return redirect("landscapes:record", name, number)
        return _form(request, table, row, record_form(actor, row))
    form = record_form(actor, row, request.POST)
    if not form.is_right:
        return _form(request, table, row, form, status=422)
    if not form.changes:
        messages.info(request, say("frame.nothing-changed", language()))
        return redirect("landscapes:record", name, number)
    try:
        made = records.edit(actor, row, form.changes)
    except records.Overtaken:
        return _overtaken(request, table, row, form)
    messages.success(request, say("landscapes.edited", language()))
    return redirect("landscapes:record", name, made.number)


def _overtaken(request: HttpRequest, table: Table, row: Row, form: RecordForm) -> HttpResponse:
    """Somebody was quicker: what they changed stands above what was typed here, which is all still there."""
    actor = actor_of(request)
    latest = records.current_of(actor, row.__class__.objects.of(actor.own).get(pk=row.number))
    if latest is None:
        return _form(request, table, row, form, status=OVERTAKEN, gone=True)
    # What the person did not touch follows the newer version; what the person typed stays.
    typed = {one.name: one.text for one in form.fields if one.column.name in form.changes}
    theirs = records.changed_cells(actor, table, row, latest, linked_names(actor, table, [row, latest]))
    return _form(
        request, table, latest, record_form(actor, latest, typed), status=OVERTAKEN, theirs=_headed(table, theirs), by=_who(latest)
    )


def _who(row: Row) -> str:
    return str(row.changed_by) if row.changed_by else row.owner.name


@require_POST
@allowed(Action.CONFIRM_LANDSCAPE)
def confirm(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Say that a row is right."""
    actor, (_, row) = actor_of(request), _own(request, name, number)
    records.confirm(actor, row)
    messages.success(request, say("landscapes.confirmed", language()))
    return redirect("landscapes:record", name, number)


def _form(request: HttpRequest, table: Table, row: Row, form: RecordForm, status: int = 200, **more: Any) -> HttpResponse:
    wrong = [one for one in form.fields if one.errors]
    content = _about(actor_of(request), table, row) | {"form": form, "wrong": wrong, **more}
    return render(request, "landscapes/edit.html", content, status=status)


def _about(actor: Actor, table: Table, row: Row) -> dict[str, Any]:
    latest = records.current_of(actor, row)
    return {
        "table": table,
        "table_name": named(table),
        "row": row,
        "name": name_of(table, row, linked_names(actor, table, [row])),
        "latest": latest,
        "class_word": level_of([table.columns[name] for name in seen(actor, row)]).dutch,
    }


def _found(request: HttpRequest, name: str, number: int) -> tuple[Table, Row]:
    """A version of a row that the actor may read."""
    table = declared(actor_of(request), name)
    rows = MODELS[name].objects.visible_to(actor_of(request)).select_related("owner", "changed_by")
    return table, get_object_or_404(rows, pk=number)


def _own(request: HttpRequest, name: str, number: int) -> tuple[Table, Row]:
    """A version of a row of the own organisation, of a table that people change."""
    table = declared(actor_of(request), name)
    rows = MODELS[name].objects.visible_to(actor_of(request)).select_related("owner", "changed_by")
    if name in records.BY_ITSELF:
        rows = rows.none()
    return table, get_object_or_404(rows, pk=number, owner_id=actor_of(request).organisation)


def _head(table: Table, column: str) -> str:
    return table.columns[column].header(language())


def _headed(table: Table, cells: Any) -> list[Cell]:
    return [Cell(_head(table, cell.head), cell.before, cell.after) for cell in cells]

"""``wiel landscape``: the workbook that people fill, and lists that come back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from wiel.cli.changes import differences_json, names_of, tell
from wiel.cli.output import print_json, with_json, with_language
from wiel.errors import InputRefused, Place, WrongUse
from wiel.exchange import datapackage, workbook
from wiel.intake.reimport import ChangeSet, Entry, apply, choose, entry_json, from_json, preview, read_delivery, reverse
from wiel.landscape import Landscape
from wiel.samples import buurtschap
from wiel.texts import Sentence, formatted, say

FILE = click.Path(path_type=Path)
PACKAGE = click.argument("package", type=FILE)
DESCRIPTOR = "datapackage.json"


@click.group()
def landscape() -> None:
    """The workbook that people fill, and lists that come back."""


@landscape.command("new")
@click.option("-o", "--output", required=True, type=FILE, help="The workbook to make, .xlsx.")
@click.option("--example", is_flag=True, help="Filled with the three invented municipalities of buurtschap.")
@with_language
def new(output: Path, example: bool, language: str) -> None:
    """Make a workbook with explanations and pick-lists: empty, or filled with an example."""
    if output.suffix != ".xlsx":
        raise WrongUse(Sentence("cli.target-format", {"path": str(output)}))
    if example:
        workbook.write(buurtschap(), output, language)
    else:
        workbook.template(output, language)
    click.echo(say("cli.made", language, path=str(output)))


@landscape.command("import")
@click.argument("deliveries", nargs=-1, required=True, type=FILE)
@click.option("--into", "package", required=True, type=FILE, help="The data package (folder or .zip) that the lists go into.")
@click.option("--member", help="The organisation whose lists these are; rows of others are then never missing.")
@click.option("--mapping", type=FILE, help="The mapping of lists with headers of their own.")
@click.option("--apply", "applies", is_flag=True, help="Make the changes; without it nothing is changed.")
@click.option("--remove-missing", is_flag=True, help="Remove the rows that the lists no longer have.")
@click.option("--accept-unknown", is_flag=True, help="Take over rows that wait: what cannot be read becomes unknown.")
@with_language
@with_json
def bring_in(
    deliveries: tuple[Path, ...],
    package: Path,
    member: str | None,
    mapping: Path | None,
    applies: bool,
    remove_missing: bool,
    accept_unknown: bool,
    language: str,
    as_json: bool,
) -> None:
    """Show what DELIVERIES would change in a landscape, and with --apply change it.

    An edited export, or a newer list of the same member, comes back as differences: rows are followed by their key. An absent column
    keeps its values; an emptied cell becomes unknown. Rows that the lists no longer have stay, unless you say otherwise.
    """
    target = _place(package)
    current, faults = datapackage.read(target)
    delivered, scope = read_delivery(deliveries, current, member, mapping)
    found = preview(current, delivered, scope)
    found = choose(current, replace(found, findings=faults + found.findings), remove_missing, accept_unknown)
    names = names_of(current, delivered.landscape)
    stopped = not accept_unknown and bool(found.errors or found.waiting)
    number = None
    after = current
    if applies and not stopped and not found.is_empty:
        past = _history(target)
        after, number = apply(current, found), len(past) + 1
        entry = Entry(number, delivered.region.name, current.digest(), after.digest(), found)
        _write(target, after, [*past, entry])
    if as_json:
        digests = {"before": current.digest(), "after": after.digest()}
        print_json({"applied": number is not None, "number": number, "digest": digests} | differences_json(found, language, names))
    else:
        click.echo(_title(found, language, number, stopped, target))
        tell(found, language, names)
        click.echo("\n" + _next(found, number, stopped, target, language))
    if applies and stopped:
        raise InputRefused(Sentence("changes.refused", {"parts": _parts(found, language)}), Place(str(target)))


def _parts(found: ChangeSet, language: str) -> str:
    """The errors and choices that are left, in words."""
    numbers = {"error": len(found.errors), "choices": len(found.waiting)}
    return formatted([say(f"changes.{part}", language, n=n) for part, n in numbers.items() if n], language)


def _title(found: ChangeSet, language: str, number: int | None, stopped: bool, target: Path) -> str:
    """The state of things in one sentence."""
    rows = sum(row.is_effective for row in found.rows)
    if number is not None:
        return say("changes.applied", language, n=rows, path=str(target))
    if stopped:
        return say("changes.not-yet", language, parts=_parts(found, language))
    return say("changes.same" if found.is_empty else "changes.ready", language, n=rows)


def _next(found: ChangeSet, number: int | None, stopped: bool, target: Path, language: str) -> str:
    """What to do now."""
    if number is not None:
        return say("changes.next-undo", language, path=str(target))
    if stopped:
        return say("changes.next-mend", language)
    return say("changes.next-nothing" if found.is_empty else "changes.next-apply", language)


@landscape.command("undo")
@PACKAGE
@with_language
@with_json
def undo(package: Path, language: str, as_json: bool) -> None:
    """Take back the last import into PACKAGE; again takes back the one before."""
    target = _place(package)
    current, _ = datapackage.read(target)
    past = _history(target)
    last = next((entry for entry in reversed(past) if not entry.undone), None)
    if last is None:
        raise InputRefused(Sentence("changes.nothing-to-undo"), Place(str(target)))
    if current.digest() != last.after:
        raise InputRefused(Sentence("changes.changed-since", {"number": last.number}), Place(str(target)))
    before = apply(current, reverse(last.changes))
    if before.digest() != last.before:
        raise InputRefused(Sentence("reimport.bad-history"), Place(str(target)))
    _write(target, before, [replace(entry, undone=True) if entry is last else entry for entry in past])
    if as_json:
        print_json({"undone": last.number, "label": last.label, "digest": {"before": last.after, "after": last.before}})
    else:
        click.echo(say("changes.undone", language, number=last.number, label=last.label))


@landscape.command("history")
@PACKAGE
@with_language
@with_json
def history(package: Path, language: str, as_json: bool) -> None:
    """List the imports into PACKAGE, oldest first, also those that were taken back."""
    entries = _history(_place(package))
    if as_json:
        print_json({"imports": [_entry(entry) for entry in entries]})
        return
    for entry in entries:
        counts = entry.changes.counts()
        parts = ", ".join(
            say(f"changes.{part}", language, n=counts[part]) for part in ("changed", "new", "removed") if counts[part]
        )
        state = say("changes.is-undone", language) if entry.undone else ""
        day = formatted(entry.changes.as_of[1], language, "day")
        click.echo(say("changes.entry", language, number=entry.number, label=entry.label, parts=parts, day=day, state=state))
    if not entries:
        click.echo(say("changes.no-history", language))


def _entry(entry: Entry) -> dict[str, Any]:
    counts = {part: n for part, n in entry.changes.counts().items() if part in ("changed", "new", "removed")}
    digests = {"before": entry.before, "after": entry.after}
    return {"number": entry.number, "label": entry.label, "undone": entry.undone, "counts": counts, "digest": digests}


def _place(package: Path) -> Path:
    """The folder or zip of a data package."""
    return package.parent if package.name == DESCRIPTOR else package


def _history(package: Path) -> list[Entry]:
    kept = datapackage.history(package)
    return [from_json(number, content, f"history/{number:04}.json") for number, content in enumerate(kept, 1)]


def _write(package: Path, content: Landscape, past: Sequence[Entry]) -> None:
    """The package with its history: all of it or nothing."""
    datapackage.write(content, package, [entry_json(entry) for entry in past])

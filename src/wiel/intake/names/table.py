"""What names turned out to mean, as tables: one row per name and file, and counts that everybody may see."""

from collections.abc import Iterable, Mapping

import polars as pl

from wiel.intake.names.settling import IDENTIFIER, Settled
from wiel.intake.names.spoken import COLUMN, NAME_ID, TEXT, TIMES, Kind
from wiel.intake.rows import LINE, OWNER, SOURCE, Places
from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Meaning

INTERN, OPENBAAR = Confidentiality.INTERN, Confidentiality.OPENBAAR
STATES = ("sure", "unsure", "new", "reviewed", "function")
Named = Iterable[tuple[Kind, Settled]]

_COLUMNS = {
    "kind": Meaning("soort", "kind", "Waarvan het een naam is: product, component of leverancier."),
    "name": Meaning("naam", "name", "De naam zoals die in het bestand staat."),
    "supplier": Meaning("leverancier", "supplier", "De leverancier die ernaast staat, als die bekend is."),
    "member": Meaning("deelnemer", "member", "Van wie de lijst is."),
    "file": Meaning("bestand", "file", "Het bestand."),
    "sheet": Meaning("blad", "sheet", "Het blad in het bestand."),
    "row": Meaning("rij", "row", "De eerste rij waar de naam staat."),
    "column": Meaning("kolom", "column", "De kolom waar de naam staat."),
    "rows": Meaning("rijen", "rows", "Hoeveel rijen van dit bestand de naam noemen.", "rijen"),
    "state": Meaning("zekerheid", "certainty", "Zeker, onzeker, nieuw, door u beslist, of alleen een functie."),
    "linked_to": Meaning("gekoppeld aan", "linked to", "Hoe de bedoelde rij heet."),
    "linked_id": Meaning("sleutel", "key", "De sleutel van de bedoelde rij."),
    "probability": Meaning("kans", "probability", "De kans dat de koppeling klopt, van 0 tot 1."),
    "candidates": Meaning("kandidaten", "candidates", "Waar de naam op lijkt, met de kans erbij."),
    "to_check": Meaning("controleren", "to check", "Of een mens hierover moet beslissen."),
}
_COUNTS = {
    "kind": Meaning("soort", "kind", "Waarvan het namen zijn.", visibility=OPENBAAR),
    "names": Meaning("namen", "names", "Hoeveel verschillende namen.", visibility=OPENBAAR),
    "literal": Meaning("letterlijk", "literal", "Hoeveel daarvan letterlijk zo in de lijst staan.", visibility=OPENBAAR),
    "sure": Meaning("zeker", "sure", "Hoeveel anders geschreven zijn en zeker gekoppeld.", visibility=OPENBAAR),
    "reviewed": Meaning("beslist", "decided", "Hoeveel door mensen zijn beslist.", visibility=OPENBAAR),
    "new": Meaning("nieuw", "new", "Hoeveel in geen enkele lijst staan.", visibility=OPENBAAR),
    "function": Meaning("functie", "function", "Hoeveel alleen een functie noemen en geen product.", visibility=OPENBAAR),
    "unsure": Meaning("onzeker", "unsure", "Hoeveel onbekend blijven tot iemand beslist.", visibility=OPENBAAR),
    "unsure_rows": Meaning("onzekere rijen", "unsure rows", "Hoeveel rijen die namen noemen.", "rijen", visibility=OPENBAAR),
}
_TYPES: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "row": pl.Int64, "rows": pl.Int64, "probability": pl.Float64, "to_check": pl.Boolean,
}  # fmt: skip


def links_table(named: Named, places: Places, owners: Mapping[str, str]) -> ResultTable:
    """What does every name mean that members use? One row per name and file, what needs a person first, then the most used first.

    `owners` gives the name of the member for the part of identifiers that tells whose a row is.
    """
    frames = [_of_kind(kind, settled, places, owners) for kind, settled in named]
    empty = pl.DataFrame(schema={name: _TYPES.get(name, pl.String) for name in _COLUMNS})
    whole = pl.concat([empty, *frames])
    ordered = whole.sort(~pl.col("to_check"), -pl.col("rows"), "kind", "name", "file", maintain_order=True)
    return ResultTable("links", ordered, _COLUMNS, INTERN)


def _of_kind(kind: Kind, settled: Settled, places: Places, owners: Mapping[str, str]) -> pl.DataFrame:
    first = settled.said.group_by("file__", OWNER, NAME_ID, maintain_order=True).agg(
        pl.col(SOURCE, LINE, COLUMN, TEXT, "supplier", "state", "probability", "candidates", IDENTIFIER).first(),
        pl.col(TIMES).max(),
    )
    rows = []
    for row in first.iter_rows(named=True):
        place = places.of(row[SOURCE], row[LINE], row[COLUMN])
        likely = [settled.named(row[NAME_ID], candidate) for candidate in row["candidates"] or []]
        shown = likely if row["state"] in ("unsure", "new") else []
        linked = settled.called.get(row[IDENTIFIER] or "") or (row[TEXT].strip() if row[IDENTIFIER] else None)
        rows.append(
            (
                kind.word, row[TEXT].strip(), row["supplier"], owners.get(row[OWNER]), place.file, place.sheet, place.row, place.column,
                row[TIMES], row["state"], linked, row[IDENTIFIER], row["probability"], "; ".join(shown) or None, bool(shown),
            )
        )  # fmt: skip
    return pl.DataFrame(rows, schema={name: _TYPES.get(name, pl.String) for name in _COLUMNS}, orient="row")


def counts_table(named: Named) -> ResultTable:
    """How many different names stand literally in the list, are linked, decided, new and unsure, per kind?"""
    rows = []
    for kind, settled in named:
        names = settled.said.group_by(NAME_ID).agg(pl.col("state", "probability").first(), pl.col(TIMES).sum())
        literal = pl.col("state").eq("sure") & pl.col("probability").eq(1)
        counts = {state: names.filter(pl.col("state") == state).height for state in STATES}
        same = names.filter(literal).height
        unsure = names.filter(pl.col("state") == "unsure")[TIMES].sum()
        beside = {"kind": kind.word, "names": names.height, "literal": same, "sure": counts["sure"] - same, "unsure_rows": unsure}
        rows.append(counts | beside)
    schema = {name: pl.String() if name == "kind" else pl.Int64() for name in _COUNTS}
    return ResultTable("link_counts", pl.DataFrame(rows, schema=schema), _COUNTS, OPENBAAR)

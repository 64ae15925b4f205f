"""Where rows came from and who confirmed them."""

from typing import ClassVar

from wiel.schema import Declaration, TableName, count, day, text


class Origins(Declaration):
    """Where a row came from: delivery, file, sheet, row."""

    named: ClassVar[TableName] = TableName(
        "origins", "Herkomst", "Origins", "ori", "Eén rij per gelezen rij: waar zij vandaan komt."
    )
    table = text("tabel", "table", "De tabel van de rij.", part_of_key=True)
    row_id = text("rij", "row", "De sleutel van de rij.", part_of_key=True)
    delivery = text("levering", "delivery", "Controlegetal van het bestand.", required=True, part_of_key=True)
    file = text("bestand", "file", "Het bestand.", required=True, part_of_key=True)
    sheet = text("blad", "sheet", "Het blad in het bestand.")
    row = count("regel", "line", "De regel in het blad; de kop is regel 1.", part_of_key=True)


class Attestations(Declaration):
    """Who confirmed what, and when. A role, never a name."""

    named: ClassVar[TableName] = TableName(
        "attestations", "Bevestigingen", "Attestations", "att", "Eén rij per bevestiging dat een gegeven klopt."
    )
    table = text("tabel", "table", "De tabel.", part_of_key=True)
    row_id = text("rij", "row", "De sleutel van de rij.", part_of_key=True)
    column = text("kolom", "column", "De kolom; typ alles voor de hele rij.", part_of_key=True)
    role = text("rol", "role", "De rol die bevestigde; geen naam.")
    on = day("op", "on", "De dag van de bevestiging.")

"""Two lists of members and a catalogue, in which every kind of name stands."""

from pathlib import Path

from wiel.intake import Intake, read_region

CATALOGUE = (
    "id,name,supplier\nP1,Key2Burgerzaken,Centric\nP2,Key2Financien,Centric\nP3,Rx.Mission,Roxit\nP4,Zaaksysteem,Mintlab\n"
    "P5,Zaaksysteem,Decos\nP6,TOPdesk,TOPdesk\nP7,Neuron Stroom,Vicrea\n"
)
A = (
    "Applicatie;Leverancier;Status\nKey 2 Burgerzaken 4.2 (TEST);Centric B.V.;in productie\nRx Mission;Roxit;in productie\n"
    "Zaaksysteem;Decos BV;in productie\nKey2;Centric;in productie\nUrenlijst buitendienst;;in productie\nBomenkaart;;in productie\n"
    "Burgerzaken;;in productie\n"
)
B = (
    "Applicatie;Leverancier;Status\nTop desk;;in productie\nBomenkaart 2.0;;actief\nZaaksysteem;;actief\nKey2;Centric;actief\n"
    "Vergunningen oud;;actief\n"
)
CATALOGUE_TOML = 'table = "products"\ncolumns = { id = "id", name = "name", supplier = "supplier" }\n'
FILES = {"catalogus.csv": CATALOGUE, "a.csv": A, "b.csv": B, "catalogus.toml": CATALOGUE_TOML}
MEMBERS = '[[file]]\npath = "a.csv"\nmember = "Aadorp"\n[[file]]\npath = "b.csv"\nmember = "Beek"\n'
WITH_CATALOGUE = '[[file]]\npath = "catalogus.csv"\nmapping = "catalogus.toml"\nrole = "reference"\n' + MEMBERS


def read_lists(folder: Path) -> Intake:
    """The lists as a region, read."""
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "region.toml").write_text('name = "Laakstreek"\nas_of = 2026-11-01\n' + WITH_CATALOGUE, encoding="utf-8")
    return read_region(folder)

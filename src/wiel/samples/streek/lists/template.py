"""Oosterlaak: the template of Wiel, filled in. It is the host of a partnership and tells the uses of its guests too."""

from wiel.samples.streek.clean import write_template
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.made import application_tables
from wiel.samples.streek.paper import truth

SHEET, FIRST_ROW = "Applicaties", 2


def deliver(delivery: Delivery) -> None:
    """One workbook with everything in it."""
    name = "oosterlaak werkblad.xlsx"
    write_template(delivery.folder / name, application_tables(delivery.kept) | delivery.kept.tables)
    delivery.hand_over(name, main=True)
    delivery.truths += [truth(name, SHEET, number, delivery.member.key, row) for number, row in enumerate(delivery.rows, FIRST_ROW)]

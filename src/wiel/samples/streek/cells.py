"""Days, amounts and words as people write them in a cell."""

from datetime import date

from wiel.samples.streek.distortions import Habits
from wiel.samples.streek.paper import EXCEL_ZERO, Cell

PEOPLE = ("Q. Verzonnen", "X.Y. Fantasia", "Z. Nepnaam", "J.Q. van Bedacht", "W. Nietbestaand", "Y. de Fictie")
"""Names that nobody has; they stand where lists name a contact."""
REMARKS = (
    "loopt via de buurgemeente, navragen", "wordt mogelijk vervangen", "zie mail van vorig jaar", "alleen nog om in te kijken",
    "contract ligt bij inkoop", "werkt niet op de nieuwe laptops", "was van de afdeling die er niet meer is",
)  # fmt: skip
STATUS = {"in gebruik": "Operationeel", "wordt uitgefaseerd": "Uit te faseren", "in invoering": "In implementatie"}
STATUS_ENGLISH = {"in gebruik": "In use", "wordt uitgefaseerd": "Phase out", "in invoering": "Planned"}
HOSTING = {"SaaS": "Cloud", "eigen beheer": "On-premise", "bij een ander": "Extern gehost"}
PERSONAL = {"geen": "Nee", "gewoon": "Ja", "bijzonder": "Bijzonder"}


def day(value: object, form: str = "%d-%m-%Y") -> str | None:
    """A day in a notation of one's own; nothing where it is unknown.

    >>> day(date(2027, 1, 9)), day(date(2027, 1, 9), "short"), day(None)
    ('09-01-2027', '9-1-27', None)
    """
    if not isinstance(value, date):
        return None
    return f"{value.day}-{value.month}-{value:%y}" if form == "short" else value.strftime(form)


def sheet_day(value: object, habits: Habits) -> Cell:
    """A day in a spreadsheet: a date, and now and then the number that lies behind it."""
    bare = habits.happens("date-spreadsheet")
    if not isinstance(value, date):
        return None
    return (value - EXCEL_ZERO).days if bare else value


def amount(cents: object, form: str = "comma") -> str | None:
    """An amount with a decimal comma, with points between the thousands, or with the sign of the euro.

    >>> [amount(1250050, form) for form in ("comma", "thousands", "euro")], amount(1250000, "euro")
    (['12500,50', '12.500,50', '€ 12.500,50'], '€ 12.500,-')
    """
    if not isinstance(cents, int):
        return None
    euros, rest = divmod(cents, 100)
    if form == "comma":
        return f"{euros},{rest:02}"
    grouped = f"{euros:,}".replace(",", ".")
    if form == "thousands":
        return f"{grouped},{rest:02}"
    return f"€ {grouped},{rest:02}" if rest else f"€ {grouped},-"


def decimal(value: object) -> str | None:
    """A number with a decimal comma.

    >>> decimal(0.5), decimal(24.0), decimal(None)
    ('0,5', '24', None)
    """
    return f"{value:g}".replace(".", ",") if isinstance(value, float | int) else None


def text(value: object) -> str | None:
    """A word as it is; nothing where it is unknown."""
    return None if value is None else str(value)


def number(value: object) -> float | int | None:
    """A number as it is; nothing where it is unknown."""
    return value if isinstance(value, float | int) else None


def person(habits: Habits) -> str | None:
    """Somebody who does not exist, or nobody."""
    somebody = habits.one_of(PEOPLE)
    return somebody if habits.happens("people") else None


def remark(habits: Habits) -> str | None:
    """A remark in plain words, or none."""
    words = habits.one_of(REMARKS)
    return words if habits.happens("free-text") else None


def half(value: Cell, habits: Habits) -> Cell:
    """A value of a column that is filled in for a part of the rows."""
    return None if habits.happens("half-filled") else value

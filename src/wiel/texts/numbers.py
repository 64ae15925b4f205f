"""How numbers, amounts and dates are written, in Dutch and English."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
MINUS, HARD_SPACE = "\u2212", "\u00a0"
AND = {"nl": "en", "en": "and"}
UNKNOWN = {"nl": "onbekend", "en": "unknown"}
YES_NO = {"nl": ("ja", "nee"), "en": ("yes", "no")}

Value = int | float | Decimal | bool | date | str | None | Sequence[str]


def number(value: int | float | Decimal, language: str, decimals: int = 0) -> str:
    """A number with the thousands mark and decimal mark of the language and a real minus.

    >>> number(-1234567, "nl"), number(Decimal("1234.5"), "en", 2), number(Decimal("0.045"), "nl", 2)
    ('−1.234.567', '1,234.50', '0,05')
    """
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return (MINUS if rounded < 0 else "") + text


def amount(cents: int, language: str, decimals: int = 0) -> str:
    """An amount of money from cents: whole euros in a dossier, two decimals on a bill.

    >>> amount(123664000, "nl"), amount(-120418, "nl", 2)
    ('EUR\\xa01.236.640', 'EUR\\xa0−1.204,18')
    """
    return f"EUR{HARD_SPACE}" + number(Decimal(cents).scaleb(-2), language, decimals)


def day(value: date, language: str, long: bool = True) -> str:
    """A date: 1 november 2026 in text, 1-11-2026 in tables.

    >>> day(date(2026, 11, 1), "nl"), day(date(2026, 11, 1), "nl", long=False), day(date(2026, 11, 1), "en")
    ('1 november 2026', '1-11-2026', '1 November 2026')
    """
    if not long:
        return f"{value.day}-{value.month}-{value.year}"
    return f"{value.day} {MONTHS[language].split()[value.month - 1]} {value.year}"


def listing(names: Sequence[str], language: str) -> str:
    """Names in a sentence: a, b en c.

    >>> listing(["a", "b", "c"], "nl"), listing(["a"], "en")
    ('a, b en c', 'a')
    """
    names = list(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND[language]} {names[-1]}"


def formatted(value: Value, language: str, form: str = "") -> str:
    """A value as it stands in a sentence.

    Forms: ``eur`` cents as whole euros, ``eurc`` cents with two decimals, ``eurm`` cents in millions, ``share`` a fraction as a
    percentage, ``1`` or ``2`` decimals, ``day`` a short date, ``plain`` no thousands mark (years, row numbers).

    >>> formatted(0.0984, "nl", "share"), formatted(None, "nl"), formatted(2026, "nl", "plain")
    ('9,8%', 'onbekend', '2026')
    """
    if value is None:
        return UNKNOWN[language]
    if isinstance(value, bool):
        return YES_NO[language][0 if value else 1]
    if isinstance(value, date):
        return day(value, language, long=form != "day")
    if isinstance(value, int | float | Decimal):
        return _formatted_number(value, language, form)
    return value if isinstance(value, str) else listing(value, language)


def _formatted_number(value: int | float | Decimal, language: str, form: str) -> str:
    match form:
        case "eur" | "eurc":
            return amount(int(value), language, 2 if form == "eurc" else 0)
        case "eurm":
            return f"EUR{HARD_SPACE}{number(Decimal(int(value)).scaleb(-8), language, 2)}{HARD_SPACE}M"
        case "share":
            return number(Decimal(str(value)) * 100, language, 1) + "%"
        case "plain":
            return str(value)
        case "1" | "2":
            return number(value, language, int(form))
        case _:
            return number(value, language, 0 if value == int(value) else 1)

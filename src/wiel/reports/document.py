"""What a dossier consists of, whatever it is written as: chapters of blocks, each with its class. Frozen values, no arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wiel.findings import Findings
from wiel.quantities import Confidentiality
from wiel.reports.figures import Figure
from wiel.reports.letters import Letter
from wiel.results import ResultTable

OPENBAAR = Confidentiality.OPENBAAR


@dataclass(frozen=True)
class Section:
    """A heading within a chapter."""

    title: str
    visibility: Confidentiality = OPENBAAR


@dataclass(frozen=True)
class Paragraph:
    """A few sentences; `quiet` for a remark beside the matter."""

    text: str
    visibility: Confidentiality = OPENBAAR
    quiet: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """One number that matters, with what it is above it and what must be known about it below."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Three or four numbers side by side."""

    items: tuple[KeyFigure, ...]
    visibility: Confidentiality = OPENBAAR


@dataclass(frozen=True)
class Item:
    """One point of a list; `lead` is set bold before the text."""

    text: str
    lead: str = ""

    @property
    def opening(self) -> str:
        """The bold part as it is set: with a colon, unless it closes with a mark of its own.

        >>> Item("wie meedoet", "Deelnemers").opening, Item("Vraag de griffier.", "De opdracht.").opening, Item("los").opening
        ('Deelnemers:', 'De opdracht.', '')
        """
        return self.lead if not self.lead or self.lead[-1] in ".:;?!" else f"{self.lead}:"


@dataclass(frozen=True)
class Points:
    """A list: steps when `ordered`, otherwise bullets."""

    items: tuple[Item, ...]
    visibility: Confidentiality = OPENBAAR
    ordered: bool = False


@dataclass(frozen=True)
class TableBlock:
    """A table with its title sentence.

    `shown` names the columns on the page (all by default); the workbook always holds every column that may be seen. `formats` gives
    the form of a column (``share``, ``word``, ``plain``, ``1``, ``2``). Beyond `rows_on_page` the rest stands in the workbook.
    """

    key: str
    title: str
    table: ResultTable
    visibility: Confidentiality
    caption: str = ""
    shown: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    rows_on_page: int | None = None
    number: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns on the page, in order."""
        return self.shown or tuple(self.table.columns)


@dataclass(frozen=True)
class FigureBlock:
    """A picture in one or more parts, its title (the answer as a sentence), a lead, a reading note and its table twin."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    twin: TableBlock
    visibility: Confidentiality
    lead: str = ""
    caption: str = ""
    number: str = ""

    @property
    def wide(self) -> bool:
        """Whether it needs pages on their side."""
        return any(figure.wide for figure in self.figures)


@dataclass(frozen=True)
class FindingsBlock:
    """The worst findings with place and remedy; `total` counts all, `shown` are here."""

    shown: Findings
    total: int
    visibility: Confidentiality


@dataclass(frozen=True)
class NotComputed:
    """Something that has not been worked out: what, why not, and where to begin."""

    title: str
    reason: str
    remedy: str
    visibility: Confidentiality = OPENBAAR


@dataclass(frozen=True)
class Panel:
    """Something apart from the rest."""

    title: str
    items: tuple[Item, ...]
    visibility: Confidentiality = OPENBAAR


Block = Section | Paragraph | KeyFigures | Points | TableBlock | FigureBlock | FindingsBlock | NotComputed | Panel


@dataclass(frozen=True)
class Chapter:
    """One of the sixteen: what one must know in three sentences, the matter, and what is missing and how to get it."""

    number: int
    title: str
    know: tuple[str, ...]
    blocks: tuple[Block, ...]
    missing: tuple[Item, ...]

    @property
    def visibility(self) -> Confidentiality:
        """The highest class of what it shows."""
        return max((block.visibility for block in self.blocks), default=OPENBAAR)


@dataclass(frozen=True)
class Risk:
    """Something that can go wrong: level (green, yellow, orange, red), its word, and the sentence with the measure."""

    level: str
    word: str
    text: str


@dataclass(frozen=True)
class CouncilPage:
    """One page for the council of one municipality; always openbaar."""

    organisation: str
    slug: str
    question: str
    answer: str
    conditions: tuple[str, ...]
    key_figures: tuple[KeyFigure, ...]
    figure: FigureBlock
    changes: tuple[Item, ...]
    risks: tuple[Risk, ...]
    requests: tuple[str, ...]
    refusal: Item
    basis: str


@dataclass(frozen=True)
class Dossier:
    """Everything that one class may see, in one language."""

    study: str
    question: str
    ceiling: Confidentiality
    language: str
    as_of: date
    digest: str
    version: str
    members: tuple[str, ...]
    answer: str
    know: tuple[str, ...]
    key_figures: KeyFigures
    chapters: tuple[Chapter, ...]
    tables: tuple[TableBlock, ...] = ()
    councils: tuple[CouncilPage, ...] = ()
    letters: tuple[Letter, ...] = ()

    @property
    def code(self) -> str:
        """The digest of the landscape as it stands at the foot of a page.

        Eight digits are enough to see whether two pages come from the same landscape.
        """
        return f"{self.digest[:4]}·{self.digest[4:8]}"

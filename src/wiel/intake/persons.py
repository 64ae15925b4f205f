"""Keeps people out: names and contact data are emptied before anything else looks at them, and no finding repeats them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.rows import Source
from wiel.landscape import TABLES
from wiel.schema import Kind, RawTable
from wiel.texts.numbers import Value

CELL = Rule("person.cell", Severity.ERROR)
COLUMN = Rule("person.column", Severity.WARNING)

# Tables about roles, with the columns in which a name may have been typed; None means any column.
ABOUT_PEOPLE: dict[str, tuple[str, ...] | None] = {"staff": None, "duties": ("owner_role",), "attestations": ("role",)}
_WORDS = (Kind.KEY, Kind.LINK, Kind.TEXT, Kind.MANY)
_CONTACT = re.compile(
    r"""^(?:contact(?:persoon|personen|gegevens|\s*person)?|e-?\s?mail(?:adres|\s?address)?|mail(?:adres)?|tel(?:efoon|\.)?(?:nummer|nr\.?)?
    |(?:tele)?phone(?:\s?number)?|mobiel(?:nummer|e\s?nummer)?|mobile|medewerk(?:er|ster)|naam\s(?:van\s)?(?:de\s)?(?:medewerker|contactpersoon)
    |employee|voornaam|voorletters|achternaam|first\s?name|last\s?name|surname|personeelsnummer|bsn)$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = re.compile(r"^(?:volledige\s)?(?:naam|name|persoon|person|roepnaam)$", re.IGNORECASE)
_PREFIXES = r"(?:(?:van|de|der|den|ter|ten|te|het|'t|von|el|al|la|le|du|di|op)\s+)*"
_INITIAL = r"(?:[^\W\d_]|IJ|Th|Ch|Chr|Ph|Fr|Joh|Jac|Wm)\."
_INITIALS = re.compile(rf"(?<!\w)((?:{_INITIAL}\s?)+){_PREFIXES}([^\W\d_][\w'’-]+)")
_REVERSED = re.compile(rf"(?<!\w)([^\W\d_][\w'’-]+),\s?((?:{_INITIAL}\s?)+){_PREFIXES}(?!\w)")
_TITLE = re.compile(r"(?<!\w)(?:(?i:dhr|mevr|mw|drs|ing)|[Hh]r|[Mm]r|[Ii]r|[Dd]r)\.\s*[A-Z]")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8,9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# Given names that are common in the Netherlands: a name written out is told from a role by its first word.
_GIVEN = frozenset(
    (
        "Aad Aart Abdul Ad Adri Ahmed Albert Alex Ali Andre Anita Anja Ank Anke Anna Anne Annemarie Annie Anouk Anton "
        "Arend Arie Arjan Bart Bas Ben Bert Bianca Bob Bram Carla Carolien Chantal Christa Cor Corrie Daan Daniel Danny "
        "Dennis Dick Dirk Ed Edwin Ellen Els Elsbeth Emma Eric Erik Ernst Esther Eva Evelien Fatima Femke Ferry Floor "
        "Frank Frans Fred Freek Gerard Gerda Gerrit Gert Gijs Guus Hanneke Hans Harm Harry Hassan Heidi Henk Herman "
        "Hilde Ilse Ineke Inge Ingrid Irene Iris Jaap Jacob Jacqueline Jan Janneke Jasper Jelle Jeroen Jessica Jet Joep "
        "Johan Johanna Joke Joost Jos Judith Karel Karin Karen Kees Kim Klaas Koen Lars Laura Leo Lia Lies Linda Lisa "
        "Lisette Loes Lotte Louis Luuk Maaike Maarten Manon Marc Marcel Margriet Maria Marian Marieke Marijke Mariska "
        "Marjan Mark Marleen Martijn Martin Mathijs Maurice Menno Michel Michiel Mieke Mirjam Mohamed Monique Nico "
        "Niels Nienke Noor Olga Patricia Patrick Paul Paula Peter Petra Piet Pieter Ralf Remco Rene Rianne Richard Rik "
        "Rob Robert Robin Roel Roos Ruben Rudi Ruud Sander Sandra Sanne Saskia Simone Sjaak Sjoerd Sofie Stefan Sven "
        "Sylvia Thea Theo Thijs Thomas Tim Tineke Tom Ton Truus Victor Vincent Wendy Wil Willem Wilma Wim Wouter Yvonne "
    )
    .lower()
    .split()
)
_WRITTEN_OUT = re.compile(rf"(?<!\w)([^\W\d_][\w-]+)\s+{_PREFIXES}([^\W\d_][\w'’-]+)")
# Words that follow an abbreviation without being a surname: I.C.T. Beheerder.
_ROLES = re.compile(
    r"(?:beheer|manager|adviseur|co[oö]rdinator|medewerker|specialist|architect|team|afdeling|desk|officer|functionaris|engineer|analist)",
    re.IGNORECASE,
)


def names_a_person(text: str) -> bool:
    """Whether a cell about a role names somebody: an address with @, initials and a surname, a title, a phone number.

    >>> [names_a_person(t) for t in ("J. de Vries", "Beheer (j.vries@laak.nl)", "Vries, J. de", "Jan de Vries", "Functioneel Beheerder")]
    [True, True, True, True, False]
    """
    named = any(
        initials[0].isupper() and surname[0].isupper() and not _ROLES.match(surname)
        for initials, surname in (*_INITIALS.findall(text), *((i, s) for s, i in _REVERSED.findall(text)))
    )
    written_out = any(
        first.lower() in _GIVEN and first[0].isupper() and surname[0].isupper() for first, surname in _WRITTEN_OUT.findall(text)
    )
    return "@" in text or named or written_out or bool(_TITLE.search(text)) or bool(_PHONE.search(text))


def about_a_person(table: str, header: str) -> bool:
    """Whether a column by its header holds names or contact data of people.

    >>> about_a_person("staff", "Naam"), about_a_person("applications", "Naam"), about_a_person("contracts", "E-mailadres")
    (True, False, True)
    """
    plain = header.strip().strip("*:")
    return bool(_CONTACT.match(plain)) or (table in ABOUT_PEOPLE and bool(_NAME.match(plain)))


def without_people(source: Source) -> tuple[Source, Findings]:
    """The same source with every cell emptied that names a person, and a finding for each; the text itself is nowhere any more."""
    raw = source.raw
    found: list[Finding] = []
    cells = [_emptied(raw, name, found) for name in raw.cells.columns]
    people = tuple(header for header in raw.unused if about_a_person(raw.table, header))
    found.extend(COLUMN.broken(raw.place(column=header)) for header in people)
    if not found:
        return source, Findings()
    kept = tuple(header for header in raw.unused if header not in people)
    clean = replace(raw, cells=pl.DataFrame(cells, schema=raw.cells.schema), unused=kept)
    return replace(source, raw=clean), Findings.of(found)


def discreet(findings: Findings, sources: Sequence[Source]) -> Findings:
    """Findings of the readers of files, in which no word that names a person is repeated where a file is about people."""
    people = {source.raw.file for source in sources if source.raw.table in ABOUT_PEOPLE}
    return Findings.of(_silent(finding) if finding.place.file in people else finding for finding in findings)


def _silent(finding: Finding) -> Finding:
    told = (
        word for value in finding.sentence.values.values() for word in ([value] if isinstance(value, str) else _words_in(value))
    )
    return CELL.broken(finding.place) if any(names_a_person(word) for word in told) else finding


def _words_in(value: Value) -> list[str]:
    return [str(word) for word in value] if isinstance(value, Sequence) else []


def _emptied(raw: RawTable, column: str, found: list[Finding]) -> pl.Series:
    cells = raw.cells[column]
    named = list(_named(raw, column))
    found.extend(CELL.broken(raw.place(index, column)) for index in named)
    return cells.scatter(named, None) if named else cells


def _named(raw: RawTable, column: str) -> Iterator[int]:
    """The cells of a column that name a person."""
    header = raw.headers.get(column, column)
    declared = TABLES[raw.table].columns.get(column)
    words = declared is None or declared.kind in _WORDS
    whole = words and header != column and about_a_person(raw.table, header)
    suspect = ABOUT_PEOPLE.get(raw.table, ())
    if not whole and suspect is not None and column not in suspect:
        # Elsewhere a name cannot be told from a word, but an address can.
        free = declared is None or declared.kind is Kind.TEXT
        addresses = raw.cells[column].str.contains(_EMAIL.pattern) if free else pl.Series([], dtype=pl.Boolean)
        yield from addresses.fill_null(False).arg_true()
        return
    for index, text in enumerate(raw.cells[column].to_list()):
        if text and text.strip() and (whole or names_a_person(text)):
            yield index

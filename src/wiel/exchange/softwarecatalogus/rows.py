"""Rows of the exports as rows of the landscape, one function per export."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ORGANISATIONS, COMPONENTS, PRODUCTS, APPLICATIONS = "organisations", "components", "products", "applications"
STATUS = {
    "in productie": "in gebruik", "in gebruik": "in gebruik", "productie": "in gebruik", "in test": "in invoering",
    "in ontwikkeling": "in invoering", "gepland": "in invoering", "in implementatie": "in invoering", "nieuw": "in invoering",
    "uit te faseren": "wordt uitgefaseerd", "uitfasering": "wordt uitgefaseerd", "wordt uitgefaseerd": "wordt uitgefaseerd",
    "uit productie": "buiten gebruik", "uitgefaseerd": "buiten gebruik", "buiten gebruik": "buiten gebruik",
    "niet in gebruik": "buiten gebruik", "teruggetrokken": "buiten gebruik", "vervallen": "buiten gebruik", "beëindigd": "buiten gebruik",
}  # fmt: skip
JOIN = "|"
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of the landscape: its cells as text, the member to whom it belongs, and headers the user knows them by."""

    table: str
    cells: dict[str, str]
    member: str | None = None


@dataclass
class Doubts:
    """What was met in the rows that the landscape cannot say: line of the row and rule."""

    found: list[tuple[int, str]] = field(default_factory=list)


def listed(text: str) -> list[str]:
    """The words of a cell of several: a list in JSON, or words with commas between them.

    >>> listed('["a", "b, c"]'), listed(" a, b,,"), listed("")
    (['a', 'b, c'], ['a', 'b'], [])
    """
    text = text.strip()
    if text.startswith("["):
        try:
            words = json.loads(text)
        except (ValueError, RecursionError):
            words = None
        if isinstance(words, list):
            return [" ".join(str(word).split()) for word in words if isinstance(word, str) and word.strip()]
    return [word.strip() for word in text.split(",") if word.strip()]


def _organisation(identifier: str, name: str, kind: str, **more: str) -> Iterator[Row]:
    if identifier or name:
        yield Row(ORGANISATIONS, {"id": identifier or name, "name": name or identifier, "kind": kind} | more)


def _paired(identifiers: str, names: str) -> list[tuple[str, str]]:
    """Identifier and name of the components in two cells; where the numbers differ (a comma within a name) only identifiers are sure."""
    keys, words = listed(identifiers), listed(names)
    if len(keys) == 1 and not names.strip().startswith("["):
        return [(keys[0], names.strip() or keys[0])]
    if not keys:
        return [(word, word) for word in words]
    return list(zip(keys, words if len(words) == len(keys) else keys, strict=True))


def _components(pairs: list[tuple[str, str]]) -> Iterator[Row]:
    for identifier, name in pairs:
        reference = {"reference": identifier} if identifier != name else {}
        yield Row(COMPONENTS, {"id": identifier, "name": name} | reference)


def suppliers(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """leveranciers: one row per supplier."""
    yield from _organisation(cells["Leverancier id"], cells["Supplier Name"], "leverancier")


def products(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """leveranciers_pakketten: one row per version of a product; versions are told together as one product."""
    pairs = _paired(cells["Referentiecomponenten leverancier UUID"], cells["Referentiecomponenten leverancier"])
    pairs += _paired(cells["Referentiecomponenten gemeente UUID"], cells["Referentiecomponenten gemeente"])
    yield from _organisation(cells["Leverancier ID"], cells["Leverancier Naam"], "leverancier")
    yield from _components(pairs)
    yield _product(cells, pairs, listed(cells["Ondersteuning standaardversies"]))
    yield from (Row("standards", {"id": name, "name": name}) for name in listed(cells["Ondersteuning standaardversies"]))


def _product(cells: Cells, pairs: list[tuple[str, str]], standards: list[str]) -> Row:
    found = {
        "id": cells["Pakket ID"] or cells["Pakket Naam"],
        "name": cells["Pakket Naam"] or cells["Pakket ID"],
        "supplier": cells["Leverancier ID"] or cells["Leverancier Naam"],
        "components": JOIN.join(identifier for identifier, _ in pairs),
        "standards": JOIN.join(standards),
    }
    return Row(PRODUCTS, {column: text for column, text in found.items() if text})


def modules(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """export-applicaties: one row per product, with lists in JSON."""
    pairs = _paired(cells["referentieComponenten"], cells["_referentieComponenten"])
    yield from _organisation(cells["aanbieder"], cells["_aanbieder"], "leverancier")
    yield from _components(pairs)
    found = {
        "id": cells["id"] or cells["naam"],
        "name": cells["naam"] or cells["id"],
        "supplier": cells["aanbieder"] or cells["_aanbieder"],
        "licence": cells["licentietype"],
        "delivery": cells["cloudDienstverleningsmodel"],
        "components": JOIN.join(identifier for identifier, _ in pairs),
    }
    yield Row(PRODUCTS, {column: text for column, text in found.items() if text})


def portfolio(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """Gemeenten_applicatieportfolio: one row per municipality, version of a product and component.

    An application is held by the municipality, or by the partnership where the row names one; then the municipalities share it.
    """
    municipality, partnership = cells["Gemeente ID"], cells["Samenwerking ID"]
    member = None if partnership else cells["Gemeente naam"] or municipality or None
    code = {"cbs_code": cells["Gemeente CBS"]} if cells["Gemeente CBS"] else {}
    yield from _organisation(municipality, cells["Gemeente naam"], "gemeente", **code)
    yield from _organisation(partnership, cells["Samenwerking"], "samenwerking")
    yield from _organisation(cells["Leverancier ID"], cells["Leverancier Naam"], "leverancier")
    pairs = _paired(cells["Referentiecomponenten ID"], cells["Referentiecomponenten naam"])
    yield from _components(pairs)
    yield _product(cells, [], [])
    key = application_key(partnership or municipality, cells["Pakketversie ID"] or cells["Pakket ID"] or cells["Pakket Naam"])
    status = cells["Gebruik Status"].strip()
    environment = {"environment": "test"} if status.lower() == "in test" else {}
    found = {
        "id": key,
        "holder": partnership or municipality,
        "product": cells["Pakket ID"] or cells["Pakket Naam"],
        "name": cells["Pakket Naam"],
        "version": cells["Pakketversie Naam"].strip(),
        "status": STATUS.get(status.lower(), status),
        "components": JOIN.join(identifier for identifier, _ in pairs),
    }
    yield Row(APPLICATIONS, {column: text for column, text in found.items() if text} | environment, member)
    since = {"since": cells["Gebruik Datum ingang status"]} if found["status"] == "in gebruik" else {}
    users = listed(cells["Samenwerking gemeente id"]) if partnership else []
    for user in dict.fromkeys([municipality, *users]):
        if user:
            yield Row("application_uses", {"application": key, "organisation": user} | since, member)


def application_key(holder: str, product: str) -> str:
    """The key of an application: who holds it, and which version of which product it is."""
    return f"{holder}/{product}"


def couplings(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """Koppelingen: one row per coupling between two products of an organisation; one in both directions gives two."""
    holder = cells["Samenwerking ID"] or cells["Organisatie ID"]
    member = None if cells["Samenwerking ID"] else cells["Organisation"] or cells["Organisatie ID"] or None
    sides = [cells[f"Pakketversie ID {side}"] or cells[f"Pakket ID {side}"] for side in (1, 2)]
    ends = [application_key(holder, side) if side else "" for side in sides]
    direction = cells["Koppeling richting"].strip().lower()
    if direction == "right_to_left":
        ends.reverse()
    if direction not in ("left_to_right", "right_to_left", "bidirection"):
        doubts.found.append((line, "softwarecatalogus.direction-unknown"))
    what = {
        "standard": cells["Standaardversie"], "via": cells["Transportprotocol"], "information": cells["Aanvullende informatie"],
    }  # fmt: skip
    both = [("", ends), ("-terug", ends[::-1])] if direction == "bidirection" else [("", ends)]
    for suffix, (source, target) in both:
        row = {"id": cells["Koppeling ID"] + suffix, "source": source, "target": target} | what
        yield Row("couplings", {column: text for column, text in row.items() if text}, member)
    yield from (Row("standards", {"id": name, "name": name}) for name in (what["standard"],) if name)


def partnerships(cells: Cells, line: int, doubts: Doubts) -> Iterator[Row]:
    """Samenwerkingen: one row per partnership with its members."""
    yield from _organisation(cells["Collaboration ID"], cells["Collaboration Name"], "samenwerking")
    members = listed(cells["Organisations ID"]) or listed(cells["Organisations Name"])
    partnership = cells["Collaboration ID"] or cells["Collaboration Name"]
    for identifier, name in _paired(cells["Organisations ID"], cells["Organisations Name"]):
        yield from _organisation(identifier, name, "gemeente")
    yield from (Row("memberships", {"partnership": partnership, "member": member}) for member in members if partnership)


READERS = {
    "suppliers": suppliers,
    "products": products,
    "modules": modules,
    "portfolio": portfolio,
    "couplings": couplings,
    "partnerships": partnerships,
}

"""An invented region of ten municipalities and 25 functions, with the results that the instruments would give."""

from collections import Counter
from datetime import date

import polars as pl
import pytest

from wiel.errors import Place
from wiel.findings import Finding, Findings, Severity
from wiel.landscape import Landscape
from wiel.quantities import Confidentiality
from wiel.reports import dossiers, write
from wiel.results import Result, ResultTable, Trace
from wiel.schema import Meaning
from wiel.studies import Study
from wiel.texts import Sentence

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
MEMBERS = {
    "Akkerwolde": 12_900, "Berkenmeer": 9_400, "Dijkhaven": 15_200, "Eikerzijl": 21_700, "Fennerloo": 18_300,
    "Goudervliet": 26_100, "Hazelburg": 30_500, "IJzermonde": 34_800, "Kleiwaarden": 47_600, "Lindewater": 63_900,
}  # fmt: skip

# Domain, function, products, and per member which product: a letter, ? unknown, - none. Capitals: one shared application.
FUNCTIONS = [
    ("Burgerzaken", "Persoonsgegevens bijhouden", "Ingezeet Paspoorter", "AAAaaaaabb"),
    ("Burgerzaken", "Afspraken plannen", "Kloktaal Balieplan Wachtlus", "AAAabaabac"),
    ("Burgerzaken", "Verkiezingen", "Stembaken", "aaaa?aaaaa"),
    ("Basisgegevens", "Adressen en gebouwen", "Huisnummerix Perceelvast", "AAAaaabbab"),
    ("Basisgegevens", "Topografie", "Lijnwerker Kaartgrond", "AAAabaabab"),
    ("Basisgegevens", "Gegevensmagazijn", "Bronhuis Dataschuur Eigenbouw", "AAAabaabac"),
    ("Basisgegevens", "Kaartviewer", "Uitkijker Topoblad", "aaaaababab"),
    ("Belastingen", "Waarderen", "Taxaat Waardevol", "AAAaabbabb"),
    ("Belastingen", "Heffen en innen", "Heffix Inning4", "AAAaaabbbb"),
    ("Sociaal domein", "Jeugd en Wmo", "Zorgroute Meldwijzer Steunbalk", "aaaababacc"),
    ("Sociaal domein", "Inkomensondersteuning", "Inkomzo Uitkeerder", "aaaaa?aabb"),
    ("Sociaal domein", "Leerplicht", "Leerspoor Schoolgang", "aaab?a-bba"),
    ("Sociaal domein", "Schuldhulp", "Rondkomst Saldowacht", "---a?abbab"),
    ("Fysieke leefomgeving", "Vergunningverlening", "Omgevaart Vergunrijk", "aaaaaababb"),
    ("Fysieke leefomgeving", "Toezicht en handhaving", "Rondeman Inspectum", "aaa??abbbb"),
    ("Fysieke leefomgeving", "Beheer openbare ruimte", "Groenstaat Stratenplan Onderhoudix", "aaababbccc"),
    ("Fysieke leefomgeving", "Meldingen openbare ruimte", "Meldbaken Stipnotitie Eigenbouw", "aaaaaabacb"),
    ("Fysieke leefomgeving", "Parkeervergunningen", "Parkeerzo Slagboomix", "---?-a-abb"),
    ("Dienstverlening", "Zaakafhandeling", "Zaakhart Dossierlijn Procesbaan Zaakveste", "AAAbbacbcd"),
    ("Dienstverlening", "Documenten bewaren", "Mappenrek Dossierlijn Archiefhof Papierloos", "AAAbccbbcd"),
    ("Dienstverlening", "Webformulieren", "Invulstraat Vraaglijn", "aaaaabaaba"),
    ("Dienstverlening", "Website", "Webhuis Sitewerk Portaalzo", "aaaababccc"),
    ("Bedrijfsvoering", "Financiën", "Grootboekerij Balansix Kasgoed", "AAAababbbc"),
    ("Bedrijfsvoering", "Personeel en salaris", "Roosterrijk Loonstaat", "AAAaaaaabb"),
    ("Bedrijfsvoering", "Identiteit en toegang", "Sleutelbos Poortwachter", "aaa?bbabab"),
]  # fmt: skip


def _org(name):
    return f"org:gedeeld:{name.lower()}"


def _meanings(classes):
    return {name: Meaning(name.replace("_", " "), name.replace("_", " "), visibility=v) for name, v in classes.items()}


def _table(name, rows, visibility, /, **columns):
    schema = {column: dtype for column, (dtype, _) in columns.items()}
    classes = {column: v for column, (_, v) in columns.items()}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return ResultTable(name, frame, _meanings(classes), visibility)


def _matrix_rows(members, functions):
    for number, (domain, name, products, pattern) in enumerate(functions):
        size = Counter(pattern.lower())
        for member, letter in zip(members, pattern, strict=True):
            key, own = f"cmp:gedeeld:{number}", (_org(member), member)
            head = (key, name, domain, *own)
            if letter in "?-":
                state = "onbekend" if letter == "?" else "geen"
                yield (*head, state, None, None, None, None, 1 if letter == "?" else 0, False, None)
                continue
            product = products.split()["abcd".index(letter.lower())]
            group = f"app:gedeeld:{number}" if letter.isupper() else None
            yield (
                *head,
                "bekend",
                [product],
                [f"prd:gedeeld:{product}"],
                product,
                size[letter.lower()],
                1,
                group is not None,
                group,
            )


def _matrix(members, functions):
    text, names = (pl.String, OPENBAAR), (pl.List(pl.String), INTERN)
    return _table(
        "matrix", list(_matrix_rows(members, functions)), OPENBAAR,
        component=text, component_name=text, domain=text, organisation=text, organisation_name=text, state=text,
        products=names, product_ids=names, main_product=(pl.String, INTERN), members_with_product=(pl.Int64, OPENBAAR),
        applications=(pl.Int64, OPENBAAR), shared=(pl.Boolean, OPENBAAR), shared_group=(pl.String, INTERN),
    )  # fmt: skip


def _component_rows(functions):
    for number, (domain, name, products, pattern) in enumerate(functions):
        letters = Counter(letter for letter in pattern.lower() if letter not in "?-")
        unknown, absent = pattern.count("?"), pattern.count("-")
        largest, least = letters.most_common(1)[0]
        having = len(pattern) - absent
        main = products.split()["abcd".index(largest)]
        counts = (len(letters), unknown > 0, len(letters), len(letters), least, least + unknown, having)
        yield (f"cmp:gedeeld:{number}", name, domain, *counts, having - unknown, unknown, absent, main)


def _components(functions):
    text, count = (pl.String, OPENBAAR), (pl.Int64, OPENBAAR)
    return _table(
        "components", list(_component_rows(functions)), OPENBAAR,
        component=text, component_name=text, domain=text, products=count, products_open=(pl.Boolean, OPENBAAR), suppliers=count,
        contracts=count, group_least=count, group_most=count, members_having_most=count, members_known=count, members_unknown=count,
        members_absent=count, largest_product=(pl.String, INTERN),
    )  # fmt: skip


def _calendar():
    text, count, day = (pl.String, VERTROUWELIJK), (pl.Int64, VERTROUWELIJK), (pl.Date, VERTROUWELIJK)
    rows = [("Financiën", ["Eikerzijl", "Hazelburg", "IJzermonde"], 3, date(2027, 2, 1), date(2027, 6, 30), 41_250_000, 1)]
    return _table(
        "calendar", rows, VERTROUWELIJK, component=text, members=(pl.List(pl.String), VERTROUWELIJK), contracts=count,
        first_decision=day, last_decision=day, annual_value_known=count, contracts_without_value=count,
    )  # fmt: skip


def _overlap(members, functions):
    text, share = (pl.String, INTERN), (pl.Float64, INTERN)
    matrix, components = _matrix(members, functions), _components(functions)
    products = [(r["component"], r["main_product"], r["main_product"], "Softwarehuis Vier", n, n / 10)
                for r, n in ((r, r["members_with_product"]) for r in matrix.frame.iter_rows(named=True)) if n]  # fmt: skip
    tables = {
        "matrix": matrix, "components": components, "calendar": _calendar(),
        "products": _table("products", sorted(set(products)), INTERN, component=text, product=text, product_name=text,
                           supplier_name=text, members=(pl.Int64, INTERN), share=share),
        "similarity": _table("similarity", [(_org("Akkerwolde"), _org("Berkenmeer"), "product", 0.91, 0.62)], INTERN,
                             organisation_a=text, organisation_b=text, basis=text, similarity=share, known_weight_share=share),
        "concentration": _table("concentration", [("regio", 0.142, 31, 233, 8)], INTERN, scope=text, measure=share,
                                suppliers=(pl.Int64, INTERN), uses_known=(pl.Int64, INTERN), uses_unknown=(pl.Int64, INTERN)),
        "unserved": _table("unserved", [("cmp:gedeeld:x", "Subsidies", "Dienstverlening")], OPENBAAR,
                           component=(pl.String, OPENBAAR), component_name=(pl.String, OPENBAAR), domain=(pl.String, OPENBAAR)),
        "unplaced": _table("unplaced", [("app:akkerwolde:1", "Losse lijst", "Akkerwolde")], INTERN, application=text, name=text,
                           holder_name=text),
    }  # fmt: skip
    frame = components.frame
    state = Counter(matrix.frame["state"])
    facts = {
        "components": frame.height, "components_majority": frame.filter(pl.col("group_least") * 2 > 10).height,
        "components_majority_most": frame.filter(pl.col("group_most") * 2 > 10).height, "same_product_share_least": 0.63,
        "same_product_share_most": 0.68, "cells_known": state["bekend"], "cells_unknown": state["onbekend"],
        "cells_absent": state["geen"], "applications": 211, "uses": 233, "shared_applications": 11,
    }  # fmt: skip
    return Result(facts, tables, Findings(), Trace("overlap", "2026-11-01", "0" * 64, "0.1.0"))


KINDS = {"applications": "Applicaties", "application_uses": "Gebruik", "couplings": "Koppelingen", "contracts": "Contracten",
         "costs": "Kosten", "incidents": "Storingen"}  # fmt: skip


def _inventory(members):
    text, count, share = (pl.String, OPENBAAR), (pl.Int64, OPENBAAR), (pl.Float64, OPENBAAR)
    done, per_member = [], []
    for i, (table, name) in enumerate(KINDS.items()):
        rows = [211, 233, 208, 96, 311, 0][i]
        unknown, invalid = rows * (i + 1) // 9, rows // 40
        known = rows - unknown - invalid
        done.append((table, name, "holder", "houder", rows, known, unknown, invalid, None, known / rows if rows else None))
        for j, member in enumerate(members):
            open_ = min(rows // 10, (i + j) % 5)
            good = rows // 10 - open_
            per_member.append((_org(member), member, table, "holder", rows // 10, good, open_, good / max(1, rows // 10), 0.8))
    counts = [(_org(m), m, n, 20 + i, 23 + i, 11 if i < 3 else 0, 14 + i, 9, None if i == 4 else 120_000_000 + (n or 0) * 400)
              for i, (m, n) in enumerate(members.items())]  # fmt: skip
    tables = {
        "counts": _table("counts", counts, OPENBAAR, organisation=text, organisation_name=text, inhabitants=count,
                         applications_held=count, uses=count, shared_uses=count, couplings=count, contracts=count, cost_known=count),
        "completeness": _table("completeness", done, OPENBAAR, table=text, table_name=text, column=text, column_name=text, rows=count,
                               known=count, unknown=count, invalid=count, stale=count, share_known=share),
        "by_member": _table("by_member", per_member, OPENBAAR, organisation=text, organisation_name=text, table=text, column=text,
                            rows=count, known=count, unknown=count, share_known=share, median_peers=share),
    }  # fmt: skip
    facts = {"organisations": 10, "applications": 211, "uses": 233, "products_known": 203, "applications_without_product": 8,
             "applications_without_end_of_support": 75}  # fmt: skip
    return Result(facts, tables, Findings(), Trace("inventory", "2026-11-01", "0" * 64, "0.1.0"))


def _findings():
    def found(key, severity, row, column, **values):
        return Finding(Sentence(key, values), severity, Place("akkerwolde.xlsx", "Applicaties", row, column))

    return Findings((
        found("cell.amount", Severity.ERROR, 88, "Jaarbedrag", text="12.5OO,00"),
        found("cell.day", Severity.WARNING, 57, "Einde contract", text="31-02-2027"),
        found("table.unknown-column", Severity.INFO, None, "Kleur"),
    ))  # fmt: skip


def _readings():
    text, count = (pl.String, INTERN), (pl.Int64, INTERN)
    rows = [("akkerwolde.xlsx", "Applicaties", "applications", 214, 2, "proefopstelling")]
    return _table("readings", rows, INTERN, file=text, sheet=text, table=text, rows=count, excluded=count, reason=text)


def _landscape(members, functions):
    organisations = pl.DataFrame(
        {
            "id": [_org(m) for m in members],
            "name": list(members),
            "inhabitants": list(members.values()),
        }
    ).with_columns(kind=pl.lit("gemeente").cast(pl.Enum(["gemeente", "samenwerking", "leverancier", "ketenpartner", "overig"])))
    components = pl.DataFrame({
        "id": [f"cmp:gedeeld:{i}" for i in range(len(functions))], "name": [f[1] for f in functions], "domain": [f[0] for f in functions],
    })  # fmt: skip
    return Landscape.of(date(2026, 11, 1), {"organisations": organisations, "components": components})


def region(members=None, functions=None, question="Gaan wij onze basisgegevens en zaaksystemen samen beheren?"):
    """A study of an invented region."""
    members, functions = MEMBERS if members is None else members, FUNCTIONS if functions is None else functions
    landscape = _landscape(members, functions)
    results = {"inventory": _inventory(members), "overlap": _overlap(members, functions)}
    return Study(
        "Samenwerking Tienwaarden", question, landscape.as_of, landscape, tuple(map(_org, members)), results, _findings(),
        _readings(), landscape.digest(), "0.1.0", "quick",
    )  # fmt: skip


@pytest.fixture(scope="session")
def study():
    """The invented region as a study."""
    return region()


@pytest.fixture(scope="session")
def written(study, tmp_path_factory):
    """All files of the invented region, in Dutch."""
    out = tmp_path_factory.mktemp("dossier") / "out"
    write(dossiers(study), out)
    return out


@pytest.fixture(scope="session")
def build():
    """Makes other regions: members and functions as one likes."""
    return region

"""From a spreadsheet as a municipality keeps it to the first overlap: one command, and at most one corrected mapping."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from click.testing import CliRunner
from tests.intake.own_spreadsheet import Product, market, write_neighbour, write_spreadsheet

from wiel.cli.main import wiel
from wiel.intake import Intake, read_paths

LIST, OTHER = "Applicatielijst gemeente Oosterlaak 2026.xlsx", "overzicht_dorpsdam.csv"


@cache
def lists() -> tuple[Path, list[Product]]:
    """A folder with both lists, and what Oosterlaak really has."""
    folder, held = Path(mkdtemp(prefix="wiel-lijst-")), market()
    assert write_spreadsheet(folder / LIST, held) == 200
    write_neighbour(folder / OTHER, held[::2])
    return folder, held


@cache
def intake() -> Intake:
    """Both lists, read without any mapping."""
    folder, _ = lists()
    return read_paths([folder / LIST, folder / OTHER])


def test_every_application_is_read_and_nothing_else():
    """144 in production, 48 other environments; no title, heading, total or note."""
    applications = intake().landscape["applications"]
    production = applications.filter(applications["environment"].cast(str).fill_null("productie") == "productie")

    assert dict(production["holder"].value_counts().iter_rows()) == {"org:gedeeld:oosterlaak": 144, "org:gedeeld:dorpsdam": 72}
    assert applications.height == 144 + 48 + 72
    assert intake().landscape["application_components"]["component"].null_count() == 0


def test_dates_of_every_make_are_read():
    """A date, 3-10-27, 3 okt 2027 and 2027-10-03 in one column."""
    contracts = intake().landscape["contracts"]

    assert contracts["end"].null_count() == 0
    assert set(contracts["end"].dt.year()) <= {2027, 2028, 2029, 2030}


def test_spellings_of_one_product_meet_and_different_products_do_not():
    """Four in five of the products that both have are found without a catalogue, and none is a wrong one."""
    _, held = lists()
    found = defaultdict(set)
    applications = intake().landscape["applications"].drop_nulls("product")
    functions = dict(intake().landscape["application_components"].iter_rows())
    for identifier, product, holder in applications.select("id", "product", "holder").iter_rows():
        found[product].add((functions[identifier], holder))
    shared = [uses for uses in found.values() if len({holder for _, holder in uses}) == 2]

    assert len(shared) >= 0.75 * len(held[::2])
    assert sum(len({function for function, _ in uses}) > 1 for uses in found.values()) == 0


def test_one_command_gives_the_overlap(tmp_path):
    """Status 0 and a matrix in which both municipalities stand."""
    folder, _ = lists()
    done = CliRunner().invoke(wiel, ["run", "overlap", str(folder / LIST), str(folder / OTHER), "--json"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["summary"]


@pytest.mark.parametrize("corrected", [False, True])
def test_a_word_that_is_not_known_takes_one_line_in_the_mapping(corrected, tmp_path):
    """Wiel writes the mapping; the person adds what "in prod." means there, and gives it along."""
    folder, _ = lists()
    mapping = tmp_path / "oosterlaak.toml"
    CliRunner().invoke(wiel, ["map", str(folder / LIST), "-o", str(mapping)])
    if corrected:
        text = mapping.read_text(encoding="utf-8")
        mapping.write_text(text.replace("values.status = {", 'values.status = { "in prod." = "in gebruik",', 1), encoding="utf-8")
    again = read_paths([folder / LIST], mapping=mapping)

    assert (again.findings.count("cell.choice") == 0) == corrected

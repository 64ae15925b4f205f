"""A real inventory that nobody here made, from its files to the dossier; every number is counted again in the test."""

import csv
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "fedramp"
LEFT_OUT = "Legacy JAB Authorization"


DONE: dict[Path, tuple[Any, str, Path]] = {}


@pytest.fixture
def dossier(wiel, real_data, tmp_path):
    """The study in numbers (JSON) and in words (the dossier for everybody), with the folder of the files; made once for all tests."""
    folder = real_data("inventories/fedramp")
    if folder not in DONE:
        done = wiel("study", "feasibility", EXAMPLE, "--data", folder, "-o", tmp_path / "uit", "--json")
        page = (tmp_path / "uit" / "dossier-openbaar.html").read_text(encoding="utf-8")
        DONE[folder] = (done.json, re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))), folder)
    return DONE[folder]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def test_the_dossier_says_what_was_read_and_left_out(dossier):
    """Rows, pairs of organisation and product, pairs to a listed product, and the same without the rows that were left out."""
    _, words, folder = dossier
    uses, listed = _rows(folder, "uses.csv"), {row["product_id"] for row in _rows(folder, "products.csv")}
    kept = [row for row in uses if row["agency"] != LEFT_OUT]
    every, rest = ({(row["agency"], row["product_id"]) for row in rows} for rows in (uses, kept))
    found = [sum(product in listed for _, product in pairs) for pairs in (every, rest)]

    assert (len(uses), len(every), found[0], len(rest), found[1]) == (2563, 1892, 1865, 1834, 1807)
    assert f"{_dutch(len(uses))} rijen noemen {_dutch(len(every))} verschillende paren van organisatie en applicatie" in words
    assert f"Daarvan staan er {_dutch(found[0])} in de lijst" in words
    assert (
        f"zonder de {len(uses) - len(kept)} weggelaten rijen zijn dat er {_dutch(len(rest))}, waarvan {_dutch(found[1])}" in words
    )


def test_the_dossier_counts_what_is_unknown(dossier):
    """Products without a function, rows that lead to no product, dates that cannot be."""
    content, words, folder = dossier
    products, uses = _rows(folder, "products.csv"), _rows(folder, "uses.csv")
    without = sum(not row["business_functions"] for row in products)
    listed = {row["product_id"] for row in products}
    lost = sum(row["product_id"] not in listed for row in uses if row["agency"] != LEFT_OUT)
    rules = Counter(finding["rule"] for finding in content["findings"])

    assert (without, len(products), lost) == (185, 436, 43)
    assert f"bij {without} van de {len(products)} rijen is business_functions onbekend" in words
    assert (rules["table.dangling"], rules["cell.day"]) == (lost, 4)
    summary = content["summary"]["inventory"]
    assert (summary["products"], summary["products_without_component"], summary["findings_error"]) == (
        len(products),
        without,
        lost + 4,
    )


def test_the_dossier_is_about_the_twenty_largest(dossier):
    """Their applications one by one, whole and without product; equal sizes go by name."""
    content, words, folder = dossier
    pairs = {(row["agency"], row["product_id"]) for row in _rows(folder, "uses.csv") if row["agency"] != LEFT_OUT}
    sizes = Counter(agency for agency, _ in pairs)
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:20]
    listed = {row["product_id"] for row in _rows(folder, "products.csv")}
    counts = {row["organisation_name"]: (row["applications_held"], row["uses"]) for row in content["tables"]["inventory.counts"]}

    assert list(counts) == largest
    assert counts == {name: (sizes[name], sizes[name]) for name in largest}
    summary = content["summary"]["inventory"]
    assert summary["applications"] == summary["uses"] == sum(sizes[name] for name in largest)
    assert summary["applications_without_product"] == sum(agency in largest and product not in listed for agency, product in pairs)
    assert all(name in words for name in largest)


def test_the_matrix_is_what_the_files_say(dossier):
    """Per function and organisation the number of products; 620 cells, known or unknown."""
    content, _, folder = dossier
    functions = {r["product_id"]: set(filter(None, r["business_functions"].split("|"))) for r in _rows(folder, "products.csv")}
    pairs = {(row["agency"], row["product_id"]) for row in _rows(folder, "uses.csv") if row["agency"] != LEFT_OUT}
    expected = Counter((function, agency) for agency, product in pairs for function in functions.get(product, ()))
    matrix = content["tables"]["overlap.matrix"]

    assert len(matrix) == len(set().union(*functions.values())) * 20
    for cell in matrix:
        count = expected[cell["component_name"], cell["organisation_name"]]
        assert (len(cell["products"] or []), cell["state"]) == (count, "bekend" if count else "onbekend")

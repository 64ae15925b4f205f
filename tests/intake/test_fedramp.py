"""A real inventory through the description in docs/examples/fedramp; every number is counted again from the files."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from wiel.intake import Intake, read_region, readings_table
from wiel.linking.suppliers import canonical

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "fedramp"
LEFT_OUT = "Legacy JAB Authorization"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Counted:
    """The files as a plain reader of CSV sees them, and what was made of them."""

    uses: Rows
    products: Rows
    depends: Rows
    intake: Intake

    @property
    def listed(self) -> set[str]:
        """Keys of the products."""
        return {row["product_id"] for row in self.products}

    @property
    def kept(self) -> Rows:
        """The uses by organisations that exist."""
        return [row for row in self.uses if row["agency"] != LEFT_OUT]

    def lines(self, rule: str) -> list[int | None]:
        """Rows with a finding by a rule."""
        return sorted(f.place.row for f in self.intake.findings if f.rule == rule and f.place.row)


@cache
def _counted(folder: Path) -> Counted:
    def rows(name: str) -> Rows:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return Counted(rows("uses.csv"), rows("products.csv"), rows("depends_on.csv"), read_region(EXAMPLE, folder))


@pytest.fixture
def counted(real_data) -> Counted:
    """Read once for all tests; skips where the files are absent."""
    return _counted(real_data("inventories/fedramp"))


def _pairs(rows: Rows) -> set[tuple[str, str]]:
    return {(row["agency"], row["product_id"]) for row in rows}


def test_rows_and_pairs_are_what_the_files_hold(counted):
    """2,563 rows, 1,892 pairs (1,865 to a listed product), 1,834 (1,807) after 58 rows that name no organisation."""
    reading = next(r for r in counted.intake.readings if r.file == "uses.csv")
    every, kept = _pairs(counted.uses), _pairs(counted.kept)

    assert reading.rows_read == len(counted.uses) == 2563
    assert reading.rows_excluded == len(counted.uses) - len(counted.kept) == 58
    assert reading.distinct_read == len(every) == 1892
    assert reading.linked_read == sum(product in counted.listed for _, product in every) == 1865
    assert reading.distinct_kept == len(kept) == 1834
    assert reading.linked_kept == sum(product in counted.listed for _, product in kept) == 1807
    assert list(reading.exclusions) == ["een vroegere gezamenlijke toelating, geen organisatie"]
    assert readings_table(counted.intake).frame.height == 3


def test_each_pair_is_one_application_with_one_use(counted):
    """Held and used by the organisation, of the product, since the earliest date in its rows."""
    landscape = counted.intake.landscape
    names = dict(landscape["organisations"].select("id", "name").iter_rows())
    uses = landscape["application_uses"].join(landscape["applications"].rename({"id": "application"}), on="application")
    found = {
        (names[o], application.rpartition(":")[2]): since
        for application, o, since in uses.select("application", "organisation", "since").iter_rows()
    }
    expected: dict[tuple[str, str], date | None] = dict.fromkeys(_pairs(counted.kept))
    for row in counted.kept:
        pair, day = (row["agency"], row["product_id"]), _day(row["ato_date"])
        expected[pair] = min(filter(None, (expected[pair], day)), default=None)

    assert landscape["applications"].height == landscape["application_uses"].height == len(expected)
    assert (uses["holder"] == uses["organisation"]).all()
    assert found == expected


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def test_dangling_rows_and_impossible_dates_are_findings_at_their_row(counted):
    """43 rows that name an unlisted product and 4 dates that cannot be, no more and no fewer."""
    numbered = [(line, row) for line, row in enumerate(counted.uses, start=2) if row["agency"] != LEFT_OUT]
    dangling = [line for line, row in numbered if row["product_id"] not in counted.listed]
    impossible = [line for line, row in numbered if row["ato_date"] and _day(row["ato_date"]) is None]

    assert counted.lines("table.dangling") == dangling
    assert counted.lines("cell.day") == impossible
    assert (len(dangling), len(impossible)) == (43, 4)


def test_products_without_a_function_are_unknown(counted):
    """185 of 436; every function of the others is a row, for the product and for the applications of it."""
    functions = {row["product_id"]: set(filter(None, row["business_functions"].split("|"))) for row in counted.products}
    reading = next(r for r in counted.intake.readings if r.table == "products")
    landscape = counted.intake.landscape

    assert (
        (reading.rows_without_list, reading.rows_read)
        == (sum(not names for names in functions.values()), len(functions))
        == (185, 436)
    )
    assert landscape["product_components"].height == sum(map(len, functions.values()))
    assert landscape["components"]["name"].sort().to_list() == sorted(set().union(*functions.values()))
    served = sum(len(functions.get(product, ())) for _, product in _pairs(counted.kept))
    assert landscape["application_components"].height == served


def test_the_twenty_largest_are_studied(counted):
    """By distinct products after the exclusion, equal ones by name."""
    sizes = Counter(agency for agency, _ in _pairs(counted.kept))
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:20]
    names = dict(counted.intake.landscape["organisations"].select("id", "name").iter_rows())

    assert [names[member] for member in counted.intake.region.members] == largest


def test_organisations_and_platforms_are_complete(counted):
    """Every agency once, every vendor once for all spellings of its name, every platform of every product."""
    landscape = counted.intake.landscape
    vendors = {row["vendor"].strip() for row in counted.products}
    companies = {canonical(name) for name in vendors}
    listed = set(landscape["organisations"]["name"])
    depends = [(f"prd:gedeeld:{row['product_id']}", f"prd:gedeeld:{row['platform_id']}") for row in counted.depends]

    assert {row["agency"] for row in counted.kept} <= listed <= {row["agency"] for row in counted.kept} | vendors
    assert len(companies) - 3 <= len(listed & vendors) <= len(companies)
    assert landscape["dependencies"].select("dependent", "needs").rows() == depends
    assert landscape["products"]["supplier"].null_count() == 0


def test_the_landscape_needs_no_further_finding(counted):
    """What the tables ask for, holds; reading again gives the same landscape."""
    again = read_region(EXAMPLE, next(f.path for f in counted.intake.region.files).parent)

    assert len(counted.intake.landscape.check()) == 0
    assert again.landscape.digest() == counted.intake.landscape.digest()

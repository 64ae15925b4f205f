"""The sample region: what it is, whoever writes it down, and what the ten deliveries make of it."""

from collections import Counter

import polars as pl
import pytest

from wiel.intake import read_region
from wiel.samples import landscape_from_rows, write_streek
from wiel.samples.streek.clean import clean_streek
from wiel.samples.streek.members import MEMBERS


def test_the_clean_region_has_thirteen_hundred_applications_and_no_fault(tmp_path):
    """The size that the core job is tried with; a product that a member really has twice is worth a look, and no more than that."""
    intake = read_region(clean_streek(tmp_path))

    assert len(intake.region.members) == 10
    assert intake.landscape["applications"].height == 1300
    assert {finding.rule for finding in intake.findings} <= {"names.twice"}
    assert len(intake.findings) < 5


def test_deliveries_have_every_application_and_the_rows_that_lists_add(streek):
    """Thirteen hundred, and beside them the test environments, double rows and shared applications that lists have twice."""
    why = Counter(truth.why for truth in streek.truths)

    assert len(streek.intake.region.members) == 10
    assert why["application"] == 1300
    assert why["environment"] > 10
    assert why["double-row"] > 0
    assert why["shared-twice"] > 0
    assert streek.intake.landscape["applications"].height == why.total()


def test_environments_are_installations_of_their_own(streek):
    """As many as the lists have, apart from what runs in production."""
    applications = streek.intake.landscape["applications"]
    apart = applications.filter(pl.col("environment").cast(pl.String).fill_null("productie") != "productie")

    assert apart.height == Counter(truth.why for truth in streek.truths)["environment"]


def test_every_row_of_a_list_is_the_row_that_was_written(streek):
    """Origins name the file, sheet and row in which the sample wrote it, title rows and repeated headers included."""
    origins = streek.intake.landscape["origins"].filter(pl.col("table") == "applications")
    read = set(origins.select("file", pl.col("sheet").fill_null(""), "row").iter_rows())

    assert {(truth.file, truth.sheet or "", truth.row) for truth in streek.truths} == read


def test_only_documented_faults_are_errors(streek):
    """Double rows and days that are bare numbers; all else is unknown or a matter for a person to look at."""
    errors = Counter(finding.rule for finding in streek.intake.findings if finding.severity == "error")
    double = Counter(truth.why for truth in streek.truths)["double-row"]

    assert set(errors) <= {"key.duplicate", "cell.day"}
    assert errors["key.duplicate"] == double
    assert 0 < errors["cell.day"] < 10


def test_findings_can_be_read_by_a_person(streek):
    """A region of thirteen hundred applications does not give thousands of findings."""
    assert len(streek.intake.findings) < 200


def test_three_municipalities_share_eleven_functions(streek):
    """The host holds them; the guests use them."""
    uses = streek.intake.landscape["application_uses"]
    shared = uses["application"].value_counts().filter(pl.col("count") > 1)
    served = streek.intake.landscape["application_components"].join(shared, on="application", how="semi")

    assert served["component"].n_unique() >= 11


def test_what_is_delivered_beside_the_lists_loses_nothing(streek, tmp_path):
    """Couplings, ledger lines, roles and attestations are those of the clean region, row for row."""
    clean = read_region(clean_streek(tmp_path)).landscape
    messy = streek.intake.landscape

    for table in ("couplings", "costs", "staff", "attestations"):
        assert messy[table].height == clean[table].height
    assert messy["costs"]["amount"].sum() == clean["costs"]["amount"].sum()
    assert messy["couplings"].select("source", "target").null_count().row(0) == (0, 0)


def test_the_same_seed_gives_the_same_files(tmp_path):
    """Byte for byte."""
    written = [write_streek(tmp_path / name).parent for name in ("a", "b")]
    first, second = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in written)

    assert first == second


def test_rows_with_a_name_that_no_table_has_are_refused():
    """A misspelt column in a case never disappears."""
    with pytest.raises(ValueError, match="nmae"):
        landscape_from_rows(None, {"components": [{"id": "x", "nmae": "y"}]})


def test_links_of_the_landscape_lead_somewhere(streek):
    """Whatever a delivery calls a function or product, every row points to a row that is there."""
    assert [finding.as_json("nl") for finding in streek.intake.landscape.check() if finding.rule == "table.dangling"] == []


def test_a_list_without_functions_gets_them_from_its_products(streek):
    """Elsterbeek has no column with functions; what a product does stands in the catalogue."""
    served = streek.intake.landscape["application_components"]["application"].str.split(":").list.get(1)

    assert served.eq("elsterbeek").sum() > 100


def test_every_member_is_a_municipality_whatever_told_of_it(streek):
    """A model names one without saying what it is, and a national export gives one a code for a key."""
    members = streek.intake.landscape["organisations"].filter(pl.col("id").is_in(list(streek.intake.region.members)))

    assert members["kind"].cast(pl.String).to_list() == ["gemeente"] * 10
    assert sorted(members["name"].to_list()) == sorted(member.name for member in MEMBERS)

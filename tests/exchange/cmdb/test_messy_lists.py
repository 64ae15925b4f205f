"""Two hundred rows as a municipality keeps them: what is proposed agrees with what really stands there."""

import pytest
from tests.exchange.cmdb.messy import messy

from wiel.exchange.cmdb import as_toml, propose
from wiel.exchange.table import load_mapping, read

SEEDS = range(10)
TARGETS = {
    "name": "applications.name",
    "supplier": "products.supplier",
    "version": "applications.version",
    "function": "applications.components",
    "status": "applications.status",
    "hosting": "applications.hosting",
    "end": "contracts.end",
    "cost": "contracts.annual_value",
    "users": "application_uses.users",
    "owner": "people",
    "note": None,
}


@pytest.fixture
def delivered(tmp_path):
    def make(seed):
        made = messy(seed)
        written = made.as_csv(tmp_path / "lijst.csv") if seed % 2 else made.as_xlsx(tmp_path / "lijst.xlsx")
        return made, written

    return make


@pytest.mark.parametrize("seed", SEEDS)
def test_every_application_and_supplier_is_found_and_nothing_else(seed, delivered):
    """Titles, totals, headings and repeated headers are no application; names lose version, supplier and environment."""
    made, path = delivered(seed)
    proposal = propose(path)
    tables = {part.raw.table: part.raw.cells for part in read(path, proposal.mapping)[0].parts}
    products = {name.lower(): supplier for name, supplier in tables["products"].select("name", "supplier").iter_rows()}

    assert proposal.sure
    assert products == made.products
    assert tables["applications"].height == len(made.products) + made.environments
    assert tables["applications"]["environment"].count() == made.environments


@pytest.mark.parametrize("seed", SEEDS)
def test_every_column_is_what_it_is(seed, delivered):
    """Also when a group of columns has a word above it, and when the values are written in many ways."""
    made, path = delivered(seed)
    columns = propose(path).sheets[0].columns

    assert [column.target for column in columns] == [TARGETS[kind] for kind in made.kinds]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_written_mapping_is_the_proposal(seed, delivered, tmp_path):
    """What stands in the file is read back as the same mapping."""
    proposal = propose(delivered(seed)[1])
    (tmp_path / "koppeling.toml").write_text(as_toml(proposal), encoding="utf-8")

    assert load_mapping(tmp_path / "koppeling.toml").tables == proposal.mapping.tables


@pytest.mark.parametrize("seed", SEEDS)
def test_no_name_of_a_person_is_shown_or_kept(seed, delivered):
    """The column with the managers is refused and gives no samples."""
    proposal = propose(delivered(seed)[1])
    shown = as_toml(proposal) + repr([column.sample for sheet in proposal.sheets for column in sheet.columns])

    assert "de Vries" not in shown
    assert "@" not in shown

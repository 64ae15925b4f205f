"""The demo: from ten messy deliveries to dossiers, in one command."""

from wiel.intake import read_region


def test_the_demo_starts_from_the_deliveries(wiel, tmp_path):
    """Ten municipalities; the lists that it keeps are the lists that it read; findings that a person can read through."""
    done = wiel("demo", "-o", tmp_path / "uit", "--deliveries", tmp_path / "in", "--json")

    made = {path.name for path in (tmp_path / "uit").iterdir()}
    kept = {path.name for path in (tmp_path / "in").iterdir()}
    assert done.status == 0
    assert {"dossier-openbaar.pdf", "dossier-intern.xlsx", "bijlage-vertrouwelijk.html"} <= made
    assert {"grietmeer model.xml", "lommerhout applicatielijst.csv", "dorrewold", "region.toml"} <= kept
    assert done.json["summary"]["overlap"]["members"] == 10
    assert done.json["summary"]["inventory"]["applications"] >= 1300
    assert len(done.json["findings"]) < 300
    assert done.json["trace"]["inventory"]["digest"] == read_region(tmp_path / "in").landscape.digest()

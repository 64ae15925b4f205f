"""The demo: from deliveries to dossiers, in one command. That it runs on the sample region whole, the test of the wheel shows."""

import shutil

from wiel.cli import study as wiel_study


def test_the_demo_reads_the_deliveries_that_it_writes(wiel, region, tmp_path, monkeypatch):
    """Here with the deliveries of buurtschap in place of those of streek; what is kept is what was read."""

    def written(folder):
        shutil.copytree(region, folder)
        return folder / "region.toml"

    monkeypatch.setattr(wiel_study, "write_streek", written)
    done = wiel("demo", "-o", tmp_path / "uit", "--deliveries", tmp_path / "in")

    assert done.status == 0
    assert "3 gemeenten" in done.out
    assert "12 applicaties" in done.out
    assert (tmp_path / "in" / "buurtschap.xlsx").is_file()
    assert {"dossier-openbaar.pdf", "bijlage-vertrouwelijk.html"} <= {path.name for path in (tmp_path / "uit").iterdir()}


def test_check_reads_the_deliveries_of_the_sample_region(wiel, tmp_path):
    """Every list is read; what a person must look at is a finding, and errors in lists give status 1."""
    from_sample = wiel_study.write_streek(tmp_path / "in").parent

    done = wiel("check", from_sample, "--json")

    assert done.status == 1
    assert done.json["tables"]["applications"] >= 1300
    assert len(done.json["findings"]) < 300

"""Lists of Iv3 on the command line: an option names them, the comparison uses them."""

from wiel.cli.iv3_file import peers_of
from wiel.registry import instrument


def _folder(base):
    (base / "iv3").mkdir()
    rows = "".join(f"2025,2025X005,GM000{i},1000,{i}000,{i}00\n" for i in range(1, 7))
    totals = "jaar,verslagsoort,gm_code,inwoners,lasten\n"
    (base / "iv3" / "t.csv").write_text(
        totals + "".join(f"{row.rpartition(',')[0]}\n" for row in rows.splitlines()), encoding="utf-8"
    )
    overhead = "jaar,verslagsoort,gm_code,lasten_taakveld_0.4_duizend_euro\n"
    lines = [row.split(",") for row in rows.splitlines()]
    (base / "iv3" / "o.csv").write_text(overhead + "".join(f"{','.join([*w[:3], w[5]])}\n" for w in lines), encoding="utf-8")
    return base / "iv3"


def test_the_comparison_reads_the_lists_that_the_option_names(wiel, region, tmp_path):
    """Six municipalities in one class, with the middle of their overhead per inhabitant."""
    done = wiel("run", "benchmark", region, "--option", f"iv3={_folder(tmp_path)}", "--json")
    row = next(row for row in done.json["tables"]["iv3_classes"] if row["measure"] == "overhead" and row["size_class"] == "< 20000")

    assert done.status == 0
    assert (row["towns"], row["median"]) == (6, 35_000)
    assert "benchmark.not-in-iv3" in [finding["rule"] for finding in done.json["findings"]]


def test_a_list_that_is_not_there_stops_the_command(wiel, region, tmp_path):
    """Status 1 and a remedy; nothing is compared without saying so."""
    done = wiel("run", "benchmark", region, "--option", f"iv3={tmp_path / 'weg.csv'}")

    assert done.status == 1
    assert "weg.csv" in done.err


def test_a_relative_name_starts_from_the_folder_of_the_region(tmp_path):
    """In region.toml one writes the name of the folder beside it; without a name there is no hand-over."""
    _folder(tmp_path)
    found, findings = peers_of(instrument("benchmark"), {"iv3": "iv3"}, tmp_path)

    assert found["iv3"].frame.height == 6
    assert len(findings) == 0
    assert peers_of(instrument("benchmark"), {}, tmp_path)[0] == {}

"""The plan on the command line: out as a workbook, in as wishes."""

from pathlib import Path

import xlsxwriter
from tests.cli.conftest import Outcome

from wiel.exchange.sheets import open_book

SHEET, WISH, KEY = "Applicaties", "Uw wens", "Sleutel applicatie"


def _wish(path: Path, application: str, wish: str) -> None:
    """Write a wish beside an application; an application that is not there gets a row of its own."""
    rows = open_book(path).rows(SHEET)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, [WISH, KEY])
        page.write_row(1, 0, [wish, application])
        assert KEY in rows[0]


def _targets(done: Outcome, member: str) -> set[str]:
    return {row["target"] for row in done.json["tables"]["choices"] if row["organisation_name"] == member}


def test_a_plan_goes_out_and_its_wishes_come_back(wiel, region, tmp_path):
    """An application that must stay is kept in the next plan, and the option stands in the trace."""
    path = tmp_path / "plan.xlsx"
    first = wiel("run", "rationalisation", region, "-o", path, "--json")
    _wish(path, "app:aakerk:A2", "blijven")
    second = wiel("run", "rationalisation", region, "--option", f"plan={path}", "--json")

    assert (first.status, second.status) == (0, 0)
    assert "Financiën" not in _targets(first, "Aakerk")
    assert "Financiën" in _targets(second, "Aakerk")
    assert second.json["trace"]["options"]["plan"] == str(path)


def test_an_unknown_application_in_the_plan_is_a_finding(wiel, region, tmp_path):
    """The run goes on; the finding says sheet and row and what to do."""
    path = tmp_path / "plan.xlsx"
    wiel("run", "rationalisation", region, "-o", path)
    _wish(path, "app:aakerk:Z9", "weg")
    done = wiel("run", "rationalisation", region, "--option", f"plan={path}", "--json")
    found = [finding for finding in done.json["findings"] if finding["rule"] == "plan-file.unknown-name"]

    assert (done.status, [(f["sheet"], f["row"]) for f in found]) == (0, [(SHEET, 2)])
    assert "app:aakerk:Z9" in found[0]["message"]


def test_a_file_that_is_no_plan_is_refused(wiel, region):
    """Status 1, nothing printed as an answer, and the message names the file."""
    done = wiel("run", "rationalisation", region, "--option", f"plan={region / 'region.toml'}", "--json")

    assert done.status == 1
    assert "region.toml" in done.err
    assert done.out == ""


def test_demands_that_exclude_each_other_are_told(wiel, region):
    """No plan, status 0, and the finding names the demands."""
    done = wiel("run", "rationalisation", region, "--option", "must_keep=Loketrix", "--option", "must_go=Loketrix", "--json")

    assert done.status == 0
    assert done.json["summary"]["headline"] == "rationalisation.headline.conflict"
    assert [f["rule"] for f in done.json["findings"]].count("rationalisation.conflict") == 1


def test_a_time_limit_gives_the_best_so_far(wiel, region):
    """Without any time there is a plan without alternatives; an instrument that has nothing to search has no answer then."""
    done = wiel("run", "rationalisation", region, "--time-limit", 0, "--json")

    assert (done.status, done.json["trace"]["stopped_by"], done.json["summary"]["alternatives"]) == (0, "caller", 0)
    assert wiel("run", "overlap", region, "--time-limit", 0, "--json").status == 2

"""The page about regions is true: its example is read, and every key stands in it."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from wiel.exchange import workbook
from wiel.findings import Severity
from wiel.intake import read_region, region_file
from wiel.landscape import Landscape

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "region.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?:toml|csv) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_example_on_the_page_is_read_without_errors(tmp_path):
    """Members, memberships, products and applications are what the page promises."""
    for name, content in BLOCK.findall(PAGE):
        (tmp_path / name).write_text(content, encoding="utf-8")
    tables = {"applications": pl.DataFrame({"id": ["A-1"], "name": ["Zaken"]})}
    workbook.write(Landscape.of(date(2026, 11, 1), tables), tmp_path / "oosterlaak.xlsx")

    intake = read_region(tmp_path)

    assert intake.findings.worst is not Severity.ERROR
    assert intake.region.members == ("org:gedeeld:oosterlaak", "org:gedeeld:westerlaak")
    assert intake.landscape["memberships"].height == 3
    assert intake.landscape["applications"].select("id", "product").rows() == [
        ("app:oosterlaak:A-1", None), ("app:westerlaak:17", "prd:gedeeld:P-1"), ("app:westerlaak:18", None),
    ]  # fmt: skip
    assert intake.landscape["components"]["name"].to_list() == ["zaakafhandeling", "archief"]


KEYS = [*region_file.ROOT_KEYS, *region_file.FILE_KEYS, *region_file.MEMBER_KEYS, *region_file.STUDY_KEYS, *region_file.MEASURES]


@pytest.mark.parametrize("key", sorted({*KEYS, *region_file.ROLES} - {"file", "member", "study", "review"}))
def test_every_key_stands_on_the_page(key):
    """Whatever the file may hold is explained."""
    assert f"`{key}`" in PAGE

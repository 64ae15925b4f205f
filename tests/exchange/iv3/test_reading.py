"""Lists of Iv3: what is read, what is refused, what is a finding."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InputRefused
from wiel.exchange.iv3 import read
from wiel.texts import LANGUAGES

OVERHEAD = "jaar,verslagsoort,gm_code,lasten_taakveld_0.4_duizend_euro"
TOTALS = "jaar,verslagsoort,gm_code,inwoners,lasten,baten"
INHABITANTS = "gemeente,jaar,aantal_inwoners"


def _file(folder, name, *lines):
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def test_three_lists_become_one_table_in_cents(tmp_path):
    """Thousands of euros become cents; inhabitants come from the totals, else from the list of inhabitants."""
    _file(tmp_path, "overhead.csv", OVERHEAD, "2024,2024X005,GM0003,5000.5", "2024,2024X000,GM0010,7000")
    _file(tmp_path, "samen.csv", TOTALS, "2024,2024X005,GM0003,10000,40000,1")
    _file(tmp_path, "inwoners.csv", INHABITANTS, "GM0010,2024,20000", "GM0003,2024,99")
    table, findings = read(tmp_path)
    assert table.frame.rows() == [
        ("0003", 2024, "realisatie", 10_000, 500_050_000, 4_000_000_000),
        ("0010", 2024, "begroting", 20_000, 700_000_000, None),
    ]
    assert len(findings) == 0


def test_one_list_alone_is_enough(tmp_path):
    """Without inhabitants the overhead is there and the lack is a finding."""
    table, findings = read(_file(tmp_path, "o.csv", OVERHEAD, "2024,2024X005,GM0003,5"))
    assert table.frame["overhead"].to_list() == [500_000]
    assert [finding.rule for finding in findings] == ["iv3.no-inhabitants"]


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ("2024,2024X005,GM0003,veel", ["iv3.unreadable"]),
        ("2024,2024X005,GM0003,1e300", ["iv3.unreadable"]),
        ("2024,2024X005,GM0003,", []),
        ("20x4,2024X005,GM0003,5", ["iv3.unreadable", "iv3.no-key"]),
        ("2024,2023X005,GM0003,5", ["iv3.no-key"]),
        ("2024,2024X009,GM0003,5", ["iv3.no-key"]),
        ("2024,2024K001,GM0003,5", ["iv3.other-report"]),
        ("2024,2024X005,Amsterdam,5", ["iv3.no-key"]),
        ("2024,2024X005,GM0010,6", ["iv3.twice"]),
        ("2024,2024X005,GM0010,5", []),
    ],
)
def test_what_cannot_be_used_is_a_finding_with_its_place(tmp_path, row, rules):
    """A bad cell is unknown, a row without a key is left out, a second row of a key does not count."""
    file = _file(tmp_path, "o.csv", OVERHEAD, "2024,2024X005,GM0010,5", row)
    table, findings = read(file)
    found = [finding for finding in findings if finding.rule != "iv3.no-inhabitants"]
    assert [finding.rule for finding in found] == rules
    assert all(finding.place.row in (2, 3) and finding.sentence.message(language) for finding in found for language in LANGUAGES)
    assert table.frame.filter(pl.col("code") == "0010")["overhead"].to_list() == [500_000]


def test_other_lists_in_the_folder_are_named_and_not_used(tmp_path):
    """A list of another kind beside them is a remark, not a refusal."""
    _file(tmp_path, "o.csv", OVERHEAD, "2024,2024X005,GM0003,5")
    _file(tmp_path, "taakvelden.csv", "jaar,code,titel", "2024,0.4,Overhead")
    assert "iv3.not-used" in [finding.rule for finding in read(tmp_path)[1]]


def test_overhead_above_total_is_doubted(tmp_path):
    """Two lists in different units show."""
    _file(tmp_path, "o.csv", OVERHEAD, "2024,2024X005,GM0003,5000000")
    _file(tmp_path, "t.csv", TOTALS, "2024,2024X005,GM0003,100,5000,1")
    assert [finding.rule for finding in read(tmp_path)[1]] == ["iv3.above-total"]


def test_a_report_of_zeros_was_not_delivered(tmp_path):
    """Zero in all is unknown; an overhead of zero beside other cost is zero."""
    _file(tmp_path, "o.csv", OVERHEAD, "2024,2024X005,GM0003,0", "2024,2024X005,GM0010,0", "2023,2023X005,GM0010,7")
    _file(tmp_path, "t.csv", TOTALS, "2024,2024X005,GM0003,100,0,0", "2024,2024X005,GM0010,100,9,0")
    table, findings = read(tmp_path)
    assert table.frame["overhead"].to_list() == [None, 700_000, 0]
    assert "iv3.nothing" in [finding.rule for finding in findings]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"a,b\n1,2\n", b"PK\x03\x04rest", b'jaar,"open\n', b"\xff\xfe\xff"])
def test_what_is_no_list_of_iv3_is_refused_whole(tmp_path, content):
    """Empty, binary, another list, a workbook, an open quotation mark: refused with a remedy."""
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        read(tmp_path / "x.csv")
    assert refused.value.sentence.remedy("nl")


def test_a_folder_without_lists_and_a_missing_file_are_refused(tmp_path):
    """Nothing to read is said, not an empty table."""
    for path in (tmp_path, tmp_path / "weg.csv"):
        with pytest.raises(InputRefused):
            read(path)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.randoms(use_true_random=False))
def test_any_bytes_give_a_table_or_a_refusal(tmp_path_factory, noise, chance: random.Random):
    """Damage to a good list never gives another error."""
    good = bytearray(f"{OVERHEAD}\n2024,2024X005,GM0003,5\n2024,2024X000,GM0010,6.5\n".encode())
    place = chance.randrange(len(good))
    file = tmp_path_factory.mktemp("iv3") / "x.csv"
    file.write_bytes(bytes(good[:place]) + noise + bytes(good[place:]))
    try:
        table, _ = read(file)
    except InputRefused:
        return
    assert table.frame.select("code", "year", "report").is_unique().all()


def test_the_national_overhead_of_2024_is_the_published_one(real_data):
    """Accounts of 2024 of all 342 municipalities: EUR 518 of overhead per inhabitant, weighted."""
    table, findings = read(real_data("iv3"))
    accounts = table.frame.filter((pl.col("year") == 2024) & (pl.col("report") == "realisatie"))
    assert accounts.height == 342
    assert round(accounts["overhead"].sum() / accounts["inhabitants"].sum() / 100) == 518
    assert {finding.rule for finding in findings} == {"iv3.not-used", "iv3.nothing"}

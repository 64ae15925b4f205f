"""What the comparison promises beside its numbers."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem, WrongUse
from wiel.exchange.iv3 import read
from wiel.instruments.benchmark.answer import run
from wiel.instruments.benchmark.options import Options
from wiel.instruments.benchmark.published import Figures
from wiel.instruments.benchmark.result import headline
from wiel.landscape import Landscape
from wiel.parameters import Override, Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, Stopped
from wiel.results import ResultTable
from wiel.samples import buurtschap, landscape_from_rows
from wiel.schema import Meaning
from wiel.texts import LANGUAGES, keys, say

DAY = date(2026, 11, 1)
MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")


def _compared(landscape=None, members=MEMBERS, iv3=None, overlay=None, **options):
    handovers = {} if iv3 is None else {"iv3": ResultTable("iv3", iv3, {c: Meaning(c, c) for c in iv3.columns})}
    inputs = Inputs(landscape or buurtschap(), members, handovers)
    return run(inputs, Parameters.load(overlay), Options(**options), Quiet())


def _towns(codes, amounts, inhabitants=1000, year=2025, report="realisatie"):
    rows = [(code, year, report, inhabitants, amount, 10 * amount) for code, amount in zip(codes, amounts, strict=True)]
    return pl.DataFrame(rows, schema=["code", "year", "report", "inhabitants", "overhead", "total"], orient="row")


def _town(code="0001", inhabitants=1000):
    rows = {"organisations": [{"id": "org:x:a", "name": "A", "kind": "gemeente", "cbs_code": code, "inhabitants": inhabitants}]}
    return landscape_from_rows(DAY, rows)


def test_the_figure_of_2023_is_109_and_becomes_126_in_2026():
    """109 × 1.05³ = 126; its band of 95 to 125 is an assumption."""
    figures = Figures(Parameters.load().at(DAY))
    figure = figures.named("benchmark.total_per_inhabitant")
    assert (figure.published, figure.year, figure.label, round(figure.indexed / 100)) == (10_900, 2023, "S", 126)
    assert {figures.named(f"benchmark.band_{end}").label for end in ("low", "high")} == {"O"}


@pytest.mark.parametrize(("year", "published"), [(2012, 7800), (2018, 8400), (2020, 9300), (2030, 10_900)])
def test_the_figure_follows_the_year_of_the_landscape(year, published):
    """A landscape of an earlier year meets the figure of then."""
    assert Figures(Parameters.load().at(date(year, 6, 1))).named("benchmark.total_per_inhabitant").published == published


def test_before_the_first_figure_nothing_is_compared():
    """A landscape of 2003 has no published figure: said, not refused."""
    figures = Figures(Parameters.load().at(date(2003, 1, 1)))
    assert figures.named("benchmark.total_per_inhabitant") is None
    assert list(figures.series()) == []


@pytest.mark.parametrize("year", [2003, 2009, 2012, 2035])
def test_a_landscape_of_any_year_is_compared_with_what_was_known_then(year):
    """Before there were figures, size classes or a band nothing is concluded; it is never an error."""
    result = _compared(Landscape(date(year, 6, 1), buurtschap().tables))
    assert result.facts["price_year"] == year
    assert result.facts["headline"] in keys("nl")


def test_an_own_figure_takes_the_place_of_the_published_one():
    """A value without a date is about the year that is compared; a dated one is indexed from its year."""
    undated = Parameters.load({"benchmark.total_per_inhabitant": 100}).at(DAY)
    dated = Parameters.load({"benchmark.total_per_inhabitant": (Override(100, "x", date(2025, 1, 1)),)}).at(DAY)
    assert Figures(undated).named("benchmark.total_per_inhabitant").indexed == 10_000
    assert Figures(dated).named("benchmark.total_per_inhabitant").indexed == 10_500
    assert len(list(Figures(undated).series())) > 10


def test_other_size_classes_than_the_published_ones_have_no_figure():
    """Whoever changes the bounds gets a remark instead of the figure of another class."""
    result = _compared(overlay={"general.size_classes": [15_000]})
    sized = result.tables["positions"].frame.filter(pl.col("reference") == "grootteklasse")
    assert sized["published"].null_count() == 3
    assert "benchmark.no-size-class-figure" in [finding.rule for finding in result.findings]


def test_every_parameter_used_is_in_the_trace_and_all_is_openbaar():
    """Published figures, band, index and classes leave their source; nothing is withheld from the public."""
    result = _compared()
    used = {use.name for use in result.trace.parameters}
    assert used >= {f"benchmark.{n}" for n in ("total_per_inhabitant", "band_low", "band_high", "index", "most_years_indexed")}
    assert set(result.at(Confidentiality.OPENBAAR).tables) == set(result.tables)


def test_iv3_gives_quartiles_per_size_class_and_the_place_of_a_member():
    """Of 10, 20, 30, 40 and 50 euro per inhabitant the middle is 30; a member of 20 has one of four others below it."""
    iv3 = _towns(["0001", "0002", "0003", "0004", "0005"], [2_000_000, 1_000_000, 3_000_000, 4_000_000, 5_000_000])
    result = _compared(_town(), ("org:x:a",), iv3)
    row = result.tables["iv3_classes"].frame.row(0, named=True)
    assert (row["measure"], row["size_class"], row["towns"]) == ("overhead", "< 20000", 5)
    assert (row["quarter"], row["median"], row["three_quarters"]) == (2000, 3000, 4000)
    own = result.tables["iv3_positions"].frame.row(0, named=True)
    assert (own["own"], own["class_others"], own["class_lower"], own["all_lower"]) == (2000, 4, 0.25, 0.25)
    assert result.facts["iv3_members"] == 1


def test_a_class_of_few_municipalities_has_no_quartiles_and_zero_is_counted():
    """Four are too few to hide in; unknown size is unknown; a town without overhead is counted apart."""
    iv3 = pl.concat([_towns(["0002", "0003", "0004", "0005"], [0, 1, 2, 3]), _towns(["0009"], [5], None)])
    frame = _compared(_town(), ("org:x:a",), iv3).tables["iv3_classes"].frame
    assert frame.row(0, named=True)["median"] is None
    whole = frame.filter((pl.col("measure") == "overhead") & (pl.col("size_class") == "alle")).row(0, named=True)
    assert (whole["towns"], whole["towns_unknown"], whole["towns_zero"]) == (4, 1, 1)


def test_the_latest_report_that_is_not_in_the_future_counts():
    """Accounts of 2024 are compared when those of 2027 are there too; the budget only when asked for."""
    iv3 = pl.concat([_towns(["0001"], [1], year=y) for y in (2024, 2027)] + [_towns(["0001"], [1], 1000, 2026, "begroting")])
    assert _compared(_town(), ("org:x:a",), iv3).facts["iv3_year"] == 2024
    assert _compared(_town(), ("org:x:a",), iv3, report="begroting").facts["iv3_year"] == 2026


def test_a_table_of_another_shape_is_refused_with_the_columns_needed():
    """A hand-over that is no Iv3 does not end in a trace of the program."""
    with pytest.raises(InvalidProblem, match="overhead"):
        _compared(iv3=pl.DataFrame({"code": ["x"]}))
    with pytest.raises(InvalidProblem, match="overhead"):
        _compared(iv3=_towns(["0001"], [1]).with_columns(year=pl.lit("veel")))


def test_an_unknown_report_is_refused():
    """The remedy lists the reports."""
    with pytest.raises(WrongUse, match="realisatie"):
        Options(report="kwartaal")


def test_stopping_gives_no_answer():
    """A stop ends the work with `Stopped`."""

    class Stop(Quiet):
        def stopped(self) -> bool:
            return True

    with pytest.raises(Stopped):
        run(Inputs(buurtschap(), MEMBERS), Parameters.load(), Options(), Stop())


@pytest.mark.parametrize(
    ("known", "position", "key"),
    [(3, "binnen de band", "good"), (2, "boven de band", "mixed.higher"), (1, "onder de band", "undecided"), (0, "", "unknown")],
)
def test_the_title_says_where_the_group_stands(known, position, key):
    """At most half known is undecided; every title and definition can be said in every language."""
    assert headline({"members": 3, "members_known": known, "position": position}) == f"benchmark.headline.{key}"
    values = dict.fromkeys(("members", "total_per_inhabitant", "band_low", "band_high"), 100) | {
        "members_known": known,
        "names": ["A"],
    }
    spoken = [key for key in keys("nl") if key.startswith(("benchmark.headline.", "benchmark.definition."))]
    assert all(say(key, language, n=2, **values) for key in spoken for language in LANGUAGES)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**12)), max_size=6), st.integers(1, 10**6))
def test_the_total_is_the_sum_of_its_lines(amounts, inhabitants):
    """bekend gives the whole sum, minstens what is known, onbekend nothing; recounted line by line."""
    lines = [{"id": f"cst:a:{i}", "organisation": "org:x:a", "year": 2026, "kind": "realisatie", "category": "software", "amount": a}
             for i, a in enumerate(amounts)]  # fmt: skip
    towns = [{"id": "org:x:a", "name": "A", "kind": "gemeente", "inhabitants": inhabitants}]
    landscape = landscape_from_rows(DAY, {"organisations": towns, "costs": lines} if lines else {"organisations": towns})
    row = _compared(landscape, ("org:x:a",)).tables["positions"].frame.row(0, named=True)
    known = [a for a in amounts if a is not None]
    state = "onbekend" if not known else "bekend" if len(known) == len(amounts) else "minstens"
    assert row["state"] == state
    assert row["own"] == (round(sum(known) / inhabitants) if state == "bekend" else None)
    assert row["own_least"] == (round(sum(known) / inhabitants) if state == "minstens" else None)


def test_all_municipalities_of_iv3_are_compared_by_size(real_data):
    """In the accounts of 2024 the four classes hold all 342 municipalities, and small ones have most overhead per inhabitant."""
    frame = _compared(iv3=read(real_data("iv3"))[0].frame).tables["iv3_classes"].frame
    overhead = frame.filter(pl.col("measure") == "overhead")
    counts = (overhead["towns"] + overhead["towns_unknown"]).to_list()
    assert sum(counts[:4]) == counts[4] == 342
    assert overhead["median"].to_list()[0] == overhead["median"].max()

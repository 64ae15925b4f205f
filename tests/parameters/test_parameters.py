"""Dated values, their record of use, and what a user sets instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InputRefused, InvalidProblem, WrongUse
from wiel.parameters import DatedValue, Override, Parameter, Parameters, read_overlay
from wiel.parameters.parameter import LABELS, UnfitError, ValueKind
from wiel.parameters.reading import parameter_from, shipped

DAY = date(2026, 11, 1)


def test_the_value_follows_the_date():
    """The size classes of 2017 are those of 2011, the ones of 2018 those of 2018."""
    assert Parameters.load().at(date(2017, 12, 31)).bounds("general.size_classes") == (100_000,)
    assert Parameters.load().at(date(2018, 1, 1)).bounds("general.size_classes") == (60_000, 100_000)


def test_a_day_before_the_first_value_is_refused():
    """A value that did not exist yet is refused with the first day on which one holds."""
    with pytest.raises(InvalidProblem, match="2011"):
        Parameters.load().at(date(2010, 12, 31)).value("general.size_classes")


def test_uses_are_recorded_once_per_name_and_start_anew_with_each_day():
    """The trace names what was asked, sorted, with source and label; another `at` starts empty."""
    known = Parameters.load().at(DAY)
    for name in ("overlap.window_months", "overlap.tender_lead_months", "overlap.window_months"):
        known.value(name)
    assert [use.name for use in known.uses()] == ["overlap.tender_lead_months", "overlap.window_months"]
    lead = known.uses()[0]
    assert (lead.value, lead.unit, lead.label, lead.valid_from) == ("9", "maanden", "O", "1900-01-01")
    assert known.at(DAY).uses() == ()


def test_asking_without_a_day_is_a_programming_error():
    """A value has no meaning without a day."""
    with pytest.raises(ValueError, match="at"):
        Parameters.load().value("overlap.window_months")


def test_an_overlay_shows_in_the_trace_as_its_own_source():
    """Whoever sets a value is named as its source, with the source that was given."""
    overlay = {"overlap": {"window_months": {"value": 6, "source": "afspraak van de regio", "label": "K"}}}
    known = Parameters.load(overlay).at(DAY)
    assert known.count("overlap.window_months") == 6
    assert (known.uses()[0].source, known.uses()[0].label) == ("eigen waarde: afspraak van de regio", "K")


def test_a_dated_overlay_leaves_earlier_days_alone():
    """A value from 2027 on changes nothing about 2026."""
    own = {"overlap.window_months": (Override(6, "regio.toml", date(2027, 1, 1)),)}
    assert Parameters.load(own).at(DAY).count("overlap.window_months") == 12
    assert Parameters.load(own).at(date(2027, 1, 1)).count("overlap.window_months") == 6


@pytest.mark.parametrize(
    ("name", "value", "fragment"),
    [
        ("overlap.windw_months", 6, "overlap.window_months"),
        ("overlap.window_months", 61, "highest is 60"),
        ("overlap.window_months", -1, "lowest is 0"),
        ("overlap.window_months", "1,5", "whole number"),
        ("overlap.window_months", "veel", "not a number"),
        ("overlap.window_months", True, "not a number"),
        ("overlap.window_months", float("nan"), "not a number"),
        ("general.size_classes", "100000; 60000", "ascending"),
        ("overlap.window_months", {"value": 6, "label": "X"}, "label"),
        ("overlap.window_months", {"waarde": 6}, "fields"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_remedy(name, value, fragment):
    """An unknown name brings its neighbours; a wrong value brings what is allowed."""
    with pytest.raises(WrongUse, match=fragment) as refused:
        Parameters.load({name: value})
    assert refused.value.sentence.remedy("nl")


def test_settings_go_over_the_file_and_the_file_over_the_shipped_values(tmp_path):
    """The command line has the last word; what it does not name comes from the file."""
    file = tmp_path / "regio.toml"
    file.write_text("[overlap]\nwindow_months = 6\ntender_lead_months = 12\n", encoding="utf-8")
    known = Parameters.read(file, ["overlap.window_months=18"]).at(DAY)
    assert (known.count("overlap.window_months"), known.count("overlap.tender_lead_months")) == (18, 12)
    assert [use.source for use in known.uses()] == ["regio.toml", "--set"]


def test_toml_and_yaml_say_the_same(tmp_path):
    """A dated value with a source is read from either notation."""
    toml, yaml = tmp_path / "a.toml", tmp_path / "a.yaml"
    toml.write_text('[overlap]\nwindow_months = {value = 6, from = 2026-01-01, source = "besluit"}\n', encoding="utf-8")
    yaml.write_text("overlap:\n  window_months: [{value: 6, from: 2026-01-01, source: besluit}]\n", encoding="utf-8")
    expected = [(6, date(2026, 1, 1), "besluit")]
    for file in (toml, yaml):
        assert [(o.value, o.valid_from, o.source) for o in read_overlay(file)["overlap.window_months"]] == expected


@pytest.mark.parametrize("content", [b"[overlap\n", b"\xff\xfe\x00", b"- a\n- b\n"])
def test_a_file_that_is_no_list_of_parameters_is_refused_whole(tmp_path, content):
    """Broken notation, wrong encoding and a list instead of subjects are refused with the name of the file."""
    file = tmp_path / ("a.yaml" if content.startswith(b"-") else "a.toml")
    file.write_bytes(content)
    with pytest.raises(InputRefused, match=file.name):
        read_overlay(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """There is no traceback for a path that cannot be read."""
    for path in (tmp_path / "niets.toml", tmp_path):
        with pytest.raises(InputRefused, match="cannot be read"):
            Parameters.read(path)


def test_a_setting_without_value_is_refused():
    """The form is subject.name=value."""
    with pytest.raises(WrongUse, match=r"subject\.name=value"):
        Parameters.read(None, ["overlap.window_months"])


def test_the_listing_shows_every_dated_value_of_a_subject():
    """`wiel parameters general` shows both periods, in either language; an unknown subject is refused."""
    rows = Parameters.load().listing("general", "en")
    assert [(row["valid_from"], row["value"]) for row in rows] == [("2011-01-01", "100000"), ("2018-01-01", "60000; 100000")]
    assert len(Parameters.load().as_json()["parameters"]) == sum(len(p.values) for p in shipped().values())
    with pytest.raises(WrongUse, match="general"):
        Parameters.load().listing("generaal", "nl")


@pytest.mark.parametrize("parameter", shipped().values(), ids=lambda p: p.name)
def test_every_shipped_parameter_is_complete(parameter):
    """Description in two languages, unit, and per value a source, a label and bounds around it."""
    assert parameter.nl
    assert parameter.en
    assert parameter.unit
    assert parameter.values
    for dated in parameter.values:
        assert dated.source
        assert dated.label in LABELS
        low, high = dated.low, dated.high
        assert low is None or high is None or low <= dated.value <= high


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.lists(st.dates(date(2000, 1, 1), date(2060, 1, 1)), min_size=1, unique=True)
)
def test_the_value_on_a_day_is_the_latest_that_started(day, starts):
    """The value is that of the last first day that is not after the day asked."""
    values = tuple(DatedValue(start, i, "bron", "S") for i, start in enumerate(sorted(starts)))
    found = Parameter("a.b", "", "", "", ValueKind.COUNT, values).on(day)
    assert (found.valid_from if found else None) == max((s for s in starts if s <= day), default=None)


@pytest.mark.parametrize(
    ("kind", "given_value", "expected"),
    [
        ("share", "25%", 0.25),
        ("share", 0.5, 0.5),
        ("flag", "nee", False),
        ("flag", True, True),
        ("word", " a ", "a"),
        ("decimal", "1,5", 1.5),
    ],
)
def test_texts_become_values_of_the_kind(kind, given_value, expected):
    """A command line gives texts; they are read as the parameter asks."""
    assert Parameter("a.b", "", "", "", ValueKind(kind), (), words=("a", "b")).fitted(given_value) == expected


@pytest.mark.parametrize(("kind", "given_value"), [("share", 2), ("flag", "misschien"), ("word", "c"), ("word", ""), ("bounds", 5)])
def test_texts_of_another_kind_do_not_fit(kind, given_value):
    """A value of another kind does not become a value."""
    with pytest.raises(UnfitError):
        Parameter("a.b", "", "", "", ValueKind(kind), (), words=("a", "b")).fitted(given_value)


def test_an_entry_with_an_unknown_label_is_a_programming_error():
    """The shipped files use the four labels only."""
    entry = {"kind": "count", "nl": "x", "en": "x", "values": [{"from": DAY, "value": 1, "source": "x", "label": "Z"}]}
    with pytest.raises(ValueError, match="label"):
        parameter_from("a.b", entry)

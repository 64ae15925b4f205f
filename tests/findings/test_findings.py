"""Findings as data."""

from wiel.errors import InputRefused, Place
from wiel.findings import Findings, Rule, Severity
from wiel.quantities import Confidentiality
from wiel.texts import Sentence

COUNT = Rule("cell.count", Severity.ERROR)
NOTATION = Rule("cell.day-notation", Severity.WARNING, Confidentiality.VERTROUWELIJK)


def test_a_finding_names_place_message_and_remedy():
    """The object that the command line prints has every field, absent places as null."""
    finding = COUNT.broken(Place("lijst.csv", row=12, column="gebruikers"), text="veel")

    printed = finding.as_json("nl")

    assert printed["message"] == '"veel" is geen heel getal. De cel telt als onbekend.'
    assert (printed["severity"], printed["rule"], printed["row"], printed["sheet"]) == ("error", "cell.count", 12, None)
    assert printed["remedy"]


def test_worst_comes_first_and_order_is_kept_within_a_severity():
    """Sorting is stable."""
    warning, first, second = NOTATION.broken(text="1"), COUNT.broken(text="a"), COUNT.broken(text="b")

    assert Findings((warning, first, second)).worst_first().items == (first, second, warning)
    assert Findings((warning,)).worst is Severity.WARNING


def test_a_class_hides_what_is_above_it():
    """A confidential finding is not seen at the class intern."""
    both = Findings((NOTATION.broken(text="1"), COUNT.broken(text="a")))

    assert [f.rule for f in both.visible_at(Confidentiality.INTERN)] == ["cell.count"]
    assert both.count("cell.count") == 1


def test_an_error_says_where_and_what_to_do():
    """The text of an exception holds place, message and remedy."""
    error = InputRefused(Sentence("cell.count", {"text": "x"}), Place("a.csv", row=3))

    assert str(error).startswith("a.csv, 3: ")
    assert "Type a whole number" in str(error)
    assert error.exit_status == 1

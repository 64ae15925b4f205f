"""A problem is read strictly: known fields, right shapes, every name once."""

import pytest

from wiel.errors import InvalidProblem
from wiel.methods.allocation.fields import fields_of, mapping_of, names_of, parsed


def test_yaml_keeps_numbers_as_written_and_names_as_text():
    """0.10 is not read as a binary number, and a member called NO stays NO."""
    assert parsed(b"use: {NO: 0.10, 12: 3, last: null}", "case.yaml") == {"use": {"NO": "0.10", "12": "3", "last": None}}


def test_json_is_known_by_its_brace():
    """A file without a suffix that starts with a brace is JSON; decimals stay as written."""
    assert parsed(b'\xef\xbb\xbf {"cost": 0.10, "n": [1]}', "case") == {"cost": "0.10", "n": [1]}


@pytest.mark.parametrize(
    ("data", "name", "rule", "named"),
    [
        (b'{"a": 1, "a": 2}', "x.json", "duplicate", "a"),
        (b"use: {A: 1, A: 2}", "x.yaml", "duplicate", "A"),
        (b"\xff\xfe\x00", "x.json", "unreadable", "x.json"),
        (b'{"a": ', "x.json", "unreadable", "x.json"),
        (b"a: [1", "x.yaml", "unreadable", "x.yaml"),
        (b"a: !!python/object:os.system x", "x.yaml", "unreadable", "x.yaml"),
        (b"[" * 100000, "x.json", "unreadable", "x.json"),
        (b"- 1", "x.yaml", "wrong-shape", "problem"),
        (b"", "x.yaml", "wrong-shape", "problem"),
    ],
)
def test_unreadable_files_are_refused(data, name, rule, named):
    """Broken text, other encodings, code in YAML, endless nesting and double names are refused, never guessed."""
    with pytest.raises(InvalidProblem) as refusal:
        parsed(data, name)
    assert refusal.value.sentence.key == f"allocation.{rule}"
    assert named in refusal.value.sentence.message("nl")


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda: fields_of({"kind": 1, "colour": 2}, "problem", ["kind"]), "unknown-field"),
        (lambda: fields_of({}, "problem", ["kind"]), "missing-field"),
        (lambda: mapping_of({"1": 1, 1: 2}, "use"), "duplicate"),
        (lambda: mapping_of({True: 1}, "use"), "wrong-shape"),
        (lambda: mapping_of([1], "use"), "wrong-shape"),
        (lambda: names_of("PM", "order"), "wrong-shape"),
        (lambda: names_of([["PM"]], "order"), "wrong-shape"),
    ],
)
def test_wrong_shapes_are_refused(call, rule):
    """Unknown and missing fields, names that are no text and text in place of a list are refused by rule."""
    with pytest.raises(InvalidProblem) as refusal:
        call()
    assert refusal.value.sentence.key == f"allocation.{rule}"

"""The algorithm page and the code say the same."""

import doctest
import re
import tomllib
from importlib.resources import files
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "algorithms" / "allocation.md"
ROOM = files("wiel.methods.allocation")


def test_examples_on_the_page_run():
    """Every example on the page gives what stands there."""
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert (result.failed, result.attempted > 3) == (0, True)


def test_every_identifier_is_on_the_page_and_in_the_code():
    """The identifiers that the code cites are those of the page's table."""
    source = "".join(file.read_text("utf-8") for file in ROOM.iterdir() if file.name.endswith(".py"))
    listed = set(re.findall(r"^\| `(alloc\.[a-z-]+)`", PAGE.read_text("utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"alloc\.[a-z-]+", source)) == listed


def test_every_refusal_is_on_the_page():
    """Each sentence that refuses or warns is named on the page."""
    for language in ("nl", "en"):
        sentences = tomllib.loads(ROOM.joinpath(f"text.{language}.toml").read_text("utf-8"))["allocation"]
        missing = [key for key in sentences if key != "label" and f"`allocation.{key}`" not in PAGE.read_text("utf-8")]
        assert missing == []

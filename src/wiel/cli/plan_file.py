"""The plan file that an option names: read into wishes before an instrument runs, written from its result afterwards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wiel.exchange.plan import read_wishes
from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.registry import Descriptor
from wiel.results import ResultTable

OPTION, WISHES, SUFFIX = "plan", "wishes", ".xlsx"


def wishes_of(
    descriptor: Descriptor, options: Mapping[str, Any], folder: Path, landscape: Landscape
) -> tuple[dict[str, ResultTable], Findings]:
    """The wishes in the plan file that the options name, as a hand-over; nothing where they name none.

    A relative path starts from `folder`.
    """
    named = str(options.get(OPTION) or "")
    if WISHES not in descriptor.needs or not named:
        return {}, Findings()
    wishes, findings = read_wishes(folder / named, landscape)
    return {WISHES: wishes}, findings


def makes_workbook(descriptor: Descriptor, output: Path | None) -> bool:
    """Whether the output is a plan workbook rather than the whole result."""
    return output is not None and WISHES in descriptor.needs and output.suffix.lower() == SUFFIX

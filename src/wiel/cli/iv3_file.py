"""The lists of Iv3 that an option names: read into a hand-over before an instrument runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wiel.exchange.iv3 import read
from wiel.findings import Findings
from wiel.registry import Descriptor
from wiel.results import ResultTable

OPTION, IV3 = "iv3", "iv3"


def peers_of(descriptor: Descriptor, options: Mapping[str, Any], folder: Path) -> tuple[dict[str, ResultTable], Findings]:
    """The municipalities in the list or folder of Iv3 that the options name, as a hand-over; nothing where they name none.

    A relative path starts from `folder`.
    """
    named = str(options.get(OPTION) or "")
    if IV3 not in descriptor.needs or not named:
        return {}, Findings()
    table, findings = read(folder / named)
    return {IV3: table}, findings

"""What was changed in a data package before: numbered JSON files in ``history/``. The tables are read without them."""

import re
from pathlib import Path

from wiel.exchange.datapackage.descriptor import NAME
from wiel.exchange.files import read_bytes, refused, unpacked

FOLDER = "history"
_FORM = re.compile(rf"(?:^|/){FOLDER}/(\d{{4,}})\.json$")


def history_path(number: int) -> str:
    """Where a change stands in the package.

    >>> history_path(12)
    'history/0012.json'
    """
    return f"{FOLDER}/{number:04}.json"


def is_history(path: str) -> bool:
    """Whether a path in a package is that of a change.

    >>> is_history("history/0012.json"), is_history("data/costs.csv")
    (True, False)
    """
    return path.startswith(f"{FOLDER}/") and _FORM.search(path) is not None


def history(path: Path | str) -> list[bytes]:
    """Which changes does this data package (folder, zip or ``datapackage.json``) keep, oldest first?

    Raises:
        InputRefused: it cannot be read, is no data package, or a number in between is missing.
    """
    path = Path(path)
    folder = path.parent if path.name == NAME else path
    if folder.is_dir():
        files = {file.relative_to(folder).as_posix(): file for file in [folder / NAME, *(folder / FOLDER).glob("*.json")]}
        members = {name: read_bytes(file) for name, file in files.items() if is_history(name) or file.exists()}
    else:
        members = unpacked(read_bytes(folder), folder.name)
    if not any(name == NAME or name.endswith(f"/{NAME}") for name in members):
        raise refused("datapackage.no-descriptor", folder.name)
    found = {_number(name): content for name, content in members.items() if _FORM.search(name)}
    if sorted(found) != list(range(1, len(found) + 1)):
        raise refused("datapackage.history-gap", path.name)
    return [found[number] for number in sorted(found)]


def _number(path: str) -> int:
    form = _FORM.search(path)
    return int(form.group(1)) if form else 0

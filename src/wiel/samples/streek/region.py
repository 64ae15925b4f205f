"""The description of the region: members, and which file is whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wiel.samples.streek.installed import TODAY
from wiel.samples.streek.members import MEMBERS, Member

CATALOGUE = "catalogus.xlsx"


@dataclass(frozen=True, slots=True)
class Listed:
    """One file, of a member or of nobody; `main` is a member's list of applications, for which it vouches or not."""

    path: str
    member: Member | None = None
    main: bool = False
    mapping: str | None = None


def write_region(folder: Path, lists: Sequence[Listed]) -> Path:
    """Write ``region.toml`` for these files and return its path."""
    lines = [
        'name = "Samenwerking Tienwaarden"',
        'question = "Gaan wij onze informatievoorziening met tien gemeenten samen beheren?"',
        f"as_of = {TODAY.isoformat()}",
        "",
        "[[file]]",
        f'path = "{CATALOGUE}"',
        'role = "reference"',
    ]
    for member in MEMBERS:
        lines += [
            "",
            "[[member]]",
            f'name = "{member.name}"',
            f"inhabitants = {member.inhabitants}",
            f"workplaces = {member.workplaces}",
        ]
    for listed in lists:
        lines += ["", "[[file]]", f'path = "{listed.path}"']
        if listed.member is not None:
            lines.append(f'member = "{listed.member.name}"')
        if listed.mapping is not None:
            lines.append(f'mapping = "{listed.mapping}"')
        if listed.main and listed.member is not None and listed.member.complete:
            lines.append("complete = true")
    path = folder / "region.toml"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path

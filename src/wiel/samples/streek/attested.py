"""What some of the municipalities have confirmed of their own lists: a role and a day, never a name."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from wiel.samples.streek.installed import TODAY, Installed
from wiel.samples.streek.members import Member

# Months ago and role, per member and kind of data. The other half has never confirmed anything.
CONFIRMED: Mapping[str, Sequence[tuple[str, int, str]]] = {
    "oosterlaak": (("applications", 3, "informatiemanager"), ("contracts", 16, "contractbeheerder")),
    "grietmeer": (("applications", 8, "applicatiebeheerder"),),
    "elsterbeek": (("applications", 19, "informatiemanager"),),
    "dorrewold": (("applications", 5, "informatiemanager"), ("contracts", 2, "inkoopadviseur")),
    "aderveen": (("contracts", 26, "contractbeheerder"),),
}
DAYS_A_MONTH = 30.5


def attestations(member: Member, applications: Sequence[Installed], contracts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Two of every three rows of the kinds that the member confirmed."""
    keys = {"applications": ("app", [a.key for a in applications]), "contracts": ("con", [str(row["id"]) for row in contracts])}
    rows = []
    for table, months, role in CONFIRMED.get(member.key, ()):
        prefix, own = keys[table]
        day = TODAY - timedelta(days=round(months * DAYS_A_MONTH))
        rows += [
            {"table": table, "row_id": f"{prefix}:{member.key}:{key}", "column": "alles", "role": role, "on": day}
            for number, key in enumerate(own)
            if number % 3
        ]
    return rows

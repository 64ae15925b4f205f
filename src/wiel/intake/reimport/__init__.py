"""A list that comes back: what it would change in a landscape, the change itself, and its undoing."""

from wiel.intake.reimport.applying import apply, choose
from wiel.intake.reimport.change_set import CellChange, ChangeKind, ChangeSet, RowChange, reverse
from wiel.intake.reimport.history import Entry, entry_json, from_json
from wiel.intake.reimport.preview import preview
from wiel.intake.reimport.reading import read_delivery
from wiel.intake.reimport.scope import Part, Scope

__all__ = [
    "CellChange",
    "ChangeKind",
    "ChangeSet",
    "Entry",
    "Part",
    "RowChange",
    "Scope",
    "apply",
    "choose",
    "entry_json",
    "from_json",
    "preview",
    "read_delivery",
    "reverse",
]

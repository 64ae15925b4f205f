"""What an organisation knows beside its own rows: the shared lists of its partnerships, and who there are."""

from datetime import datetime

import polars as pl

from wiel.landscape import TABLES, Landscape
from wiel_web.landscapes import store
from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.service import partnerships_of


def shared_with(owner: int, moment: datetime | None = None) -> list[dict[str, pl.DataFrame]]:
    """The shared tables of the partnerships of an organisation, and the directory of organisations."""
    parts = [
        {name: store.frame(name, store.current(MODELS[name].objects.of(partnership.pk), moment)) for name in store.SHARED}
        for partnership in partnerships_of(owner)
    ]
    return [*parts, {"organisations": directory()}]


def directory() -> pl.DataFrame:
    """Every organisation that is known, as rows of a landscape."""
    columns = TABLES["organisations"].dtypes
    known = list(Organisation.objects.exclude(state="merged").values_list("identifier", "name", "kind", "cbs_code"))
    rows = [{"id": key, "name": name, "kind": kind, "cbs_code": code or None} for key, name, kind, code in known]
    return pl.DataFrame(rows, schema=columns) if rows else TABLES["organisations"].empty()


def landscape_of(owner: int, moment: datetime | None = None) -> Landscape:
    """The landscape in which an organisation works: its own rows first, then what is shared with it."""
    parts = [store.owned(owner, moment), *shared_with(owner, moment)]
    return store.landscape(parts, store.latest_day(owner))

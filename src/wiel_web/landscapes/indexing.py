"""What is kept beside the current rows of a table: how many there are, how much of them is unknown, and by which words they are found."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from wiel.landscape import TABLES
from wiel.quantities import Confidentiality
from wiel_web.landscapes.factory import CONTRACT_TABLES, SEARCHED, field_name
from wiel_web.landscapes.models import MODELS, Delivery, Tally, Word

BATCH = 1000
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals and accents, each once.

    >>> words_of("Ré-integratie & Zórg: zorg")
    ['re', 'integratie', 'zorg']
    """
    folded = "".join(part for part in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(part))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(folded)))


@transaction.atomic
def settle(owner: int, table: str, moment: datetime) -> None:
    """After the rows of an organisation changed: count them anew, and keep exactly the words by which they are found now."""
    # Whoever changes rows of the same organisation at the same time waits here, so that the last one counts everything.
    list(Tally.objects.of(owner).select_for_update().order_by("pk").values_list("pk"))
    _count(owner, table, moment)
    if table in SEARCHED:
        _index(owner, table)


@cache
def settle_missing(owner: int) -> None:
    """Count and index the rows of an organisation of which nothing was kept, because an older version of Wiel stored them.

    Asked once per process: the scheduler comes by every few seconds, and what is stored now is counted at once.
    """
    if not Tally.objects.of(owner).exists() and Delivery.objects.of(owner).filter(taken_at__isnull=False).exists():
        for table in TABLES:
            settle(owner, table, timezone.now())


def counted_columns(table: str) -> list[str]:
    """The columns of which it is counted how many cells are unknown: not the key, and only what every reader of the table may see."""
    level = Confidentiality.VERTROUWELIJK if table in CONTRACT_TABLES else Confidentiality.INTERN
    columns = TABLES[table].columns.values()
    return [field_name(column.name) for column in columns if not column.in_key and column.meaning.visibility <= level]


def _rows(owner: int, table: str) -> QuerySet[Any]:
    return MODELS[table].objects.of(owner).filter(kept_until=None)


def _count(owner: int, table: str, moment: datetime) -> None:
    columns = counted_columns(table)
    latest = {"latest": Max("on")} if table == "attestations" else {}
    found = _rows(owner, table).aggregate(rows=Count("number"), **{f"known_{name}": Count(name) for name in columns}, **latest)
    known = sum(found[f"known_{name}"] for name in columns)
    cells = found["rows"] * len(columns)
    facts = {"rows": found["rows"], "cells": cells, "unknown": cells - known, "changed_at": moment, "latest": found.get("latest")}
    Tally.objects.of(owner).update_or_create(owner_id=owner, about=table, defaults=facts)


def _index(owner: int, table: str) -> None:
    """Make the words of a table what they should be; what is right already stays."""
    kept = {
        (number, word): key for key, number, word in Word.objects.of(owner).filter(about=table).values_list("pk", "number", "word")
    }
    wanted = set(_wanted(owner, table))
    gone = [key for pair, key in kept.items() if pair not in wanted]
    for start in range(0, len(gone), BATCH):
        Word.objects.of(owner).filter(pk__in=gone[start : start + BATCH]).delete()
    new = (Word(owner_id=owner, about=table, number=number, word=word) for number, word in sorted(wanted - kept.keys()))
    Word.everything.bulk_create(new, batch_size=BATCH)


def _wanted(owner: int, table: str) -> Iterator[tuple[int, str]]:
    for number, key, name in _rows(owner, table).values_list("number", "identifier", "name"):
        # The letters in front of a key say the table only.
        texts = ((key or "").partition(":")[2] or key, name)
        yield from ((number, word) for word in words_of(" ".join(text for text in texts if text)))

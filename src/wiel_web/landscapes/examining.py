"""Finds out what a delivery would change."""

import logging
import uuid
from typing import Any

from django.utils import timezone

from wiel.errors import InputRefused, WielError
from wiel.texts import Sentence
from wiel_web.landscapes import changes
from wiel_web.landscapes.context import landscape_of
from wiel_web.landscapes.models import Delivery, DeliveryState
from wiel_web.landscapes.values import error_json, findings_json
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import organisation

OPEN = (DeliveryState.READING, DeliveryState.READY, DeliveryState.REFUSED)
_log = logging.getLogger("wiel.delivery")


def examine(key: int, owner: int) -> None:
    """Find out what a delivery would change, and keep that for its preview. A file that cannot be used refuses the whole delivery.

    Whatever happens, the delivery is ready or refused with a reason afterwards; one that was taken or dropped meanwhile stays so.
    """
    with acting_for(owner):
        found = Delivery.objects.of(owner).filter(pk=key, state__in=OPEN).first()
        if found is not None:
            facts = _outcome(found)
            Delivery.objects.of(owner).filter(pk=key, state__in=OPEN).update(read_at=timezone.now(), **facts)


def _outcome(found: Delivery) -> dict[str, Any]:
    """What is kept of a delivery that was read."""
    try:
        now = landscape_of(found.owner_id)
        change_set, _ = changes.change_set(found, now, organisation(found.owner_id).name)
        return {
            "state": DeliveryState.READY,
            "refusal": {},
            "as_of": change_set.as_of[1],
            "before": now.digest(),
            "counts": change_set.counts() | {"errors": len(change_set.errors)},
            "differences": changes.shown(change_set),
            "findings": findings_json(change_set.findings),
        }
    except WielError as error:
        return refused(error)
    except Exception:
        number = uuid.uuid4().hex[:12]
        _log.exception("reading broke: %s", number, extra={"event": "delivery.broke", "delivery": found.pk})
        return refused(InputRefused(Sentence("landscapes.broke", {"number": number})))


def refused(error: WielError) -> dict[str, Any]:
    """The end of a delivery that cannot be used."""
    return {"state": DeliveryState.REFUSED, "refusal": error_json(error)}

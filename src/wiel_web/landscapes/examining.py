"""Finds out what a delivery would change."""

from django.utils import timezone

from wiel.errors import WielError
from wiel_web.landscapes import changes
from wiel_web.landscapes.context import landscape_of
from wiel_web.landscapes.models import Delivery, DeliveryState
from wiel_web.landscapes.values import error_json, findings_json
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import organisation


def examine(key: int, owner: int) -> None:
    """Find out what a delivery would change, and keep that for its preview. A file that cannot be used refuses the whole delivery."""
    with acting_for(owner):
        found = Delivery.objects.of(owner).get(pk=key)
        if found.state not in (DeliveryState.READING, DeliveryState.READY, DeliveryState.REFUSED):
            return
        now = landscape_of(owner)
        try:
            change_set, _ = changes.change_set(found, now, organisation(owner).name)
        except WielError as error:
            found.state, found.refusal = DeliveryState.REFUSED, error_json(error)
        else:
            found.state, found.refusal = DeliveryState.READY, {}
            found.as_of, found.before = change_set.as_of[1], now.digest()
            found.counts = change_set.counts() | {"errors": len(change_set.errors)}
            found.differences = changes.shown(change_set)
            found.findings = findings_json(change_set.findings)
        found.read_at = timezone.now()
        found.save()

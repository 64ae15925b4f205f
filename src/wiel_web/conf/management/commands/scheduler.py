"""`django scheduler`: what must happen again and again. Django's tasks have no clock of their own."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from wiel_web.landscapes.service import resume
from wiel_web.runs.service import recover
from wiel_web.tenancy.models import Organisation

EVERY = 15.0
# How many times as long as a round took it rests at least.
RESTING = 9
LONGEST = 60.0
_log = logging.getLogger("wiel.scheduler")


class Command(BaseCommand):
    """Looks every few seconds whether runs or deliveries got lost, and lets them go on."""

    help = "Recover lost runs and deliveries, again and again."

    def add_arguments(self, parser: Any) -> None:
        """Once is for tests."""
        parser.add_argument("--once", action="store_true", help="Look once and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go round until stopped; a database that is away for a while is waited for."""
        while True:
            started = time.monotonic()
            close_old_connections()
            try:
                lost = sum(recover(key) + resume(key) for key in Organisation.objects.values_list("pk", flat=True))
                if lost:
                    _log.warning("%s lost, taken up again", lost, extra={"event": "recover"})
            except OperationalError:
                _log.warning("database is away", extra={"event": "database"})
            if options["once"]:
                return
            # With hundreds of organisations a round takes seconds: most of the time is left to those who wait for a page.
            time.sleep(min(max(EVERY, RESTING * (time.monotonic() - started)), LONGEST))

"""`django demonstration`: fill the database with the sample region and print the logins as JSON."""

import json
import os
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wiel_web.conf.demonstration import load


class Command(BaseCommand):
    """Refused where WIEL_DEMO is not set, so that real data are never mixed with invented ones."""

    help = "Fill the database with the sample region and print one login per role."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print."""
        if not settings.DEMO:
            raise CommandError("Set WIEL_DEMO=yes; this fills the database with invented data.")
        self.stdout.write(json.dumps([asdict(login) for login in load(os.environ["WIEL_DEMO_PASSWORD"])]))

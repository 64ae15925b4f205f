"""Writes the description of the API, so that a change in it is seen in review."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from wiel_web.conf.api import document


class Command(BaseCommand):
    """Write the description of the API as JSON."""

    help = "Write the description of the API (OpenAPI 3.1) as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Write it."""
        file.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

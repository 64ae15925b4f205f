"""The app of runs."""

from django.apps import AppConfig

from wiel_web.frame.context import in_bar


class RunsConfig(AppConfig):
    """Runs and their results."""

    name = "wiel_web.runs"
    label = "runs"

    def ready(self) -> None:
        """Put the pages in the main bar."""
        in_bar("runs", "runs:questions", "runs.read")
        in_bar("dossiers", "runs:dossiers", "runs.read")

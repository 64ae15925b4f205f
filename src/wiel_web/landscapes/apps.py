"""The app of landscapes."""

from django.apps import AppConfig

from wiel_web.frame.context import in_bar


class LandscapesConfig(AppConfig):
    """Rows of the tables of `wiel.landscape`, deliveries and packages."""

    name = "wiel_web.landscapes"
    label = "landscapes"

    def ready(self) -> None:
        """Put the pages in the main bar."""
        in_bar("landscapes", "landscapes:overview", "landscape.read")

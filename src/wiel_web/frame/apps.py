"""The app with templates, tags and static files that all others use."""

from django.apps import AppConfig

from wiel.texts import include
from wiel_web.frame.context import in_bar


class FrameConfig(AppConfig):
    """Makes the sentences of the web application known beside those of the library."""

    name = "wiel_web.frame"
    label = "frame"

    def ready(self) -> None:
        """Sentences stand in ``text.<language>.toml`` beside the code that says them, here as in the library."""
        include("wiel_web")
        in_bar("start", "start", order=0)

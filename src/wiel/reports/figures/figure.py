"""One picture with what must be read aloud about it."""

from dataclasses import dataclass

from wiel.reports.figures.scene import LANDSCAPE_WIDTH, Scene


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: identifier within the document, short title, and a description of at most three sentences."""

    identifier: str
    title: str
    description: str
    scene: Scene

    @property
    def wide(self) -> bool:
        """Whether it needs a page on its side."""
        return self.scene.width >= LANDSCAPE_WIDTH

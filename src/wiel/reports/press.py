"""Typst, set up so that every machine makes the same bytes: one typeface, no system fonts, a fixed moment."""

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from wiel.reports.figures import for_paper
from wiel.reports.figures.scene import POINTS_PER_PIXEL, Scene
from wiel.reports.theme import FONT_FILES, as_typst

# Typst draws a picture of 656.0000001 by 212 into one row of pixels too many and then drops a row; a hair less keeps them all.
HAIR = 0.01
PICTURE_PPI = 144.0
PICTURES = """#set page(margin: 0pt)
#let d = json(bytes(sys.inputs.data))
#for (i, p) in d.pictures.enumerate() {
  if i > 0 { pagebreak() }
  set page(width: p.width * 1pt, height: p.height * 1pt)
  place(top + left, image(bytes(p.svg), format: "svg", width: (p.width - d.hair) * 1pt, height: (p.height - d.hair) * 1pt, fit: "stretch"))
}
"""


class Press(AbstractContextManager["Press"]):
    """Sets documents and pictures. Its folder holds copies of the two fonts, because typst takes folders only and reads all in them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="wiel-")
        fonts = Path(self._folder.name) / "fonts"
        fonts.mkdir()
        for file in FONT_FILES:
            shutil.copyfile(file, fonts / file.name)
        self._drawn: dict[Scene, bytes] = {}
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])

    def __exit__(self, *exception: object) -> None:
        self._folder.cleanup()

    def document(self, template: str, data: Mapping[str, Any], made_for: date) -> bytes:
        """A PDF/UA document from a template in `wiel.reports.pdf` and the values it reads; `made_for` is the date that it carries."""
        parts = (files("wiel.reports.pdf").joinpath(name).read_text(encoding="utf-8") for name in ("frame.typ", template))
        source = as_typst() + "".join(parts)
        moment = datetime(made_for.year, made_for.month, made_for.day, tzinfo=UTC)
        made = self._compiler(source, data).compile(format="pdf", pdf_standards=["ua-1"], timestamp=moment)
        assert isinstance(made, bytes)
        return made

    def pictures(self, scenes: Sequence[Scene]) -> list[bytes]:
        """A PNG of each scene, one and a half times its size; a scene that was drawn before is not drawn again."""
        fresh = [scene for scene in dict.fromkeys(scenes) if scene not in self._drawn]
        if fresh:
            made = self._compiler(PICTURES, {"pictures": list(map(_printed, fresh)), "hair": HAIR}).compile(
                format="png", ppi=PICTURE_PPI
            )
            self._drawn |= zip(fresh, [made] if isinstance(made, bytes) else made or (), strict=True)
        return [self._drawn[scene] for scene in scenes]

    def _compiler(self, source: str, data: Mapping[str, Any]) -> typst.Compiler:
        values = json.dumps(data, ensure_ascii=False)
        return typst.Compiler(input=source.encode(), font_paths=self._fonts, sys_inputs={"data": values})


def _printed(scene: Scene) -> dict[str, Any]:
    """A scene with its size on paper."""
    return {"width": scene.width * POINTS_PER_PIXEL, "height": scene.height * POINTS_PER_PIXEL, "svg": for_paper(scene)}

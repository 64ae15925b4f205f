"""What the build of the wheel asks: are the style sheets of others there, and as they should be?"""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface[Any]):
    """Refuses to make a wheel that would show pages without their look."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Look at the files, unless only this tree itself is installed: that must go without npm."""
        assets = runpy.run_path(str(Path(self.root) / "frontend" / "assets.py"))
        if version != "editable" and (wrong := assets["wrong"](assets["TARGET"])):
            raise RuntimeError(f"{assets['TARGET']} lacks {', '.join(wrong)}; call: python frontend/assets.py")

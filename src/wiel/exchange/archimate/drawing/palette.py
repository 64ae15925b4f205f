"""Gathers the colours that one view uses and writes them as classes over custom properties, light and dark."""

from collections.abc import Iterator

ROLES = {"f": "fill", "s": "stroke"}

FORCED = (
    "@media (forced-colors:active){.archimate path,.archimate rect,.archimate circle{fill:Canvas;stroke:CanvasText}"
    ".archimate .am-icon{fill:none}.archimate text{fill:CanvasText;stroke:Canvas}}"
)
"""Readers who choose their own colours get them, with every outline kept."""


class Palette:
    """Each pair of a light and a dark colour becomes one class; its name tells the pair, so that equal names never clash.

    >>> palette = Palette()
    >>> palette.use("f", "#ffffff", "#12181f")
    'class="am-f-ffffff-12181f" fill="#ffffff"'
    >>> palette.css().splitlines()[0]
    '.archimate{--am-f-ffffff-12181f:#ffffff}'
    """

    def __init__(self) -> None:
        self._used: dict[str, tuple[str, str, str]] = {}

    def use(self, role: str, light: str, dark: str, more: str = "") -> str:
        """The attributes that give a mark its colour; the light one also stands as a plain attribute, for print."""
        name = f"am-{role}-{light[1:]}-{dark[1:]}"
        self._used[name] = (ROLES[role], light, dark)
        return f'class="{more + " " if more else ""}{name}" {ROLES[role]}="{light}"'

    def pair(self, fill: tuple[str, str], stroke: tuple[str, str], more: str = "") -> str:
        """The attributes of a mark with a fill and an outline."""
        names = [more] if more else []
        for role, (light, dark) in (("f", fill), ("s", stroke)):
            name = f"am-{role}-{light[1:]}-{dark[1:]}"
            self._used[name] = (ROLES[role], light, dark)
            names.append(name)
        return f'class="{" ".join(names)}" fill="{fill[0]}" stroke="{stroke[0]}"'

    def css(self) -> str:
        """The style sheet: values by theme, one rule per class."""
        light = ";".join(f"--{name}:{pair[1]}" for name, pair in sorted(self._used.items()))
        dark = ";".join(f"--{name}:{pair[2]}" for name, pair in sorted(self._used.items()))
        return "\n".join(
            (
                f".archimate{{{light}}}",
                f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]) .archimate,"
                f"svg.archimate:root{{{dark}}}}}",
                f"@media screen{{[data-theme=dark] .archimate{{{dark}}}}}",
                *self._rules(),
                FORCED,
            )
        )

    def _rules(self) -> Iterator[str]:
        for name, (what, _, _) in sorted(self._used.items()):
            yield f".archimate .{name}{{{what}:var(--{name})}}"

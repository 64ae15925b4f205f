"""`wiel solve`: the mathematics opened to published problems, so that anyone can check it."""

from importlib import import_module
from typing import Any

import click

SUBCOMMANDS = {
    "share": "wiel.cli.solve_share:share",
    "allocate": "wiel.cli.solve_allocate:allocate",
    "assign": "wiel.cli.solve_assign:assign",
}


class Solvers(click.Group):
    """A group whose commands are loaded when asked for: each brings its own solver."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name not in SUBCOMMANDS:
            return None
        module, _, name = SUBCOMMANDS[cmd_name].partition(":")
        command: Any = getattr(import_module(module), name)
        return command  # type: ignore[no-any-return]


@click.group(cls=Solvers)
def solve() -> None:
    """Solve a published problem. Unusable input ends with status 2 and a remedy."""

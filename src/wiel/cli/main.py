"""The commands by name. Each loads when it is called, so that the first answer comes quickly."""

import sys
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import click

from wiel.cli.output import chosen_language, report_error
from wiel.errors import WielError
from wiel.texts import say

COMMANDS = {
    "demo": "wiel.cli.study:demo",
    "check": "wiel.cli.files:check",
    "map": "wiel.cli.mapping:mapping",
    "convert": "wiel.cli.files:convert",
    "landscape": "wiel.cli.landscape:landscape",
    "run": "wiel.cli.instrument:run",
    "study": "wiel.cli.study:study",
    "solve": "wiel.cli.solve:solve",
    "link": "wiel.cli.link:link",
    "archimate": "wiel.cli.archimate:archimate",
    "parameters": "wiel.cli.about:parameters",
    "versions": "wiel.cli.about:versions",
    "documentation": "wiel.cli.documentation:documentation",
}


class Commands(click.Group):
    """A group whose commands are modules, loaded when asked for; other packages add theirs as entry points ``wiel.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return [*COMMANDS, *sorted(point.name for point in entry_points(group="wiel.commands"))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of that name."""
        if cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            command: Any = getattr(import_module(module), name)
            return command  # type: ignore[no-any-return]
        for point in entry_points(group="wiel.commands", name=cmd_name):
            return point.load()  # type: ignore[no-any-return]
        return None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="wiel", message="%(prog)s %(version)s")
def wiel() -> None:
    """Wiel: from the files that municipalities have to one joint plan."""


def main() -> None:
    """Run the command line. Status 0: output made; 1: nothing made because of the input; 2: wrong use."""
    language = chosen_language(sys.argv)
    try:
        wiel.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(2) from None
    except click.Abort:
        click.echo(say("cli.stopped", language), err=True)
        raise SystemExit(1) from None
    except WielError as error:
        report_error(error, language)
        raise SystemExit(error.exit_status) from None
    except BrokenPipeError:
        # The reader of a pipe went away (`wiel … | head`); nothing is wrong with our work.
        sys.stderr.close()
        raise SystemExit(0) from None

"""The pages that are made from the code: data dictionary, commands, parameters. `make docs` writes them; a test compares them."""

from pathlib import Path

import click

from wiel.cli.output import with_language
from wiel.landscape import EXPANSIONS, TABLES
from wiel.parameters import Parameters
from wiel.schema import Column, Table
from wiel.texts import say


def data_dictionary() -> str:
    """Every table and column of the landscape, as Markdown."""
    parts = [
        "# Gegevenswoordenboek\n",
        "Gemaakt uit de beschrijving van de tabellen (`make docs`). De klasse zegt wie een kolom mag zien.\n",
    ]
    for table in TABLES.values():
        parts.append(f"## {table.named.nl}\n\n`{table.name}` · {table.named.en} · sleutels beginnen met `{table.named.prefix}:`\n")
        parts.append(f"{table.named.text}\n")
        parts.append("| kolom | in code | soort | klasse | uitleg |\n|---|---|---|---|---|")
        parts.extend(_column_line(column) for column in table.columns.values())
        parts.extend(_expansion_line(table, name, target[0]) for name, target in EXPANSIONS.get(table.name, {}).items())
        parts.append("")
    return "\n".join(parts)


def _column_line(column: Column) -> str:
    kind = f"{column.kind.value} → `{column.meaning.references}`" if column.meaning.references else column.kind.value
    name = f"**{column.header('nl')}**" if column.in_key else column.header("nl")
    words = f" Keuze: {', '.join(column.choices)}." if column.choices else ""
    return f"| {name} | `{column.name}` | {kind} | {column.meaning.visibility.dutch} | {column.meaning.text}{words} |"


def _expansion_line(table: Table, name: str, target: str) -> str:
    return f"| {name} | `{name}` | meer woorden in één cel | | Vult `{target}`; alleen bij het inlezen van `{table.name}`. |"


def command_pages() -> str:
    """The help of every command, as Markdown."""
    from wiel.cli.main import wiel  # noqa: PLC0415 - the group lists this module's command by name

    parts = ["# Opdrachten\n", "Gemaakt uit de opdrachten zelf (`make docs`).\n"]
    for path, command in _commands(wiel, click.Context(wiel, info_name="wiel", **wiel.context_settings)):
        parts.append(f"## {path.command_path}\n\n```\n{command.get_help(path)}\n```\n")
    return "\n".join(parts)


def _commands(group: click.Group, context: click.Context) -> list[tuple[click.Context, click.Command]]:
    """Every command below a group with its context, depth first; hidden ones are left out."""
    found: list[tuple[click.Context, click.Command]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context, max_content_width=110, terminal_width=110)
        found.append((inner, command))
        if isinstance(command, click.Group):
            found.extend(_commands(command, inner))
    return found


def parameter_page(language: str = "nl") -> str:
    """Every parameter with value, unit, label, date and source, as Markdown."""
    parts = ["# Parameters\n", "Gemaakt uit `src/wiel/parameters` (`make docs`). " + say("parameters.labels", language) + "\n"]
    parts.append("| naam | waarde | eenheid | label | sinds | wat | bron |\n|---|---|---|---|---|---|---|")
    for entry in Parameters.read(None, ()).listing(None, language):
        cells = (entry[name] for name in ("name", "value", "unit", "label", "valid_from", "description", "source"))
        parts.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join([*parts, ""])


PAGES = {"data-dictionary.md": data_dictionary, "commands.md": command_pages, "parameters.md": parameter_page}


@click.command(hidden=True)
@click.option("-o", "--output", default="docs", type=click.Path(path_type=Path), help="Folder of the pages.")
@with_language
def documentation(output: Path, language: str) -> None:
    """Write the pages that are made from the code."""
    for name, page in PAGES.items():
        (output / name).write_text(page(), encoding="utf-8")
        click.echo(say("cli.made", language, path=str(output / name)))

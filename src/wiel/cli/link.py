"""``wiel link``: names of a list to the entries of a catalogue, with a probability each, and back again after a review."""

import json
from pathlib import Path

import click
import polars as pl

from wiel.cli.output import print_findings, print_json, with_json, with_language
from wiel.errors import InputRefused, Place, WrongUse
from wiel.exchange.files import read_bytes, write_atomically
from wiel.exchange.limits import SETTINGS
from wiel.exchange.review import read_decisions, read_names, write_pairs, write_review
from wiel.findings import Findings
from wiel.linking import Links, Model, duplicates, learn, questions
from wiel.linking import link as linked
from wiel.texts import Sentence, say

FILE = click.Path(path_type=Path)
ORDER = ("left", "right", "probability")
NO_ROWS = {"left": pl.String, "right": pl.String, "probability": pl.Float64, "reasons": pl.List(pl.String)}


@click.command()
@click.argument("names", type=FILE)
@click.argument("catalogue", type=FILE)
@click.option("-o", "--output", type=FILE, help="The pairs: .csv, or .xlsx in which you decide and which --reviewed reads.")
@click.option("--reviewed", multiple=True, type=FILE, help="A filled .xlsx of an earlier run; may be repeated.")
@click.option("--questions", "most", type=click.IntRange(0), default=100, show_default=True, help="Pairs to decide in the .xlsx.")
@click.option("--model", "model_file", type=FILE, help="What earlier reviews taught, as --save-model wrote it.")
@click.option("--save-model", type=FILE, help="Write what the reviews taught.")
@click.option("--one-to-one/--many-to-one", default=None, help="Whether an entry may serve one name only; else the lists decide.")
@with_language
@with_json
def link(
    names: Path,
    catalogue: Path,
    output: Path | None,
    reviewed: tuple[Path, ...],
    most: int,
    model_file: Path | None,
    save_model: Path | None,
    one_to_one: bool | None,
    language: str,
    as_json: bool,
) -> None:
    """Which entry of CATALOGUE is meant by each of NAMES? Both CSV or XLSX with id, name and maybe supplier, component.

    Give the same file twice to find the rows of one list that are the same thing.
    """
    if output is not None and output.suffix not in (".csv", ".xlsx"):
        raise WrongUse(Sentence("cli.link-format", {"path": str(output)}))
    left, findings = read_names(names)
    model = None if model_file is None else model_of(model_file)
    if names.resolve() == catalogue.resolve():
        if reviewed or one_to_one is not None:
            raise WrongUse(Sentence("cli.link-within"))
        right, links = left, _within(left, model)
    else:
        right, more = read_names(catalogue)
        findings += more
        decided, told = _decisions(reviewed)
        findings += told
        links = linked(left, right, model, one_to_one=one_to_one)
        if decided is not None and decided.height:
            model = learn(model, links, decided)
            links = linked(left, right, model, decided=decided, one_to_one=one_to_one)
    if output is not None:
        _write(links, left, right, output, most, language)
    if save_model is not None:
        write_atomically(save_model, json.dumps((model or Model.default()).as_json(), indent=2).encode())
    _tell(links, findings, output, language, as_json)


def model_of(path: Path) -> Model:
    """What earlier reviews taught, as it was written."""
    try:
        content = json.loads(read_bytes(path, SETTINGS))
    except (ValueError, RecursionError) as error:
        raise InputRefused(Sentence("linking.no-model"), Place(file=path.name)) from error
    return Model.from_json(content if isinstance(content, dict) else {})


def _decisions(paths: tuple[Path, ...]) -> tuple[pl.DataFrame | None, Findings]:
    """The decisions of all files together; a later file goes before an earlier one."""
    read = [read_decisions(path) for path in paths]
    if not read:
        return None, Findings()
    together = pl.concat([decided for decided, _ in read]).unique(["left", "right"], keep="last", maintain_order=True)
    return together, Findings.of(finding for _, found in read for finding in found)


def _within(table: pl.DataFrame, model: Model | None) -> Links:
    """The rows of one list that are another row of it, in the form of links."""
    groups = duplicates(table, model)
    others = groups.rows.filter(pl.col("id") != pl.col("group"))
    pairs = others.select(pl.col("id").alias("left"), pl.col("group").alias("right"), "probability")
    none = pl.lit([], dtype=pl.List(pl.String)).alias("reasons")
    return Links(
        pairs.with_columns(none).sort("probability", "left", descending=[True, False]),
        groups.undecided.with_columns(none),
        groups.undecided.select(ORDER),
        False,
    )


def _write(links: Links, left: pl.DataFrame, right: pl.DataFrame, path: Path, most: int, language: str) -> None:
    """The pairs as a table or as a review file."""
    shown = _named(links.pairs, left, right, language).with_columns(state=pl.lit("linked"))
    unsure = _named(links.undecided, left, right, language).with_columns(state=pl.lit("undecided"))
    if path.suffix == ".csv":
        write_pairs(pl.concat([shown, unsure]), path)
        return
    everything = pl.concat([shown, unsure]).with_columns(same=pl.lit(None, pl.Boolean))
    asked = questions(links, most).select("left", "right")
    confirmed = pl.col("probability") == 1.0
    first = asked.join(everything.filter(~confirmed), on=["left", "right"], how="inner", maintain_order="left")
    rest = everything.filter(pl.col("state") == "linked").join(first, on=["left", "right"], how="anti", maintain_order="left")
    write_review(first, rest.with_columns(same=pl.when(confirmed).then(True).otherwise(None)), path, language)


def _named(pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, language: str) -> pl.DataFrame:
    """Pairs with the columns of both lists beside them, the reasons in words."""
    words = [", ".join(say(reason, language) for reason in reasons) for reasons in pairs["reasons"].to_list()]
    sides = [
        table.with_columns(pl.lit("").alias(c) for c in ("supplier",) if c not in table.columns).rename(
            {c: f"{side}_{c}" for c in (*table.columns, "supplier") if c != "id"} | {"id": side}, strict=False
        )
        for side, table in (("left", left), ("right", right))
    ]
    told = pairs.with_columns(reasons=pl.Series(words, dtype=pl.String))
    for side, table in zip(("left", "right"), sides, strict=True):
        told = told.join(table.with_columns(pl.col(side).str.strip_chars()), on=side, how="left", maintain_order="left")
    return told


def _tell(links: Links, findings: Findings, output: Path | None, language: str, as_json: bool) -> None:
    if as_json:
        print_json({"pairs": links.pairs.select(ORDER).to_dicts(), "undecided": links.undecided.select(ORDER).to_dicts()})
        return
    print_findings(findings, language)
    sure = links.pairs.filter(pl.col("probability") >= 0.9).height
    click.echo(say("cli.linked", language, n=links.pairs.height, sure=sure, undecided=links.undecided.height))
    if output is not None:
        click.echo(say("cli.made", language, path=str(output)))

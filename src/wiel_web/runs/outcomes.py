"""Results as rows and back."""

import io
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.schema import Meaning
from wiel_web.landscapes.values import findings_from, findings_json, plain, revived
from wiel_web.runs.models import Outcome, OutcomeTable, Run


def keep(run: Run, instrument: str, result: Result) -> None:
    """Keep the result of one instrument, in the rows of the owner of the run."""
    Outcome.everything.create(
        owner_id=run.owner_id,
        run=run,
        instrument=instrument,
        # PostgreSQL does not keep the order of the keys of an object.
        facts=[[name, plain(value)] for name, value in result.facts.items()],
        fact_classes={name: level.dutch for name, level in result.fact_visibility.items()},
        findings=findings_json(result.findings),
        trace=result.trace.as_json(),
    )
    OutcomeTable.everything.bulk_create(
        OutcomeTable(
            owner_id=run.owner_id,
            run=run,
            instrument=instrument,
            name=name,
            level=table.visibility.value,
            columns={
                column: asdict(meaning) | {"visibility": meaning.visibility.dutch} for column, meaning in table.columns.items()
            },
            content=_parquet(table.frame),
        )
        for name, table in result.tables.items()
    )


def kept(run: Run) -> dict[str, Result]:
    """The results of a run by instrument; who may see what of them is for the caller (`Result.at`)."""
    tables: dict[str, dict[str, ResultTable]] = {}
    for row in run.tables.order_by("pk"):
        tables.setdefault(row.instrument, {})[row.name] = table_of(row)
    return {row.instrument: _result(row, tables.get(row.instrument, {})) for row in run.outcomes.order_by("pk")}


def table_of(row: OutcomeTable) -> ResultTable:
    """One table again."""
    frame = pl.read_parquet(io.BytesIO(bytes(row.content)))
    columns = {name: _meaning(row.columns[name]) for name in frame.columns}
    return ResultTable(row.name, frame, columns, Confidentiality(row.level))


def _result(row: Outcome, tables: Mapping[str, ResultTable]) -> Result:
    facts = {name: revived(value) for name, value in row.facts}
    classes = {name: Confidentiality.of(word) for name, word in row.fact_classes.items()}
    return Result(facts, tables, findings_from(row.findings), _trace(row.trace), classes)


def _trace(content: Mapping[str, Any]) -> Trace:
    used = tuple(ParameterUse(**use) for use in content["parameters"])
    return Trace(**{**content, "parameters": used})


def _meaning(content: Mapping[str, Any]) -> Meaning:
    return Meaning(**{**content, "visibility": Confidentiality.of(content["visibility"])})


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()

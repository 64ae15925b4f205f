"""What should be: which solution serves which function of which organisation, with decision, status and dates."""

from dataclasses import dataclass
from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.errors import InvalidProblem
from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Column, Declaration, Kind, Table, TableName, amount, choice, day, declared, link, text
from wiel.texts import Sentence

DECISIONS = ("behouden", "aansluiten", "vervangen", "vervallen")
KEEP, JOIN, REPLACE, RETIRE = DECISIONS
STATUSES = ("voorstel", "besloten", "gestart", "klaar")
NAME = "plan"
NEW = "new:"


class PlanRows(Declaration):
    """One organisation, one function and what serves it. Only a plan that describes today may name several for one function."""

    named: ClassVar[TableName] = TableName(
        NAME, "Plan", "Plan", "pln", "Eén rij per organisatie en functie: wat haar straks bedient."
    )
    organisation = link("organisations", "organisatie", "organisation", "Voor wie.", part_of_key=True)
    component = link("components", "functie", "function", "De functie die bediend wordt.", part_of_key=True)
    solution = text("oplossing", "solution", "Sleutel van een applicatie, of new: en de sleutel van een product.", part_of_key=True)
    application = link("applications", "applicatie", "application", "De bestaande applicatie; leeg als zij nieuw is.")
    product = link("products", "product", "product", "Het product van de oplossing; leeg is onbekend.")
    holder = link("organisations", "houder", "holder", "Wie haar draait; leeg is nog niet bekend.")
    decision = choice(DECISIONS, "besluit", "decision", "Wat er gebeurt. Vervallen: deze applicatie gaat weg zonder iets nieuws.")
    reason = text("reden", "reason", "Sleutel van de zin die de reden zegt.")
    status = choice(STATUSES, "stand", "status", "Hoe ver het is.")
    owner_role = text("rol", "owner role", "De rol die het uitvoert; nooit een naam.")
    planned_start = day("begin gepland", "planned start")
    planned_end = day("einde gepland", "planned end")
    planned_cost = amount(
        "kosten gepland", "planned cost", "Eenmalige kosten van deze stap.", least=0, visibility=Confidentiality.VERTROUWELIJK
    )
    actual_start = day("begin werkelijk", "actual start")
    actual_end = day("einde werkelijk", "actual end")
    actual_cost = amount(
        "kosten werkelijk", "actual cost", "Eenmalige kosten van deze stap.", least=0, visibility=Confidentiality.VERTROUWELIJK
    )

    @dy.rule()
    def plan_ends_after_start(cls) -> pl.Expr:
        """The planned end lies on or after the planned start."""
        return pl.col("planned_end") >= pl.col("planned_start")


PLAN: Table = declared(PlanRows)


@dataclass(frozen=True, eq=False)
class Plan:
    """Which solution serves which function of which organisation. Make one with `Plan.of`.

    A row without decision is served all the same; a row with the decision "vervallen" is not: there an application goes and nothing
    new comes in its place.

    >>> rows = {"organisation": ["org:a"], "component": ["cmp:f"], "solution": ["new:prd:p"], "product": ["prd:p"]}
    >>> Plan.of(pl.DataFrame(rows)).served()["solution"].to_list()
    ['new:prd:p']
    """

    frame: pl.DataFrame

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "Plan":
        """A plan from rows; columns that are not given are unknown. Rows come out ordered by organisation, component and solution.

        Raises `ValueError` for a column that a plan does not have, and `InvalidProblem` for a value that a column cannot have, a row
        without organisation, component or solution, and a row that stands there twice.
        """
        if strange := sorted(set(frame.columns) - set(PLAN.columns)):
            raise ValueError(f"a plan has no columns {strange}; it has {list(PLAN.columns)}")
        typed = _typed(frame)
        keys = typed.select(PLAN.key)
        for row in keys.filter(pl.any_horizontal(pl.all().is_null())).head(1).iter_rows(named=True):
            raise InvalidProblem(Sentence("plan.incomplete", row))
        for row in keys.filter(keys.is_duplicated()).head(1).iter_rows(named=True):
            raise InvalidProblem(Sentence("plan.double", row))
        return cls(typed.sort(PLAN.key))

    @classmethod
    def from_table(cls, table: ResultTable) -> "Plan":
        """The plan in a result table, also when it came through a file of plain values."""
        return cls.of(table.frame.select([c for c in table.frame.columns if c in PLAN.columns]))

    def table(self) -> ResultTable:
        """The plan as a result table; the money in it is vertrouwelijk, the rest intern."""
        meanings = {name: column.meaning for name, column in PLAN.columns.items()}
        return ResultTable(NAME, self.frame, meanings, Confidentiality.INTERN)

    def served(self) -> pl.DataFrame:
        """The rows that serve a function: all but those that only go."""
        return self.frame.filter(pl.col("decision").ne_missing(pl.lit(RETIRE, PLAN.columns["decision"].dtype)))

    def __len__(self) -> int:
        return self.frame.height


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column of a plan with its type; plain texts and numbers are read."""
    columns = []
    for name, column in PLAN.columns.items():
        values = frame[name] if name in frame.columns else pl.Series(name, [None] * frame.height, dtype=column.dtype)
        try:
            columns.append(values.str.to_date() if _dates_as_text(values, column) else values.cast(column.dtype))
        except (pl.exceptions.InvalidOperationError, pl.exceptions.ComputeError):
            raise InvalidProblem(Sentence("plan.unreadable", {"column": column.header("nl")})) from None
    return pl.DataFrame(columns)


def _dates_as_text(values: pl.Series, column: Column) -> bool:
    return column.kind is Kind.DAY and values.dtype == pl.String

"""What an instrument returns: summary, named tables, findings and a trace. A study, `--with` or the web hands tables on."""

from wiel.results.result import Result, ResultTable
from wiel.results.trace import ParameterUse, Trace

__all__ = ["ParameterUse", "Result", "ResultTable", "Trace"]

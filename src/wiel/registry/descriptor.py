"""The description of one instrument, from which command, form, API operation and page are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.results import Result, ResultTable


@dataclass(frozen=True)
class Descriptor:
    """What an instrument asks, needs and offers.

    `run` and `options` are given as text (``package.module:name``), so that heavy libraries load only when it runs. `title` and
    `question` are in the texts under ``<identifier>.title`` and ``<identifier>.question``.
    """

    identifier: str
    number: int
    tables: tuple[str, ...]
    run: str
    options: str
    needs: tuple[str, ...] = ()
    result_tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """What an instrument works on: the landscape and the hand-overs that its descriptor names in `needs`.

    `findings` are those of reading the files; None where no files were read, so that nothing can be said about them.
    """

    landscape: Landscape
    members: tuple[str, ...]
    handovers: Mapping[str, ResultTable] = field(default_factory=dict)
    findings: Findings | None = None


def load_run(descriptor: Descriptor) -> Callable[..., Result]:
    """The run function of an instrument: ``run(inputs, parameters, options, control) -> Result``."""
    function: Callable[..., Result] = _load(descriptor.run)
    return function


def load_options(descriptor: Descriptor) -> type[Any]:
    """The options class of an instrument: a frozen dataclass whose fields all have a default."""
    options: type[Any] = _load(descriptor.options)
    return options


def _load(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)

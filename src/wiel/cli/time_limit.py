"""A limit in seconds on the work of an instrument."""

import time

import click

from wiel.cli.output import Bar

with_time_limit = click.option(
    "--time-limit", type=click.FloatRange(min=0), help="Seconds after which a search gives the best found so far."
)


class Limited(Bar):
    """A progress bar that asks to stop after so many seconds; None never does. Results then depend on the machine."""

    def __init__(self, label: str, seconds: float | None) -> None:
        super().__init__(label)
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def stopped(self) -> bool:
        """Whether the time is up."""
        return self._deadline is not None and time.monotonic() >= self._deadline

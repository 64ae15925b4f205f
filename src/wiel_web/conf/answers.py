"""The latest answers that somebody may read: the runs behind the start page, each opened once."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import TypeVar

from django.core.cache import cache

from wiel.results import Result
from wiel_web.frame.context import language
from wiel_web.runs import service as runs
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.actor import Actor

DAY = 24 * 3600
Kept = TypeVar("Kept")
SENTENCES = 3


class Answers:
    """What was found lately, as far as the actor may see it now."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._opened: dict[int, Mapping[str, Result]] = {}

    def latest(self, *instruments: str) -> Run | None:
        """The latest finished run of one of these instruments or studies."""
        return runs.runs(self.actor).filter(instrument__in=instruments, state=RunState.DONE).first()

    def results(self, found: Run) -> Mapping[str, Result]:
        """What came out of a run, by instrument."""
        if found.pk not in self._opened:
            self._opened[found.pk] = runs.results(self.actor, found.pk)
        return self._opened[found.pk]

    def running(self) -> list[Run]:
        """Runs that still have to end."""
        return list(runs.runs(self.actor).filter(state__in=(RunState.QUEUED, RunState.RUNNING)))

    def once(self, found: Run, what: str, make: Callable[[], Kept]) -> Kept:
        """Something that is made from a finished run, which never changes: made once, apart for each class, language and organisation.

        Who may no longer read the run does not come here.
        """
        ended = found.ended_at.timestamp() if found.ended_at else 0
        about = (found.pk, found.digest[:16], ended, runs.ceiling(self.actor, found).dutch, self.actor.own)
        key = ":".join(map(str, ("start", what, *about, language(), version("wiel"))))
        kept: Kept | None = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, DAY)
        return kept

    def dossier(self, found: Run) -> tuple[str, tuple[str, ...]]:
        """The answer of a study and the sentences with which its dossier opens."""

        def made() -> tuple[str, tuple[str, ...]]:
            """Opening a whole dossier takes a second."""
            document = runs.result(self.actor, found.pk, language()).document
            return document.answer, document.know[:SENTENCES]

        return self.once(found, "dossier", made)

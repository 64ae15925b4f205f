"""Does the work of one run and notes how it ended."""

import logging
from typing import Any

from django.db.models import F
from django.utils import timezone

from wiel.errors import WielError
from wiel.registry import Stopped
from wiel.texts import speaking
from wiel_web.frame.speaking import PAGE
from wiel_web.landscapes.values import error_json
from wiel_web.runs.computing import compute, discard
from wiel_web.runs.models import Run, RunState
from wiel_web.runs.watching import Pulse, Watch
from wiel_web.tenancy.scoping import acting_for

_log = logging.getLogger("wiel.run")


def execute(key: int, owner: int) -> None:
    """Do the work of a run that waits. Whatever happens, the run ends in a state that says what happened."""
    with acting_for(owner), speaking(PAGE):
        waiting = Run.objects.of(owner).filter(pk=key, state=RunState.QUEUED)
        now = timezone.now()
        if not waiting.update(state=RunState.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1):
            return
        found = Run.objects.of(owner).get(pk=key)
        with Pulse(found):
            state, refusal = (RunState.WITHDRAWN, {}) if found.is_withdrawn() else _outcome(found)
            if found.is_withdrawn():
                # What came out may no longer be kept, for it holds rows of who withdrew them.
                state, refusal = RunState.WITHDRAWN, {}
                discard(found)
        # Another attempt may have taken over meanwhile; that one tells then how it ended.
        mine = Run.objects.of(owner).filter(pk=key, state=RunState.RUNNING, attempts=found.attempts)
        mine.update(state=state, refusal=refusal, ended_at=timezone.now())
        _log.info(state, extra={"event": "run.end", "run": key, "organisation": owner})


def _outcome(found: Run) -> tuple[RunState, dict[str, Any]]:
    try:
        compute(found, Watch(found))
    except Stopped:
        return RunState.STOPPED, {}
    except WielError as error:
        return RunState.FAILED, error_json(error)
    except Exception:
        _log.exception("run broke", extra={"event": "run.broke", "run": found.pk})
        return RunState.FAILED, {}
    return RunState.DONE, {}

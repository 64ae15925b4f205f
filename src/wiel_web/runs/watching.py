"""How a run tells how far it is and hears that it should stop."""

import threading
import time
from types import TracebackType

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wiel_web.runs.models import Run
from wiel_web.tenancy.scoping import acting_for

# Seconds between two writes of progress, and between two signs of life.
EVERY, PULSE = 0.5, 5.0


class Watch:
    """The control of a run: writes progress and looks whether somebody asked to stop, neither too often."""

    def __init__(self, run: Run) -> None:
        self._run, self._told, self._asked, self._stop = run, 0.0, 0.0, False

    def progress(self, done: int, of: int) -> None:
        """So much of the work is done."""
        if time.monotonic() - self._told >= EVERY or done >= of:
            self._told = time.monotonic()
            Run.objects.of(self._run.owner_id).filter(pk=self._run.pk).update(
                progress=done / max(of, 1), steps_done=done, steps=of, heartbeat_at=timezone.now()
            )

    def stopped(self) -> bool:
        """Whether somebody asked to stop. A run of which a source was withdrawn stops too."""
        if not self._stop and time.monotonic() - self._asked >= EVERY:
            self._asked = time.monotonic()
            asked = Run.objects.of(self._run.owner_id).filter(pk=self._run.pk).values_list("stop_asked", flat=True).first()
            self._stop = asked is not False or self._run.is_withdrawn()
        return self._stop


class Pulse:
    """Signs of life of a run while an instrument works for long without telling; without them the scheduler takes the run for lost."""

    def __init__(self, run: Run) -> None:
        self._run, self._over = run, threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Pulse":
        if settings.RUN_PULSE:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(PULSE):
                with acting_for(self._run.owner_id):
                    Run.objects.of(self._run.owner_id).filter(pk=self._run.pk).update(heartbeat_at=timezone.now())
        finally:
            connection.close()

"""Long work on the index, done in a thread beside the requests that want it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connections

WAIT = 2.0
"""Seconds that a request waits for the index to be brought up to date."""


class Deadline:
    """How long somebody waits: a request for a moment, a command until it is done."""

    def __init__(self, wait: float) -> None:
        self.is_long = wait > WAIT
        self._end = time.monotonic() + wait

    @property
    def left(self) -> float:
        """The seconds that are left, and never less than none."""
        return max(0.0, self._end - time.monotonic())

    def for_work_begun(self, begun: float) -> float:
        """Return how long to wait for work that requests before this one have waited for too."""
        waited = time.monotonic() - begun
        return self.left if self.is_long else max(0.0, min(self.left, WAIT - waited))


class Beside:
    """One thread at a time."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._begun = 0.0

    def do(self, work: Callable[[], None], patience: Deadline) -> bool:
        """Start work unless some is going on; tell whether it has ended within our patience.

        Called by one thread at a time.
        """
        if not (self._thread and self._thread.is_alive()):
            self._begun = time.monotonic()
            self._thread = threading.Thread(target=_then_close(work), name="index", daemon=True)
            self._thread.start()
        self._thread.join(patience.for_work_begun(self._begun))
        return not self._thread.is_alive()


def _then_close(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return run

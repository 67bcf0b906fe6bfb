"""Files are made one at a time in a process, and give way to pages.

A file of thousands of records takes seconds of a processor, which all threads of a process share.
So a second one is not begun, and the one being made stops now and then for as long as a page is
being worked on. One that asks meanwhile may wait a little; more would keep threads from pages.
Whoever makes it calls ``step`` as often as it likes: once a row, once a query.
"""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from django.db import connection

from wellbeing_portal.core.serving.in_progress import pages

WORK, REST = 0.01, 0.04
"""Seconds of work after which it looks for pages, and seconds that it rests for them at most: a
fifth of the time is a file's own, however many pages are asked for."""
PAUSE = 0.002
LOOK_FOR_CLIENT = 0.2

Thing = TypeVar("Thing")


class Turn:
    """The one file that this process is making, if any."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._waiting = False
        self._maker: int | None = None
        self._of: object = None
        self._client_has_gone: Callable[[], bool] = bool
        self._rested = self._looked = 0.0

    def take(
        self, client_has_gone: Callable[[], bool], wait: float = 0
    ) -> Callable[[], None] | None:
        """Begin a file; return what ends it, or nothing while another is being made.

        The first that asks meanwhile waits so many seconds for the other to end. A thread
        serves one request at a time: one that asks again has left its last file.
        """
        this, thread = object(), threading.get_ident()
        with self._lock:
            if not self._is_free_for(thread) and not self._waited(wait, thread):
                return None
            self._maker, self._of = thread, this
            self._client_has_gone = client_has_gone
            self._rested = self._looked = time.monotonic()

        def end() -> None:
            with self._lock:
                if self._of is this:
                    self._maker = self._of = None
                    self._lock.notify_all()

        return end

    def _is_free_for(self, thread: int) -> bool:
        return self._maker in {None, thread}

    def _waited(self, seconds: float, thread: int) -> bool:
        """Wait for the turn, and tell whether it came; meanwhile it counts as no page."""
        if not seconds or self._waiting:
            return False
        self._waiting = True
        try:
            with pages.one_less():
                return self._lock.wait_for(lambda: self._is_free_for(thread), seconds)
        finally:
            self._waiting = False

    def step(self) -> None:
        """Let pages go first, and stop if nobody waits for the file any more.

        Raises:
            ConnectionResetError: the client has gone.
        """
        if self._maker != threading.get_ident():
            return
        now = time.monotonic()
        if now - self._rested < WORK:
            return
        while pages.number and time.monotonic() < now + REST:
            time.sleep(PAUSE)
        self._rested = time.monotonic()
        if self._rested - self._looked > LOOK_FOR_CLIENT:
            self._looked = self._rested
            if self._client_has_gone():
                # The server closes the connection without a word, as after any broken one.
                raise ConnectionResetError(errno.ECONNRESET, "The client has gone")

    def stepping(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Yield ``things``, with a step before each."""
        for thing in things:
            self.step()
            yield thing

    def between_queries(self) -> AbstractContextManager[None]:
        """Step before each query that is asked meanwhile."""

        def asked(execute: Callable[..., Any], *arguments: Any) -> Any:
            self.step()
            return execute(*arguments)

        return connection.execute_wrapper(asked)


turn = Turn()

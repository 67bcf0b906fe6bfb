"""Notices when PostgreSQL hangs, and keeps other threads from waiting for it too.

The server's own limits are of no use where the server itself has stopped. So each wait for it
ends by the client's clock. After one that was in vain others fail at once; only one at a time
tries whether the server is back.
"""

from __future__ import annotations

import select
import threading
import time
from typing import Any

import psycopg2
from psycopg2 import extensions

from .patience import CONNECT, MARGIN, patience

RETRY = 1.0
"""Seconds after which one thread tries again."""
CONNECTED = {extensions.STATUS_READY, extensions.STATUS_BEGIN, extensions.STATUS_PREPARED}


class Server:
    """Whether the server answers, as far as this process knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hung = False
        self._next_try = 0.0

    def may_be_asked(self) -> bool:
        """Tell whether there is hope; while the server hangs, one caller a second is let try."""
        if not self._hangs():
            return True
        with self._lock:
            now = time.monotonic()
            if self._hangs() and now < self._next_try:
                return False
            self._next_try = now + CONNECT + RETRY
        return True

    def _hangs(self) -> bool:
        return self._hung

    def answered(self) -> None:
        """Note that it does."""
        self._hung = False

    def kept_still(self) -> None:
        """Note that it does not."""
        with self._lock:
            self._hung = True
            self._next_try = time.monotonic() + RETRY


server = Server()


def wait(connection: Any) -> None:
    """Wait until PostgreSQL has answered, but not for ever.

    Raises:
        psycopg2.OperationalError: it did not, and the connection is closed.
    """
    connected = connection.status in CONNECTED
    if not server.may_be_asked():
        raise psycopg2.OperationalError("the server has stopped answering")
    deadline = time.monotonic() + (patience().answer + MARGIN if connected else CONNECT)
    while (state := connection.poll()) != extensions.POLL_OK:
        left = deadline - time.monotonic()
        ready = select.poll()
        ready.register(
            connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT
        )
        if left <= 0 or not ready.poll(left * 1000):
            server.kept_still()
            raise psycopg2.OperationalError("the server does not answer in time")
    server.answered()


def wait_no_longer() -> None:
    """Make every wait of this process for PostgreSQL one that ends."""
    extensions.set_wait_callback(wait)

"""Work on a database that only one process may do at a time."""

from __future__ import annotations

import fcntl
import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from .database.same_file import database_path

PAUSE = 0.2
"""Seconds between two attempts."""


@contextmanager
def alone(work: str, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until nobody else does this ``work`` on our database, and keep others off meanwhile.

    ``waiting`` is called once when somebody else is at it. It ends with the process,
    whatever ends it: the lock is the server's for a session, or the system's for a file.
    """
    told = False
    with _lock(work) as take:
        while not take():
            if not told:
                waiting()
                told = True
            time.sleep(PAUSE)
        yield


@contextmanager
def alone_or_not(work: str) -> Iterator[bool]:
    """Tell whether nobody else does this ``work`` on our database; if so, keep others off it."""
    with _lock(work) as take:
        yield take()


@contextmanager
def _lock(work: str) -> Iterator[Callable[[], bool]]:
    if connection.vendor == "postgresql":
        with _of_server(work) as take:
            yield take
    elif connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield lambda: True  # Nobody else can reach it.
    else:
        with _of_file(Path(f"{database_path(connection)}.{work}.lock")) as take:
            yield take


@contextmanager
def _of_server(work: str) -> Iterator[Callable[[], bool]]:
    """Lock in a session of its own, so that the work may do with its own as it likes."""
    session = connection.copy()
    number = zlib.crc32(f"wellbeing portal: {work}".encode())

    def take() -> bool:
        # Asked again and again: a statement that waits could meet a time limit.
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            return bool(cursor.fetchone()[0])

    try:
        yield take
    finally:
        session.close()


@contextmanager
def _of_file(path: Path) -> Iterator[Callable[[], bool]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)

    def take() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        yield take
    finally:
        os.close(descriptor)

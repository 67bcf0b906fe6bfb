"""Tells faults of the database, which pass, from faults of ours, and says so in words."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.utils import DatabaseError, Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from wellbeing_portal.core.serving.again import fields_of
from wellbeing_portal.core.serving.fault import fault_of_ours
from wellbeing_portal.core.serving.refusal import Refusal, refused

AWAY = Refusal(
    503,
    "The portal cannot reach its content just now",
    ("This will pass, and nothing is lost. Please try again in half a minute.",),
    seconds=30,
    again=True,
)
LOCKED = Refusal(
    503,
    "Somebody else is saving just now",
    ("What you asked for has not been done, and nothing is lost. Please try again in 5 seconds.",),
    seconds=5,
    again=True,
)
SLOW = Refusal(
    503,
    "That took too long",
    ("The portal has much to do just now. Please try again in half a minute.",),
    seconds=30,
    again=True,
)

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_INTERRUPT: SLOW,
    **dict.fromkeys(
        (
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_NOMEM,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_AUTH,
            sqlite3.SQLITE_NOTADB,
        ),
        AWAY,
    ),
}
OF_POSTGRESQL = {
    "55P03": LOCKED,  # a lock was not to be had in time
    "40P01": LOCKED,  # a deadlock
    "40001": LOCKED,
    "57014": SLOW,  # a statement was cancelled
    "25006": AWAY,  # it is read only: a standby
}
CLASSES_OF_POSTGRESQL = {
    "08": AWAY,  # connections
    "28": AWAY,  # signing in to it
    "3D": AWAY,  # no such database
    "53": AWAY,  # out of memory, disk or connections
    "57": AWAY,  # shutting down, starting
    "58": AWAY,  # faults of its system
    "XX": AWAY,  # damage
}

EPISODE = 60.0
"""Seconds without a failure after which the next one is news again."""

log = logging.getLogger(__name__)


def meaning(error: BaseException | None) -> Refusal | None:
    """Return what to say to a failure that passes, or nothing where the fault is our own."""
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        return OF_SQLITE.get(code & 0xFF) if code is not None else None
    code = getattr(cause, "pgcode", None)
    if code:
        return OF_POSTGRESQL.get(code) or CLASSES_OF_POSTGRESQL.get(code[:2])
    # Without a code the server has said nothing: there is no connection.
    lost = isinstance(error, OperationalError | InterfaceError)
    return AWAY if lost or _has_lost_connection(error) else None


def _has_lost_connection(error: BaseException) -> bool:
    return type(error) is DatabaseError and connection.vendor == "postgresql"


class Episode:
    """A time in which the database fails: its beginning and its end are logged, no more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._began = self._last = 0.0

    def failed(self, error: BaseException) -> None:
        """Note a failure."""
        with self._lock:
            now = time.monotonic()
            new = not self._began or now - self._last > EPISODE
            self._last = now
            if new:
                self._began = now
        if new:
            log.error("The database fails; until it answers again this is logged once: %s", error)

    def answered(self) -> None:
        """Note that it has answered."""
        if not self._began:
            return
        with self._lock:
            began, self._began = self._began, 0.0
        if began:
            log.warning("The database answers again after %.0f s.", time.monotonic() - began)


episode = Episode()


def passes(request: HttpRequest, error: BaseException | None) -> Refusal | None:
    """Note that the database failed during a request, if it is a failure that passes."""
    said = meaning(error)
    if said is None or error is None:
        return None
    request.database_failed = True  # type: ignore[attr-defined]
    if said is AWAY:
        episode.failed(error)
    return said


def refusal_of(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the answer to a request during which the database failed."""
    said = passes(request, error)
    return refused(request, said, fields=fields_of(request)) if said else None


class DatabaseMiddleware:
    """Answers 503 in words where a page fails for want of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if connection.connection is not None and not hasattr(request, "database_failed"):
            episode.answered()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of a view that could not."""
        return None if settings.DEBUG else refusal_of(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer a request that failed: in words if it will pass, else with the number to quote."""
    return refusal_of(request, sys.exc_info()[1]) or fault_of_ours(request)


class NotOfRefusals(logging.Filter):
    """Leaves out of the log what is told to visitors in words, and logged where it arises."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", None) != 503

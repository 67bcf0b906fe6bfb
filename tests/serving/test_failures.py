"""Which failures of the database pass, and which are faults of ours."""

from __future__ import annotations

import sqlite3

import psycopg2
import pytest
from django.db import DataError, InterfaceError, OperationalError, ProgrammingError

from wellbeing_portal.core.database.failure import AWAY, LOCKED, SLOW, Episode, meaning


def of_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("no words")
    cause.sqlite_errorcode = code
    return caused(OperationalError("no words"), cause)


def of_postgresql(code: str) -> OperationalError:
    class Cause(psycopg2.OperationalError):
        pgcode = code

    return caused(OperationalError("no words"), Cause("no words"))


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, LOCKED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LOCKED),
        (sqlite3.SQLITE_IOERR, AWAY),
        (sqlite3.SQLITE_IOERR_READ, AWAY),
        (sqlite3.SQLITE_CANTOPEN, AWAY),
        (sqlite3.SQLITE_FULL, AWAY),
        (sqlite3.SQLITE_READONLY, AWAY),
        (sqlite3.SQLITE_CORRUPT, AWAY),
        (sqlite3.SQLITE_NOTADB, AWAY),
        (sqlite3.SQLITE_ERROR, None),  # no such table, too deep an expression
        (sqlite3.SQLITE_TOOBIG, None),
    ],
)
def test_failure_of_sqlite_is_told_from_a_fault_of_ours(code, said):
    assert meaning(of_sqlite(code)) is said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("57P01", AWAY),  # it is shut down
        ("57P03", AWAY),  # it is starting
        ("53300", AWAY),  # too many connections
        ("08006", AWAY),
        ("57014", SLOW),
        ("55P03", LOCKED),
        ("40P01", LOCKED),
        ("54001", None),  # too deep an expression
    ],
)
def test_failure_of_postgresql_is_told_from_a_fault_of_ours(code, said):
    assert meaning(of_postgresql(code)) is said


def test_connection_that_is_lost_says_nothing_and_is_a_failure_that_passes():
    assert meaning(OperationalError("could not connect")) is AWAY
    assert meaning(InterfaceError("connection already closed")) is AWAY


@pytest.mark.parametrize("error", [ProgrammingError("x"), DataError("x"), ValueError("x"), None])
def test_other_errors_stay_what_they_are(error):
    assert meaning(error) is None


def test_episode_is_logged_when_it_begins_and_when_it_ends(caplog):
    episode = Episode()
    for _ in range(5):
        episode.failed(OperationalError("gone"))
    for _ in range(3):
        episode.answered()

    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert caplog.records[0].exc_info is None

"""Does long imports in a thread beside the requests, and tells whether one is at work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, connections
from django.utils.translation import gettext

from wellbeing_portal.core.alone import alone_or_not
from wellbeing_portal.core.database.same_file import database_path
from wellbeing_portal.curate.models import ImportRun

from .running import ChangedSince, Stage, check, to_stage, write_all

SOON = 300
"""Up to so many lines a file is done with before the answer is sent."""

BYTES_A_LINE = 100
"""By which the lines of a file are told that is not read yet."""

NOTE = "UPDATE curate_importrun SET done = %s WHERE id = %s"

log = logging.getLogger(__name__)


def is_at_work(run: ImportRun) -> bool:
    """Tell whether somebody is checking or writing an import just now.

    The lock ends with the process that holds it, whatever ends that.
    """
    with alone_or_not(_work(run)) as is_free:
        return not is_free


def check_beside(run: ImportRun, lines: int, *, by: User) -> None:
    """Check an import: at once, or in a thread where it has many lines."""
    to_stage(run, Stage.CHECKING, done=0, total=0)
    _do(run, lambda: check(run, by=by), lines)


def write_beside(run: ImportRun, *, by: User) -> None:
    """Write an import: at once, or in a thread where it has many records."""
    to_stage(run, Stage.WRITING, done=0)

    def work() -> None:
        noting = _Noting(run)
        try:
            write_all(run, by=by, note=noting)
        finally:
            noting.close()

    _do(run, work, run.total)


def _do(run: ImportRun, work: Callable[[], None], size: int) -> None:
    if size <= SOON:
        _alone(run, work)
        return
    begun = threading.Event()

    def beside() -> None:
        try:
            _alone(run, work, begun)
        finally:
            begun.set()
            connections.close_all()

    # The name lets whoever ends the process wait for it as for work on the index.
    threading.Thread(target=beside, name=f"index import {run.pk}", daemon=True).start()
    # From then on the page tells that it is at work.
    begun.wait(5)


def _alone(run: ImportRun, work: Callable[[], None], begun: threading.Event | None = None) -> None:
    with alone_or_not(_work(run)) as is_free:
        if begun is not None:
            begun.set()
        if not is_free:
            return
        try:
            work()
        except ChangedSince as error:
            to_stage(run, Stage.FAILED, refusal=str(error))
        except (ValidationError, PermissionDenied, Error) as error:
            log.exception("An import was not finished")
            told = " ".join(error.messages) if isinstance(error, ValidationError) else ""
            said = gettext("Something was in the way, and nothing was changed. Try again.")
            to_stage(run, Stage.FAILED, refusal=f"{said} {told}".strip())


def _work(run: ImportRun) -> str:
    return f"import-{run.pk}"


class _Noting:
    """Notes how far a transaction is that nobody sees yet: in a file, or a session of its own."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.path = progress_file(run)
        self.session = connection.copy() if connection.vendor == "postgresql" else None

    def __call__(self, done: int) -> None:
        if self.path is not None:
            self.path.write_text(str(done))
        if self.session is not None:
            with self.session.cursor() as cursor:
                cursor.execute(NOTE, [done, self.run.pk])

    def close(self) -> None:
        """Leave nothing behind."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
        if self.session is not None:
            self.session.close()


def progress_file(run: ImportRun) -> Path | None:
    """Return the file that says how far the writing is, where the database is a file."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    return Path(f"{database_path(connection)}.{_work(run)}.progress")


def written_so_far(run: ImportRun) -> int:
    """Return how many records are written in the transaction that is open."""
    path = progress_file(run)
    try:
        return int(path.read_text()) if path is not None else run.done
    except (OSError, ValueError):
        return run.done

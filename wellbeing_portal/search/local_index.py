"""The index as it is now: opened once a process, brought up to date before it answers."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from .behind import Behind, note
from .beside import WAIT, Beside, Deadline
from .building import is_small, others_see_this, rebuild
from .changes import ContentState, changes_between, content_state, leads_from, seal
from .declarations import registry
from .fingerprint import fingerprint
from .folder import Damaged, Home, Locked, remove_leftovers
from .last_whole import LastWhole
from .opened import Opened, open_generation
from .private import forget_private, private_reader
from .pruning import Pruning, prune
from .reader import Reader
from .schema import STATE_KIND
from .seen import seen_state
from .stamp import Stamp
from .trouble import Trouble
from .unavailable import IndexUnavailable
from .writing import WriteFailed, apply, in_background

FEW = 300
"""Changed records up to which they are written within a request; more are in a thread."""

MOMENT = 0.01
"""Seconds between two looks at what another process is doing."""

log = logging.getLogger(__name__)


class HostIndex:
    """The index of one database on this host, as this process sees it."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.trouble = Trouble(home.path)
        self._opened: Opened | None = None
        self._threads = threading.Lock()
        self._beside = Beside()
        self._last_whole = LastWhole()
        self._pruning = Pruning()

    # ── Asked ────────────────────────────────────────────────────────────────────────────

    def reader(self, state: ContentState, wait: float = WAIT) -> Reader:
        """Return a reader of the content at ``state``, or later.

        Where it cannot be had in time, it is of the last whole index, and says that it is behind.

        Raises:
            IndexUnavailable: there is none, or it is too old.
        """
        opened = self._opened
        if opened and opened.stamp == Stamp.of(state):
            if opened.is_whole():
                return opened.reader
            if opened.can_answer():
                # Its folder is gone and is made again meanwhile; what is open says the same.
                wait = 0
        try:
            return self._up_to_date(state, Deadline(wait)).reader
        except IndexUnavailable as error:
            opened = self._opened
            if opened is None or not opened.can_answer():
                raise
            if opened.stamp == Stamp.of(state):
                return opened.reader
            return self._last_whole.reader(opened, state, str(error))

    def _up_to_date(self, state: ContentState, patience: Deadline) -> Opened:
        if not self._threads.acquire(timeout=patience.left):
            raise IndexUnavailable("another request is bringing it up to date")
        try:
            opened = self._catch_up(state, patience)
        finally:
            self._threads.release()
        self.trouble.over()
        return opened

    def _catch_up(self, state: ContentState, patience: Deadline) -> Opened:
        while True:
            opened = self.open()
            if opened and _serves(opened.stamp, state):
                return opened
            if self.trouble.is_pausing():
                raise IndexUnavailable(self.trouble.why)
            try:
                return self._bring(opened, state, patience)
            except (Locked, Damaged):
                long = self.home.held_for("build") > WAIT and not patience.is_long
                if long or not patience.left:
                    raise IndexUnavailable("it is being brought up to date") from None
                time.sleep(MOMENT)
            except (WriteFailed, OSError) as error:
                self.trouble.happened(error)
                raise IndexUnavailable(self.trouble.why) from error

    def open(self) -> Opened | None:
        """Open the current generation anew where it has changed; None where it is unusable."""
        generation = self.home.current()
        if generation is None:
            return None
        before = self._opened
        same = before and before.generation == generation and not before.reader.failed
        if before and same and before.is_last_commit():
            return before
        known = before.signature if before and same else None
        try:
            opened = open_generation(generation, known)
        except Damaged as error:
            self.trouble.is_damaged(generation, error)
            return None
        if before and same:
            opened.take_over(before)
        self._opened = opened
        self.home.use()
        return opened

    # ── Brought up to date ───────────────────────────────────────────────────────────────

    def _bring(self, opened: Opened | None, state: ContentState, patience: Deadline) -> Opened:
        """Write what is missing, or build anew where the log does not lead on from there."""
        missing = self._write_missing(FEW, opened, state) if opened else None
        if isinstance(missing, Opened):
            if _serves(missing.stamp, state):
                return missing
        elif missing is None and self._may_build_here():
            rebuild(self.home, content_state())
        elif missing is None:
            self._do_beside(lambda: rebuild(self.home, content_state()), patience)
        else:
            self._do_beside(self._write_missing, patience)
        now = self.open()
        if now is None or not _serves(now.stamp, state):
            raise Locked
        return now

    def _write_missing(
        self, most: int | None = None, seen: Opened | None = None, state: ContentState | None = None
    ) -> Opened | int | None:
        """Write records that changed, and return the index with them.

        Where they are more than ``most`` they are left, and their number is returned. None says
        that the log does not lead on from what the index holds. Who has just ``seen`` the index
        at a ``state`` says so, and need not be asked about either again.

        Raises:
            Locked: somebody else is writing.
            WriteFailed: nothing has been changed for readers.
            OSError: the folder cannot be written at all.
        """
        lock = self.home.acquire("update")
        close: Callable[[], None] | None = None
        try:
            # Whoever held the lock before may have done it.
            opened = self.open()
            if opened is None:
                raise Locked
            if state is None or opened is not seen:
                state = content_state()
            rows = changes_between(opened.stamp.version, opened.stamp.token, state)
            if not rows:
                return None if rows is None else opened
            if most is not None and len(rows) > most and others_see_this():
                return len(rows)
            if opened.index is None:
                raise WriteFailed(f"nobody may write to {opened.generation}")
            remove_leftovers(opened.generation)
            close = apply(opened.index, opened.stamped, rows, state)
            now = self.open()
            if now is None:
                raise Locked
            return now
        finally:
            self._release(lock, close)

    def _release(self, lock: int, close: Callable[[], None] | None) -> None:
        """Give the lock back once the engine has joined parts, and keep the log short."""
        if close is None:
            os.close(lock)
            return
        due = not connection.in_atomic_block and self._pruning.is_due()
        beside = due and others_see_this()

        def then() -> None:
            os.close(lock)
            if beside:
                prune()
                connections.close_all()

        in_background(close, then)
        if due and not beside:
            prune()

    def _may_build_here(self) -> bool:
        """Tell whether a build may keep this request waiting: it is short, or must be here."""
        if connection.in_atomic_block:
            return True
        return is_small() and not (self._opened and others_see_this())

    def _do_beside(self, work: Callable[[], object], patience: Deadline) -> None:
        def run() -> None:
            try:
                work()
            except (Locked, Damaged) as error:
                log.debug("Another process is at it: %r", error)
            except (WriteFailed, OSError) as error:
                self.trouble.happened(error)

        if not self._beside.do(run, patience):
            raise IndexUnavailable("it is being built")


def _serves(stamp: Stamp, state: ContentState) -> bool:
    """Tell whether an index with this stamp holds what was there at ``state``, or later.

    Another process may have brought it further than this request has looked.
    """
    if stamp == Stamp.of(state):
        return True
    if stamp.version < state.version:
        return False
    newest = content_state()
    return stamp == Stamp.of(newest) or leads_from(stamp.version, stamp.token, newest)


_hosts: dict[tuple[int, Path], HostIndex] = {}


def host_index(state: ContentState) -> HostIndex:
    """Return this process's view of the index of the database at ``state``."""
    name = f"{state.lineage}-{fingerprint(registry)}"
    path = Path(settings.INDEX_DIR) / name
    # A forked process opens its own.
    key = os.getpid(), path
    if key not in _hosts:
        _hosts.setdefault(key, HostIndex(Home(path))).home.tidy()
    return _hosts[key]


def current(wait: float = WAIT) -> Reader:
    """Return a reader of the content as this connection sees it. Ask once a request.

    It costs one query, or none where the request has looked up the version. Inside a transaction
    that has changed content itself, the answer comes from a private index that nobody else reads
    and that ends with the transaction, so that what is rolled back is never found.

    Where the index cannot be brought up to date within ``wait`` seconds, the reader is of the
    last whole one and says so; ``IndexMiddleware`` tells visitors.

    Raises:
        IndexUnavailable: it cannot answer rightly now; ``IndexMiddleware`` says so to visitors.
    """
    if seal():
        state = seen_state()
        return private_reader(host_index(state).home, state)
    forget_private()
    state = seen_state()
    reader = host_index(state).reader(state, wait)
    note(reader.behind)
    return reader


def answers() -> Behind | None:
    """Ask the index the smallest question there is; return whether the answer is behind.

    Raises:
        IndexUnavailable: pages that read it have no answer either.
    """
    reader = current()
    if not reader.count(reader.kind_of([STATE_KIND])):
        raise IndexUnavailable("it does not say which version it is of")
    return reader.behind

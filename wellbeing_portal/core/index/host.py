"""The index as it is now: opened once a process, brought up to date before it answers."""

from __future__ import annotations

import logging
import os
import shutil
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import connection, connections

from .changes import State, changes_between, content_state, seal
from .declarations import registry
from .folder import (
    Damaged,
    Home,
    Locked,
    Signature,
    check_whole,
    clone,
    committed_files,
    remove_leftovers,
    stamp_of,
)
from .parts import build_in_parts, processors
from .reader import Reader
from .schema import build_schema, fingerprint, register_tokenizers
from .unavailable import IndexUnavailable
from .writing import (
    Progress,
    Stamp,
    WriteFailed,
    apply,
    build,
    finish,
    in_background,
    read_stamp,
)

WAIT = 2.0
"""Seconds that a request waits for another process to bring the index up to date."""

SMALL = 3000
"""Records up to which an index is built within a request; more are built in a thread."""

TRIES = 5
_PRIVATE = "portal_index_private"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """One commit of one generation, checked and ready to be asked."""

    generation: Path
    index: tantivy.Index
    stamp: Stamp
    said: str
    signature: Signature
    reader: Reader

    def is_whole(self) -> bool:
        """Tell whether every file is still the one that was checked."""
        try:
            return not self.reader.failed and all(
                stamp_of(self.generation / name) == seen for name, seen in self.signature.items()
            )
        except Damaged:
            return False


def open_generation(generation: Path, known: Signature | None = None) -> Opened:
    """Open the last commit of a generation.

    Raises:
        Damaged: it is not whole, or not of these declarations.
    """
    problem = "it keeps changing"
    for _ in range(TRIES):
        try:
            said, files = committed_files(generation)
            signature = check_whole(files, known or {})
            index = tantivy.Index(build_schema(registry), path=str(generation), reuse=True)
            register_tokenizers(index)
            index.config_reader("manual")
            index.reload()
            searcher = index.searcher()
            stamp = read_stamp(searcher, index.schema)
        except Damaged as error:
            # Another process may have joined parts and removed the old ones meanwhile.
            problem = str(error)
            continue
        except (ValueError, OSError) as error:
            raise Damaged(str(error)) from error
        if stamp is None:
            raise Damaged("it does not say which version it is of")
        if committed_files(generation)[0] == said:
            reader = Reader(searcher, index.schema)
            return Opened(generation, index, stamp, said, signature, reader)
    raise Damaged(problem)


class HostIndex:
    """The index of one database on this host, as this process sees it."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._opened: Opened | None = None
        self._threads = threading.Lock()

    def reader(self, state: State) -> Reader:
        """Return a reader of the content at ``state`` or, where that is older, as it is now.

        Raises:
            IndexUnavailable: it cannot be brought up to date in time.
        """
        opened = self._opened
        if opened and opened.stamp == Stamp.of(state) and opened.is_whole():
            return opened.reader
        if not self._threads.acquire(timeout=WAIT):
            raise IndexUnavailable("another request is bringing the index up to date")
        try:
            self._opened = self._catch_up(state)
        finally:
            self._threads.release()
        return self._opened.reader

    def _catch_up(self, state: State) -> Opened:
        deadline = time.monotonic() + WAIT
        while True:
            opened = self._open()
            if opened and opened.stamp == Stamp.of(state):
                return opened
            try:
                return self._bring(opened, state)
            except (Locked, Damaged):
                long = not opened and self.home.held_for("build") > WAIT
                if long or time.monotonic() > deadline:
                    raise IndexUnavailable("the index is being brought up to date") from None
                time.sleep(0.005)
            except (WriteFailed, OSError) as error:
                log.exception("The index cannot be written")
                raise IndexUnavailable("the index cannot be written") from error
            state = content_state()

    def _open(self) -> Opened | None:
        """Open the current generation anew where it has changed; None where it is unusable."""
        generation = self.home.current()
        if generation is None:
            return None
        before = self._opened
        same = before and before.generation == generation and not before.reader.failed
        known = before.signature if before and same else None
        try:
            return open_generation(generation, known)
        except Damaged as error:
            log.warning("The index in %s is damaged and is built again: %s", generation, error)
            return None

    def _bring(self, opened: Opened | None, state: State) -> Opened:
        """Apply what is missing, or build anew where the log does not lead on from there."""
        rows = changes_between(opened.stamp.version, opened.stamp.token, state) if opened else None
        if rows is None:
            newer = content_state()
            if newer != state:
                raise Locked
            return self._rebuild(state)
        lock = self.home.acquire("update")
        close = None
        try:
            # Whoever held the lock before may have done it.
            opened = self._open()
            if opened is None:
                raise Locked
            rows = changes_between(opened.stamp.version, opened.stamp.token, state)
            if rows is None:
                raise Locked
            if rows:
                remove_leftovers(opened.generation)
                close = apply(opened.index, rows, state)
        finally:
            if close:
                in_background(close, lambda: os.close(lock))
            else:
                os.close(lock)
        now = self._open()
        if now is None:
            raise Locked
        return now

    def _rebuild(self, state: State) -> Opened:
        if not _is_small() and not connection.in_atomic_block:
            if not self.home.held_for("build"):
                threading.Thread(target=self._rebuild_alone, daemon=True).start()
            raise IndexUnavailable("the index is being built")
        return self.rebuild(state)

    def _rebuild_alone(self) -> None:
        try:
            self.rebuild(content_state())
        except (Locked, WriteFailed, OSError, IndexUnavailable):
            log.exception("The index was not built")
        finally:
            connections.close_all()

    def rebuild(self, state: State, progress: Progress | None = None) -> Opened:
        """Build a new generation from the database and let readers find it.

        Raises:
            Locked: somebody else is building.
            WriteFailed: the former generation stays.
        """
        with self.home.locked("build"):
            generation = self.home.new_generation()
            try:
                self._build(generation, state, progress)
                opened = open_generation(generation)
                with self.home.locked("update", wait=True):
                    self.home.make_current(generation)
            except (Damaged, OSError) as error:
                shutil.rmtree(generation, ignore_errors=True)
                raise WriteFailed(str(error)) from error
            except BaseException:
                shutil.rmtree(generation, ignore_errors=True)
                raise
            self.home.sweep()
        return opened

    @staticmethod
    def _build(generation: Path, state: State, progress: Progress | None) -> None:
        """Build in several processes what would take one long, if they see the same content."""
        processes = processors()
        if processes < 2 or _is_small() or not _others_see_this():
            build(generation, state, progress)
        else:
            build_in_parts(generation, processes, progress)
            finish(generation, state)


def _is_small() -> bool:
    return sum(one.published().count() for one in registry.collections.values()) <= SMALL


def _others_see_this() -> bool:
    """Tell whether another process would find the content that this connection does."""
    in_memory = getattr(connection, "is_in_memory_db", lambda: False)
    return not connection.in_atomic_block and not in_memory()


_hosts: dict[tuple[int, Path], HostIndex] = {}


def host_index(state: State) -> HostIndex:
    """Return this process's view of the index of the database at ``state``."""
    name = f"{state.lineage}-{fingerprint(registry)}"
    path = Path(settings.INDEX_DIR) / name
    # A forked process opens its own.
    return _hosts.setdefault((os.getpid(), path), HostIndex(Home(path)))


def current() -> Reader:
    """Return a reader of the content as this connection sees it. Ask once a request.

    It costs one query. Inside a transaction that has changed content itself, the answer comes
    from a private index that nobody else reads and that ends with the transaction, so that what
    is rolled back is never found.

    Raises:
        IndexUnavailable: it cannot answer rightly now; ``IndexMiddleware`` says so to visitors.
    """
    if seal():
        return _private(content_state())
    setattr(connection, _PRIVATE, None)
    state = content_state()
    return host_index(state).reader(state)


@dataclass(eq=False)
class _Private:
    """The index of an open transaction; its folder goes when nobody holds this any more."""

    opened: Opened


def _private(state: State) -> Reader:
    """Return a reader for an open transaction that has changed content."""
    private: _Private | None = getattr(connection, _PRIVATE, None)
    if private and private.opened.stamp == Stamp.of(state):
        return private.opened.reader
    home = host_index(state).home
    base = private.opened.generation if private else home.current()
    folder = home.path / f"p-{os.getpid()}-{time.monotonic_ns()}"
    try:
        opened = _derived(base, folder, state)
    except (WriteFailed, OSError, Damaged) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexUnavailable("the index cannot be written") from error
    keep = _Private(opened)
    weakref.finalize(keep, shutil.rmtree, folder, ignore_errors=True)
    setattr(connection, _PRIVATE, keep)
    return opened.reader


def _derived(base: Path | None, folder: Path, state: State) -> Opened:
    """Make an index in ``folder`` from that in ``base`` where the log leads on from it."""
    if base is not None:
        try:
            clone(base, folder)
            opened = open_generation(folder)
            rows = changes_between(opened.stamp.version, opened.stamp.token, state)
            if rows is not None:
                remove_leftovers(folder)
                apply(opened.index, rows, state)()
                return open_generation(folder, opened.signature)
        except (Damaged, OSError) as error:
            log.debug("No use in %s: %s", base, error)
        shutil.rmtree(folder, ignore_errors=True)
    build(folder, state)
    return open_generation(folder)

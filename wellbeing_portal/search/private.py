"""The index of an open transaction, which nobody else sees."""

from __future__ import annotations

import logging
import os
import shutil
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from .changes import ContentState, changes_between
from .folder import Damaged, Home, clone
from .opened import Opened, open_generation
from .reader import Reader
from .stamp import Stamp
from .unavailable import IndexUnavailable
from .writing import WriteFailed, apply, build

_PRIVATE = "portal_index_private"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Private:
    """The index of an open transaction; its folder goes when nobody holds this any more."""

    opened: Opened


def private_reader(home: Home, state: ContentState) -> Reader:
    """Return a reader for an open transaction that has changed content.

    Raises:
        IndexUnavailable: it cannot be written.
    """
    private: _Private | None = getattr(connection, _PRIVATE, None)
    if private and private.opened.reader.failed:
        private = None
    if private and private.opened.stamp == Stamp.of(state):
        return private.opened.reader
    base = private.opened.generation if private else home.current()
    opened = (_derived(base, home, state) if base else None) or _built(home, state)
    if private:
        opened.take_over(private.opened)
    keep = _Private(opened)
    weakref.finalize(keep, shutil.rmtree, opened.generation, ignore_errors=True)
    setattr(connection, _PRIVATE, keep)
    return opened.reader


def forget_private() -> None:
    """Let the index of a transaction go that has ended."""
    setattr(connection, _PRIVATE, None)


def _derived(base: Path, home: Home, state: ContentState) -> Opened | None:
    """Make an index from that in ``base``; None where the log does not lead on from there.

    Nor does it where another process takes that one away meanwhile, or joins its parts.
    """
    try:
        with _new_folder(home) as folder:
            clone(base, folder)
            opened = open_generation(folder)
            rows = changes_between(opened.stamp.version, opened.stamp.token, state)
            if rows is not None and opened.index:
                apply(opened.index, opened.stamped, rows, state)()
                return open_generation(folder, opened.signature)
    except (WriteFailed, OSError, Damaged) as error:
        log.debug("No use in %s: %s", base, error)
        return None
    shutil.rmtree(folder, ignore_errors=True)
    return None


def _built(home: Home, state: ContentState) -> Opened:
    """Make an index of all that this transaction sees.

    Raises:
        IndexUnavailable: it cannot be written.
    """
    try:
        with _new_folder(home) as folder:
            build(folder, state)
            return open_generation(folder)
    except (WriteFailed, OSError, Damaged) as error:
        log.warning("No index can be made for a transaction in %s: %s", home.path, error)
        raise IndexUnavailable("the index cannot be written") from error


@contextmanager
def _new_folder(home: Home) -> Iterator[Path]:
    """Yield a path at which there is nothing yet, and remove what fails there.

    None is taken twice: threads of the engine may still write where something has failed, so that
    it cannot be removed at once.
    """
    folder = home.path / f"p-{os.getpid()}-{time.monotonic_ns()}"
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

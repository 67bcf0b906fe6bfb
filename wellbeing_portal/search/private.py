"""The index of an open transaction, which nobody else sees."""

from __future__ import annotations

import logging
import os
import shutil
import time
import weakref
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from .changes import ContentState, changes_between
from .folder import Damaged, Home, clone, remove_leftovers
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
    if private and private.opened.stamp == Stamp.of(state):
        return private.opened.reader
    base = private.opened.generation if private else home.current()
    folder = home.path / f"p-{os.getpid()}-{time.monotonic_ns()}"
    try:
        opened = _derived(base, folder, state)
    except (WriteFailed, OSError, Damaged) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise IndexUnavailable("the index cannot be written") from error
    if private:
        opened.take_over(private.opened)
    keep = _Private(opened)
    weakref.finalize(keep, shutil.rmtree, folder, ignore_errors=True)
    setattr(connection, _PRIVATE, keep)
    return opened.reader


def forget_private() -> None:
    """Let the index of a transaction go that has ended."""
    setattr(connection, _PRIVATE, None)


def _derived(base: Path | None, folder: Path, state: ContentState) -> Opened:
    """Make an index in ``folder`` from that in ``base`` where the log leads on from it."""
    if base is not None:
        try:
            clone(base, folder)
            opened = open_generation(folder)
            rows = changes_between(opened.stamp.version, opened.stamp.token, state)
            if rows is not None and opened.index:
                remove_leftovers(folder)
                apply(opened.index, opened.stamped, rows, state)()
                return open_generation(folder, opened.signature)
        except (Damaged, OSError) as error:
            log.debug("No use in %s: %s", base, error)
        shutil.rmtree(folder, ignore_errors=True)
    build(folder, state)
    return open_generation(folder)

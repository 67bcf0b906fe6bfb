"""Builds an index anew in a folder of its own, and then lets readers find it."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import connection

from .changes import ContentState
from .declarations import registry
from .folder import Damaged, Home
from .opened import Opened, open_generation
from .parallel_build import build_in_parts, processors
from .writing import Progress, WriteFailed, build, finish

SMALL = 3000
"""Records up to which an index is built within a request; more are built in a thread."""


def rebuild(home: Home, state: ContentState, progress: Progress | None = None) -> Opened:
    """Build a new generation from the database and let readers find it.

    Raises:
        Locked: somebody else is building.
        WriteFailed: the former generation stays.
        OSError: the folder cannot be written at all.
    """
    with home.locked("build"):
        home.sweep()
        generation = home.new_generation()
        try:
            _build(generation, state, progress)
            opened = open_generation(generation)
            with home.locked("update", wait=True):
                home.make_current(generation)
        except (Damaged, OSError) as error:
            shutil.rmtree(generation, ignore_errors=True)
            raise WriteFailed(str(error)) from error
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        home.sweep()
    return opened


def _build(generation: Path, state: ContentState, progress: Progress | None) -> None:
    """Build in several processes what would take one long, if they see the same content."""
    processes = processors()
    # How much there is takes a question of each collection, and is asked last.
    if processes < 2 or not others_see_this() or is_small():
        build(generation, state, progress)
    else:
        build_in_parts(generation, processes, progress)
        finish(generation, state)


def is_small() -> bool:
    """Tell whether there is so little content that a request can wait for all of it."""
    return sum(one.published().count() for one in registry.collections.values()) <= SMALL


def others_see_this() -> bool:
    """Tell whether another thread or process would find the content that this connection does."""
    in_memory = getattr(connection, "is_in_memory_db", lambda: False)
    return not connection.in_atomic_block and not in_memory()

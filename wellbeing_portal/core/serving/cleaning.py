"""Removes what has run out, a little at a time: by command, and now and then while serving."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import Error
from django.http.response import HttpResponseBase

Chore = Callable[[int], int]
"""Removes up to so many rows that have run out; returns how many there were."""

STEP = 500
"""Rows that one step removes at most, so that nobody waits long for its lock."""
AFTER = 100
"""Changes by visitors after which a process that serves takes a step."""

log = logging.getLogger(__name__)
_chores: dict[str, Chore] = {}
_lock = threading.Lock()
_changes = 0


def register(name: str, chore: Chore) -> None:
    """Let ``chore`` be done; ``name`` says in the plural what it removes."""
    _chores[name] = chore


def clean_up(step: int = STEP, pause: float = 0.02) -> dict[str, int]:
    """Do every chore until nothing is left; return how many rows of each went."""
    removed = dict.fromkeys(_chores, 0)
    for name, chore in _chores.items():
        while gone := chore(step):
            removed[name] += gone
            time.sleep(pause)
    return removed


def clean_after(response: HttpResponseBase) -> None:
    """Take one step of each chore when ``response`` is sent, if enough has changed by now.

    What visitors can add is removed at least as fast as they add it.
    """
    global _changes  # noqa: PLW0603 - one count for all threads of the process
    with _lock:
        _changes += 1
        due = _changes >= AFTER
        if due:
            _changes = 0
    if due:
        closers: list[Callable[[], None]] = response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
        closers.append(_one_step)


def _one_step() -> None:
    try:
        for chore in _chores.values():
            chore(STEP)
    except Error as error:
        log.info("Nothing was cleaned up just now: %s", error)

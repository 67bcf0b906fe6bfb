"""What keeps this process from bringing the index up to date, said once and not tried at once."""

from __future__ import annotations

import logging
import time
from pathlib import Path

FIRST, LONGEST = 1.0, 30.0
"""Seconds until it is tried again: after the first failure, and after many."""

log = logging.getLogger(__name__)


class Trouble:
    """One episode of failures at a time, from the first to the next success."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.why = ""
        """What was wrong when it was tried last; empty when all is well."""
        self._pause = 0.0
        self._until = 0.0
        self._damaged: Path | None = None

    def is_pausing(self) -> bool:
        """Tell whether it failed so lately that it is not worth trying again."""
        return time.monotonic() < self._until

    def happened(self, error: Exception) -> None:
        """Note a failure; the log hears of the first."""
        self._pause = min(LONGEST, max(FIRST, 2 * self._pause))
        self._until = time.monotonic() + self._pause
        if not self.why:
            log.error(
                "The index in %s cannot be brought up to date: %s. The portal's user must be able "
                "to write to it, and its disk must have room. It is tried again by itself.",
                self.path,
                error,
            )
        self.why = str(error)

    def is_damaged(self, generation: Path, error: Exception) -> None:
        """Say once of a generation that it cannot be read and is made again."""
        if self._damaged != generation:
            log.warning("The index in %s is damaged and is built again: %s", generation, error)
        self._damaged = generation

    def over(self) -> None:
        """Note that it has been done, by this process or another."""
        if self.why:
            log.warning("The index in %s is up to date again.", self.path)
        self.why, self._pause, self._until = "", 0.0, 0.0

"""The last whole index, asked while a newer one cannot be had."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from .behind import LONGEST, Behind
from .changes import ContentState
from .opened import Opened
from .reader import Reader
from .unavailable import IndexUnavailable
from .withdrawn import first_missing, withdrawn


@dataclass(frozen=True)
class _Kept:
    opened: Opened
    state: ContentState
    behind: Behind
    reader: Reader


class LastWhole:
    """Makes a reader of it for each version of the content that it cannot follow."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def reader(self, opened: Opened, state: ContentState, why: str) -> Reader:
        """Return a reader that says that it is behind, and finds nothing withdrawn since.

        Raises:
            IndexUnavailable: it has been behind for too long.
        """
        kept = self._kept
        if kept is None or kept.opened is not opened or kept.state != state:
            known = kept.behind.since if kept and kept.opened is opened else None
            kept = self._kept = _keep(opened, state, why, known)
        if timezone.now() - kept.behind.since > LONGEST:
            raise IndexUnavailable(f"the index has been behind for too long: {why}")
        return kept.reader


def _keep(opened: Opened, state: ContentState, why: str, known: dt.datetime | None) -> _Kept:
    # What changed first may stand in the log no more; then it counts from when it was noticed.
    behind = Behind(known or first_missing(opened.stamp) or timezone.now(), why)
    gone = withdrawn(opened.stamp, state, opened.reader.searcher)
    return _Kept(opened, state, behind, opened.reader.without(gone, behind))

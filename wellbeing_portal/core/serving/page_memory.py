"""Pages that are the same for everybody, kept compressed for as long as the content stays."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024
LARGEST_SHARE = 16
"""A page that takes more than one in so many of the bytes is not kept."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was made: its body compressed, and whether it asked for a visitor's session."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    asked_session: bool


class PageMemory:
    """Pages by their tags, of one version of the content; those longest out of use go first."""

    def __init__(self) -> None:
        self._version: Hashable = None
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The bytes that the bodies kept take."""
        return self._bytes

    def find(self, tag: str) -> KeptPage | None:
        """Return the page of this tag, if it is kept."""
        with self._lock:
            if tag in self._pages:
                self._pages.move_to_end(tag)
            return self._pages.get(tag)

    def keep(self, tag: str, page: KeptPage, version: Hashable) -> None:
        """Keep a page of this version of the content, and no page of another version."""
        room = int(settings.PAGE_MEMORY * MEGABYTE)
        if len(page.body) * LARGEST_SHARE > room:
            return
        with self._lock:
            if version != self._version:
                self._version = version
                self._clear()
            if tag not in self._pages:
                self._pages[tag] = page
                self._bytes += len(page.body)
            while self._bytes > room:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.body)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._clear()

    def _clear(self) -> None:
        self._pages.clear()
        self._bytes = 0


pages_kept = PageMemory()
"""Those of this process."""

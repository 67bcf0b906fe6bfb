"""What is compared and what could be, with the links that add, move, swap and remove.

The address of a comparison is its whole state: a link is another address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from .comparison import Show


@dataclass(frozen=True)
class ChosenRecord:
    """A record that is compared, with links that move, swap or remove it."""

    slug: str
    title: str
    url: str
    about: str
    remove: str
    swap: str
    left: str
    right: str
    swapping: bool


@dataclass(frozen=True)
class Candidate:
    """A record that can be added: the link adds it, or puts it in another's place."""

    slug: str
    title: str
    about: str
    url: str


@dataclass(frozen=True)
class CandidatesFound:
    """What a search for something to add came to.

    ``corrected`` is what was searched for where nothing holds the words as they were typed.
    """

    offers: Sequence[Candidate] = ()
    is_all: bool = True
    corrected: str = ""


@dataclass(frozen=True)
class Address:
    """What stands in the address of a comparison; ``with_…`` give the addresses of others."""

    path: str
    items: tuple[str, ...]
    show: Show = Show.EVERYTHING
    swap: str = ""

    def link(self, items: Sequence[str], show: Show | None = None, swap: str = "") -> str:
        """Return the address of a comparison of ``items``."""
        shown = show or self.show
        pairs = [("item", item) for item in items]
        if shown is not Show.EVERYTHING:
            pairs.append(("show", shown))
        if swap:
            pairs.append(("swap", swap))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def without(self, item: str) -> str:
        """Return the address without ``item``."""
        return self.link([other for other in self.items if other != item])

    def adding(self, item: str) -> str:
        """Return the address with ``item`` at the end, or in the place of the one swapped."""
        if self.swap:
            return self.link([item if other == self.swap else other for other in self.items])
        return self.link([*self.items, item])

    def moving(self, item: str, by: int) -> str:
        """Return the address with ``item`` moved, or nothing if it stands at that end."""
        place = self.items.index(item)
        if not 0 <= place + by < len(self.items):
            return ""
        items = list(self.items)
        items.insert(place + by, items.pop(place))
        return self.link(items)

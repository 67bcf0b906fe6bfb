"""What is compared and what could be, with the links that add, move, swap and remove.

The address of a comparison is its whole state: a link is another address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.utils.translation import gettext

from .comparison import Show

TYPED = "typing"
"""The parameter with which the box asks what begins as the words in it do."""


@dataclass(frozen=True)
class AskedRecords:
    """The records that an address asks for and can have, and why others are left out."""

    records: Sequence[Any] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedSlugs:
    """What could be slugs among what an address names, each once, and what is left out of it."""

    slugs: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Iterable[str], noun: str) -> AskedSlugs:
        """Read what an address names; ``noun`` is what a record is called."""
        slugs: list[str] = []
        ignored: list[str] = []
        for text in filter(None, (item.strip() for item in asked)):
            if text in slugs:
                ignored.append(
                    gettext("“%(text)s” was named more than once.") % {"text": text[:60]}
                )
            elif len(text) > 100 or not slug_re.match(text):
                ignored.append(no_such(noun, text))
            else:
                slugs.append(text)
        return cls(tuple(slugs), tuple(ignored))


def no_such(noun: str, text: str) -> str:
    """Return what says that nothing is called so."""
    return gettext("There is no %(noun)s called “%(text)s”.") % {"noun": noun, "text": text[:60]}


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

    ``corrected`` is what was searched for where nothing holds the words as they were typed, and
    ``note`` what is said of words that mean nothing here.
    """

    offers: Sequence[Candidate] = ()
    is_all: bool = True
    corrected: str = ""
    note: str = ""


@dataclass(frozen=True)
class Address:
    """What stands in the address of a comparison; ``with_…`` give the addresses of others."""

    path: str
    items: tuple[str, ...]
    show: Show = Show.EVERYTHING
    swap: str = ""

    @classmethod
    def of(cls, path: str, items: Iterable[str], show: str, swap: str) -> Address:
        """Return the address that is meant; a view that does not exist is everything."""
        items = tuple(items)
        shown = Show(show) if show in set(Show) else Show.EVERYTHING
        return cls(path, items, shown, swap if swap in items else "")

    def link(self, items: Sequence[str], show: Show | None = None, swap: str = "") -> str:
        """Return the address of a comparison of ``items``."""
        shown = show or self.show
        pairs = [("item", item) for item in items]
        if shown is not Show.EVERYTHING:
            pairs.append(("show", shown))
        if swap:
            pairs.append(("swap", swap))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    @property
    def typing(self) -> str:
        """The address that answers what could be added, while somebody types."""
        pairs = [*(("item", item) for item in self.items), (TYPED, "1")]
        if self.swap:
            pairs.append(("swap", self.swap))
        return f"{self.path}?{urlencode(pairs)}"

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

"""What is asked of the index, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .queries import Ranges, Selection
from .widening import Widening

Counts = Mapping[str, int]
"""How many documents have each value of a facet; a value that none has is left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """One document that matches; ``address`` is where the reader that found it keeps it."""

    kind: str
    pk: int
    slug: str
    title: str
    url: str
    score: float
    address: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search finds: one page of it, how many in all, and the counts of facets.

    ``relaxed`` says that nothing holds all the words, and that these hold as many as any does.
    ``widenings`` are the concepts that the words name, which were searched for as well.
    """

    found: tuple[Found, ...]
    total: int
    facets: Mapping[str, Counts] = field(default_factory=dict)
    relaxed: bool = False
    widenings: tuple[Widening, ...] = ()

    @property
    def ids(self) -> list[int]:
        """The primary keys, in order."""
        return [one.pk for one in self.found]


@dataclass(frozen=True)
class Search:
    """What is asked: words, chosen values of facets, and numbers, among documents of a kind.

    ``kind`` may be empty for all kinds. With ``widen`` off, only the words themselves are
    searched for; with ``typing`` the last word may be only its beginning.
    """

    kind: str
    text: str = ""
    selection: Selection = field(default_factory=dict)
    ranges: Ranges = field(default_factory=dict)
    widen: bool = True
    typing: bool = False

    def key(self) -> Any:
        """Return what is equal for equal searches."""
        chosen = sorted((name, tuple(sorted(set(v)))) for name, v in self.selection.items())
        ranges = sorted((name, tuple(bounds)) for name, bounds in self.ranges.items())
        return self.kind, self.text, tuple(chosen), tuple(ranges), self.widen, self.typing

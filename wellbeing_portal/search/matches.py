"""What the index finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .widening import Widening

Counts = Mapping[str, int]
"""How many documents have each value of a facet; a value that none has is left out."""

Pairs = Mapping[tuple[str, ...], int]
"""How many documents have the values of each pair in a cross table."""


@dataclass(frozen=True, slots=True)
class FoundDocument:
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
    """The answer to one question: a page of what matches, how many in all, and what was counted.

    ``ids`` are the primary keys of the page, in order. ``page`` is the number of the page asked
    for, or of the nearest that exists. ``facets`` has the counts of each facet by name: they
    ignore what is chosen in it and heed everything else. ``tables`` are in the order in which
    they were asked for. ``dropped`` are words that were left out, because nothing holds them
    together with the others; ``absent`` says that there is nothing on what was asked for, and
    ``near`` what of it there is something on. ``widenings`` are the concepts that the words name,
    which were searched for as well.
    """

    ids: tuple[int, ...]
    total: int
    found: tuple[FoundDocument, ...] = ()
    page: int = 1
    pages: int = 1
    facets: Mapping[str, Counts] = field(default_factory=dict)
    tables: tuple[Pairs, ...] = ()
    widenings: tuple[Widening, ...] = ()
    dropped: tuple[str, ...] = ()
    absent: bool = False
    near: str = ""

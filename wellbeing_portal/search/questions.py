"""What is asked of the index: which documents, and what of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .narrowing import Ranges, Selection

PAGE = 20
"""Documents on a page, unless another number is asked for."""


@dataclass(frozen=True)
class Same:
    """What must hold in one and the same part of a record, such as one finding of a case study.

    ``kind`` is the kind of the parts' documents, whose number ``record`` is their record's key;
    ``selection`` the values that one part must have. Where it ``binds``, only records with such a
    part are found; otherwise it is there to count what would be found if it did. ``counted`` are
    the facets that are counted by parts, ``about_parts`` those of the record that then give way.
    """

    kind: str
    selection: Selection
    counted: tuple[str, ...] = ()
    about_parts: tuple[str, ...] = ()
    binds: bool = False

    @cached_property
    def key(self) -> Any:
        """What is equal where it finds and counts the same."""
        return self.kind, chosen_of(self.selection), self.counted, self.binds


@dataclass(frozen=True)
class Search:
    """Which documents: those of a kind with words, chosen values of facets, and numbers.

    ``kind`` may be empty for all kinds. With ``widen`` off, only the words themselves are
    searched for; with ``typing`` the last word may be only its beginning. ``same`` is asked of the
    parts of records.
    """

    kind: str
    text: str = ""
    selection: Selection = field(default_factory=dict)
    ranges: Ranges = field(default_factory=dict)
    widen: bool = True
    typing: bool = False
    same: Same | None = None

    @property
    def bound(self) -> Same | None:
        """What one and the same part must have for its record to be found, if anything."""
        same = self.same
        return same if same is not None and same.binds and any(same.selection.values()) else None

    @cached_property
    def key(self) -> Any:
        """What is equal for equal searches."""
        ranges = sorted((name, tuple(bounds)) for name, bounds in self.ranges.items())
        bound = self.same.key if self.same is not None and self.same.binds else None
        chosen = chosen_of(self.selection)
        return self.kind, self.text, chosen, tuple(ranges), self.widen, self.typing, bound


def chosen_of(selection: Selection) -> Any:
    """Return what is equal for equal choices."""
    given = ((name, tuple(sorted(set(values)))) for name, values in selection.items())
    return tuple(sorted((name, values) for name, values in given if values))


@dataclass(frozen=True)
class CrossTable:
    """Numbers of documents by values of several facets; what is chosen in any facet counts.

    With one facet it is a compound such as ``approach|outcome``, whose values are tied together
    within a document; of several, the values only stand in the same document. Of a compound,
    ``only`` keeps what names these slugs, such as ``{"outcome": "skills"}``.
    """

    facets: tuple[str, ...]
    only: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Any:
        """What is equal for equal tables."""
        return self.facets, tuple(sorted(self.only.items()))


ANY_ORDER = ""
"""The order of who wants only to know which documents there are."""


@dataclass(frozen=True)
class Question:
    """What is wanted of the documents that a search is for, answered together.

    A page of them in an order (``size`` None is all of them, 0 none), the counts of every facet
    named, and cross tables. Without words, the order "relevance" is by title; where the order is
    of no matter, ``ANY_ORDER`` finds thousands many times sooner. ``told`` asks for titles and
    addresses as well as keys, which have to be fetched one by one. Whoever remembers what is made
    of tables asks without ``keep_tables``: many of them would drive out all else.
    """

    search: Search
    sort: str = "relevance"
    page: int = 1
    size: int | None = PAGE
    facets: Sequence[str] = ()
    tables: Sequence[CrossTable] = ()
    told: bool = True
    keep_tables: bool = True

    @property
    def by_score(self) -> bool:
        """Whether the best match comes first."""
        return self.sort == "relevance" and bool(self.search.text)

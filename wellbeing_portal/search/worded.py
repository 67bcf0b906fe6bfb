"""What was typed, as things that can be asked for in full or in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from .widening import Widening


@dataclass(frozen=True, eq=False)
class Unit:
    """One thing that is asked for: a word, words that are a name together, a number and its word.

    ``typed`` finds just the words, ``query`` also what they mean. ``stems`` are those of its
    words. ``widening`` says what it names, if anything.
    """

    words: str
    query: Query
    typed: Query
    stems: tuple[str, ...]
    widening: Widening | None = None

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a record or of a place: it may stand far from other words."""
        return self.widening is not None and self.widening.is_proper

    @property
    def stands_alone(self) -> bool:
        """Whether it means the same wherever it stands: a name, or a number."""
        return self.is_name or any(sign.isdigit() for sign in self.words)


@dataclass(frozen=True)
class Worded:
    """The words of a search, ready to be asked for in full, or with only some of them required.

    ``exactly`` are the clauses for quoted phrases, which are always required; ``never`` those for
    what is excluded; ``bonus`` raises what fits better. ``aside`` are words that a question uses
    of its subject: they raise what has them.
    """

    units: tuple[Unit, ...]
    exactly: tuple[Query, ...] = ()
    never: tuple[Query, ...] = ()
    bonus: tuple[Query, ...] = ()
    aside: tuple[Unit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.exactly or self.never)

    @property
    def widenings(self) -> tuple[Widening, ...]:
        """What the words name, and what was searched for as well."""
        return tuple(one.widening for one in self.units if one.widening and one.widening.concepts)

    def requiring(self, kept: Sequence[Unit]) -> Query:
        """Return the query in which these must stand; the others raise what holds them."""
        clauses = [(Occur.Must, query) for query in self.exactly]
        clauses += [(Occur.Must, one.query) for one in kept]
        if not clauses:
            clauses.append((Occur.Must, Query.all_query()))
        clauses += [(Occur.MustNot, query) for query in self.never]
        others = (*self.units, *self.aside)
        clauses += [(Occur.Should, one.query) for one in others if one not in kept]
        clauses += [(Occur.Should, query) for query in self.bonus]
        return Query.boolean_query(clauses)

"""Where words of a search meet, so that they are said of one thing and not found by chance."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Query

from .analysis import stems_of
from .declarations import registry
from .narrowing import all_of, any_of, either
from .queries import TELLING, TextQueries
from .schema import KIND
from .worded import Unit, Worded

SLOP = 10
"""Words that may stand between those of one subject."""
CLOSE = 3
"""Those between two words that were typed as one thing."""
TITLES = ("title", "names")
"""Texts in which words stand together because they are said of one thing."""
SAID = ("title", "names", "summary", "body")
"""Texts in which words stand near one another because they are said of one thing.

Among synonyms those of one stand beside those of another.
"""
NAMES = 12
"""Other names of a subject near which words are looked for."""


class MeetingWords:
    """Makes queries for where the words of one search meet."""

    def __init__(self, texts: TextQueries, said: Worded) -> None:
        self._texts = texts
        self._said = said

    def near(self, units: Sequence[Unit]) -> Query:
        """Return what finds words near one another in one text."""
        if self._said.is_compound and not self._is_of_a_group(units):
            stems = stems_in(units)
            close = all_of([self._texts.near(stems, CLOSE, SAID), self._of_records()])
            return either([close, self._texts.near(stems, 0, SAID)])
        return self._texts.near(stems_in(units), SLOP)

    def may_be_a_thing(self, units: Sequence[Unit]) -> bool:
        """Tell whether two names may be one thing that neither names: heat networks.

        What is done for a group or in a setting is two things: obesity in schools.
        """
        first, last = units[0], units[-1]
        if not self._said.is_compound:
            return False
        if first.is_around and last.is_around:
            return first.facets == last.facets
        return not last.is_around and last.words.endswith("s") and not last.words.endswith("ss")

    def _is_of_a_group(self, units: Sequence[Unit]) -> bool:
        """Tell whether a word is said of those whom the other names: carers’ assessments."""
        return any(one.is_around for one in units) and any(one.widening is None for one in units)

    def _of_records(self) -> Query:
        """Return what finds records: what a concept's page tells of many is no one thing."""
        concepts = {one.name for one in registry.kinds.values() if one.names_values_of}
        proper = {one.name for one in registry.kinds.values() if one.proper}
        return any_of(self._texts.schema, KIND, sorted({*registry.kinds} - (concepts - proper)))

    def telling(self, units: Sequence[Unit]) -> Query:
        """Return what finds documents that are about these words foremost."""
        return self._texts.telling(stems_in(units), self._foremost)

    @property
    def _foremost(self) -> Sequence[str]:
        """The texts that say what a document is about; of one thing, those that name it."""
        return TITLES if self._said.is_compound else TELLING

    def in_a_row(self, units: Sequence[Unit]) -> Query:
        """Return what finds words one after the other, with the small ones that were typed."""
        return self._texts.near(stems_in(units), self._said.small_between(units))

    def tagged_and_told(self, others: Sequence[Unit]) -> Query:
        """Return what finds documents that speak of plain words foremost, and are of the named."""
        plain = [stem for one in others if one.widening is None for stem in one.stems]
        named = [one.query for one in others if one.widening is not None]
        if not named:
            return Query.empty_query()
        return all_of([self._texts.telling(plain, self._foremost), *named])

    def told_near_a_name(self, others: Sequence[Unit]) -> Query:
        """Return what finds plain words near another name of the subject that is named.

        Mould stands beside damp, which is a name of warm homes.
        """
        plain = stems_in([one for one in others if one.widening is None])
        named = [one for one in others if one.widening is not None]
        if not plain or len(named) != 1 or named[0].widening is None:
            return Query.empty_query()
        names = named[0].widening.names[:NAMES]
        said = filter(None, map(stems_of, names))
        near = [self._texts.near([*plain, *one], SLOP) for one in said]
        return all_of([either(near), named[0].query])


def stems_in(units: Sequence[Unit]) -> list[str]:
    """Return the stems of all words, in their order."""
    return [stem for one in units for stem in one.stems]

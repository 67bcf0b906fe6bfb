"""Turns what a visitor typed and chose into queries of the engine."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Occur, Query

from .schema import SUGGEST, WEIGHTS, WORDS, facet_field, number_field, stemmed, unstemmed
from .widening import Concepts, Widening, find
from .words import STOP_WORDS, canonical, clean, loose_parts, parse

Selection = Mapping[str, Iterable[str]]
"""The values chosen in each facet: one of them is enough, but in every facet."""

Ranges = Mapping[str, tuple[int | None, int | None]]
"""The least and the greatest number wanted, either of them open."""

NUMBER_LIMIT = 2**62
CONCEPT_WEIGHT = 2.5
WHOLE_TITLE_WEIGHT = 10.0
MANY_WORDS = 40
MANY_PAIRS = 8
"""Words of a search that are asked for; a text pasted into the box has more."""


@dataclass(frozen=True)
class Worded:
    """The words of a search, ready to be asked for in full, or with only some of them required.

    ``wanted`` are the clauses for its words in turn; ``exactly`` those for quoted phrases, which
    are always required; ``never`` those for what is excluded.
    """

    wanted: tuple[Query, ...]
    exactly: tuple[Query, ...]
    never: tuple[Query, ...]
    bonus: tuple[Query, ...]
    widenings: tuple[Widening, ...]

    def __bool__(self) -> bool:
        return bool(self.wanted or self.exactly or self.never)

    def requiring(self, number: int) -> Query:
        """Return the query in which at least ``number`` of the wanted words must stand."""
        clauses = [(Occur.Must, query) for query in self.exactly]
        if number >= len(self.wanted):
            clauses += [(Occur.Must, query) for query in self.wanted]
        else:
            some = Query.boolean_query(
                [(Occur.Should, query) for query in self.wanted],
                minimum_number_should_match=number,
            )
            clauses.append((Occur.Must, some))
        if not clauses:
            clauses.append((Occur.Must, Query.all_query()))
        clauses += [(Occur.MustNot, query) for query in self.never]
        clauses += [(Occur.Should, query) for query in self.bonus]
        return Query.boolean_query(clauses)


class TextQueries:
    """Makes queries for words, with what is known of the index they are for."""

    def __init__(self, schema: Any, is_word: Callable[[str], bool]) -> None:
        self.schema = schema
        self.is_word = is_word

    def ask(self, text: str, concepts: Concepts, *, typing: bool) -> Worded:
        """Return the queries for ``text``; ``concepts`` widen it, ``typing`` leaves it open."""
        parts = parse(text)
        wanted: list[Query] = []
        exactly: list[Query] = []
        never: list[Query] = []
        bonus: list[Query] = []
        loose = [part for part in parts if not part.quoted and not part.excluded]
        words = self._joined(_meaningful([part.text for part in loose])[:MANY_WORDS])
        found = find(words, concepts)
        at = 0
        for widening in found:
            wanted += [self._word(word) for word in words[at : widening.start]]
            wanted.append(self._widened(words[widening.start : widening.end], widening))
            at = widening.end
        wanted += [self._word(word) for word in words[at:]]
        if typing and wanted and text[-1:].isalnum() and at < len(words):
            wanted[-1] = _either([wanted[-1], self._beginning(words[-1])])
        for part in parts:
            if part.quoted or part.excluded:
                (never if part.excluded else exactly).append(self._phrase(part.text))
        if len(words) > 1:
            bonus.append(self._in_title(words))
            bonus += self._side_by_side(words)
        return Worded(tuple(wanted), tuple(exactly), tuple(never), tuple(bonus), tuple(found))

    def suggest(self, text: str) -> Query | None:
        """Return what finds titles and names in which these words begin, in any order."""
        words = unstemmed().analyze(canonical(clean(text)))[:MANY_WORDS]
        if not words:
            return None
        clauses = [
            (Occur.Must, Query.term_query(self.schema, SUGGEST, word)) for word in words[:-1]
        ]
        last = Query.regex_query(self.schema, SUGGEST, _beginning_with(words[-1]))
        exact = Query.term_query(self.schema, SUGGEST, words[-1])
        in_title = Query.const_score_query(
            Query.regex_query(self.schema, "title", _beginning_with(words[-1])), 5.0
        )
        better = [(Occur.Should, exact), (Occur.Should, in_title), *self._title_bonus(text)]
        return Query.boolean_query([*clauses, (Occur.Must, last), *better])

    def highlighted(self, text: str, concepts: Concepts) -> Query:
        """Return the terms that a snippet of the body marks."""
        asked = [part.text for part in parse(text) if not part.excluded]
        words = [word for said in asked for word in (*said.split(), *loose_parts(said).split())]
        words = _meaningful(words)[:MANY_WORDS]
        terms = {stem for word in words for stem in stemmed().analyze(canonical(word))}
        for widening in find(words, concepts):
            terms |= {
                stem
                for name in widening.names
                for word in _meaningful(name.split())
                for stem in stemmed().analyze(canonical(word))
            }
        return _either([Query.term_query(self.schema, "body", term) for term in sorted(terms)])

    def _word(self, word: str) -> Query:
        """Return what finds a word, in any text, or all its parts where signs divide it."""
        found = []
        for form in {canonical(word), *([loose_parts(word)] if loose_parts(word) else [])}:
            terms = stemmed().analyze(form)
            if terms:
                found.append(_all([self._term(term) for term in terms]))
        return _either(found)

    def _term(self, term: str) -> Query:
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self.schema, name, term), weight)
                for name, weight in WEIGHTS.items()
            ],
            0.3,
        )

    def _phrase(self, text: str) -> Query:
        """Return what finds words next to one another, hyphenated or not."""
        forms = {canonical(text), *self._joined_forms(text)}
        return _either([self._one_phrase(form) for form in sorted(forms)])

    def _one_phrase(self, text: str) -> Query:
        terms = stemmed().analyze(text)
        if len(terms) < 2:
            return _all([self._term(term) for term in terms])
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.phrase_query(self.schema, name, list(terms)), weight)
                for name, weight in WEIGHTS.items()
            ],
            0.3,
        )

    def _joined_forms(self, text: str) -> list[str]:
        """Return the phrase with two of its words written as one, where that is a word."""
        words = canonical(text).split()
        return [
            " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
            for i in range(min(len(words), MANY_WORDS) - 1)
            if self.is_word(words[i] + words[i + 1])
        ]

    def _joined(self, words: list[str]) -> list[str]:
        """Hyphenate two words in a row that are also written as one, so that both find it."""
        result: list[str] = []
        for word in words:
            if result and "-" not in result[-1] and self.is_word(result[-1] + word):
                result[-1] = f"{result[-1]}-{word}"
            else:
                result.append(word)
        return result

    def _widened(self, words: list[str], widening: Widening) -> Query:
        """Return what finds the words, or what is tagged with the concept they name."""
        itself = _all([self._word(word) for word in words])
        tagged = [
            Query.const_score_query(
                Query.term_query(self.schema, facet_field(concept.facet), concept.slug),
                CONCEPT_WEIGHT,
            )
            for concept in widening.concepts
        ]
        others = [
            Query.boost_query(self._one_phrase(canonical(name)), 0.5) for name in widening.names
        ]
        return _either([itself, *tagged, *others])

    def _beginning(self, word: str) -> Query:
        terms = unstemmed().analyze(canonical(word))
        if not terms:
            return Query.empty_query()
        return Query.regex_query(self.schema, WORDS, _beginning_with(terms[-1]))

    def _side_by_side(self, words: list[str]) -> list[Query]:
        """Return what raises texts in which words stand as typed: “business rates”."""
        pairs = list(itertools.pairwise(words))[:MANY_PAIRS]
        return [self._one_phrase(canonical(f"{one} {other}")) for one, other in pairs]

    def _in_title(self, words: list[str]) -> Query:
        return Query.boost_query(self._one_field_all("title", words), WHOLE_TITLE_WEIGHT / 4)

    def _one_field_all(self, name: str, words: list[str]) -> Query:
        terms = [term for word in words for term in stemmed().analyze(canonical(word))]
        return _all([Query.term_query(self.schema, name, term) for term in terms])

    def _title_bonus(self, text: str) -> list[tuple[Any, Query]]:
        terms = stemmed().analyze(canonical(clean(text)))[:MANY_WORDS]
        return [
            (Occur.Should, Query.boost_query(Query.term_query(self.schema, "title", term), 3.0))
            for term in terms
        ]


def selected(schema: Any, selection: Selection) -> dict[str, Query]:
    """Return a clause for each facet with chosen values, by its name."""
    return {
        facet: any_of(schema, facet_field(facet), {_safe(value) for value in values})
        for facet, values in ((name, list(chosen)) for name, chosen in selection.items())
        if values
    }


def any_of(schema: Any, name: str, values: Iterable[str]) -> Query:
    """Return what finds documents with one of the values in a field.

    A set of terms costs a walk over all their documents before the search begins; one term by
    itself is walked only as far as the other clauses go.
    """
    terms = sorted(values)
    if len(terms) == 1:
        return Query.term_query(schema, name, terms[0], index_option="basic")
    return Query.term_set_query(schema, name, terms)


def in_ranges(schema: Any, ranges: Ranges) -> list[Query]:
    """Return a clause for each number that is bounded."""
    return [
        Query.range_query(
            schema,
            number_field(name),
            tantivy.FieldType.Integer,
            lower_bound=-NUMBER_LIMIT if least is None else _bounded(least),
            upper_bound=NUMBER_LIMIT if most is None else _bounded(most),
        )
        for name, (least, most) in ranges.items()
        if (least, most) != (None, None)
    ]


def filtered(text: Query | None, clauses: Iterable[Query]) -> Query:
    """Return ``text`` among what all ``clauses`` let through; they do not affect its order."""
    filters = [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in clauses]
    asked = [] if text is None else [(Occur.Must, text)]
    return Query.boolean_query([*asked, *filters]) if asked or filters else Query.all_query()


def _meaningful(words: list[str]) -> list[str]:
    kept = [word for word in words if word.lower().strip(".,;:!?()'’") not in STOP_WORDS]
    return kept or words


def _safe(value: str) -> str:
    """Return a value that the engine can be asked for; half characters match nothing."""
    return value.encode("utf-8", "replace").decode()


def _bounded(number: int) -> int:
    return max(-NUMBER_LIMIT, min(NUMBER_LIMIT, number))


def _beginning_with(word: str) -> str:
    """Return a pattern; words have no signs that mean something in one."""
    return f"{word}.*"


def _either(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return Query.empty_query()
    return Query.disjunction_max_query(list(queries), 0.1)


def _all(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, query) for query in queries])

"""Turns what a visitor typed into queries of the engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tantivy import Occur, Query

from .analysis import asked_keys, stemmed, unstemmed
from .as_written import AsWritten
from .families import simple_forms
from .fitting import CALLED_WEIGHT, fitting_better
from .lexicon import Lexicon
from .marks import Mark, WordMark
from .narrowing import all_of, any_of, either
from .numbers import said_of_numbers, tells_exactly, with_numbers
from .schema import CALLED, SUGGEST, WEIGHTS, WORDS, facet_field
from .widening import Concepts, NamedValue, Widening, find
from .worded import Met, Unit, Way, Worded, aside_of, beside, light_of, wanted_of, weighed
from .words import (
    canonical,
    clean,
    is_small,
    loose_parts,
    parse,
    spoken,
)

CONCEPT_WEIGHT = 2.5
PLACE_WEIGHT = 12.0
"""How much it counts to be of a place that is named: more than to speak of it."""
OTHER_NAMES_WEIGHT = 0.2
OTHER_FORMS_WEIGHT = 0.8
MANY_WORDS = 40
"""Words of a search that are asked for; a text pasted into the box has more."""
SMALL_BETWEEN = 1
"""Words that may stand between those of a record’s name: exercise on referral."""
APART_WEIGHT = 0.3
"""How much a number and what it counts tell that stand apart."""
NEXT = 3
"""Words that may stand between a number and what it counts."""
TELLING = ("title", "names", "synonyms", "summary")
"""Texts that say what a document is about."""


class TextQueries:
    """Makes queries for words, with what is known of the index they are for."""

    def __init__(
        self, schema: Any, lexicon: Lexicon, weights: Mapping[str, float] = WEIGHTS
    ) -> None:
        self.schema = schema
        self.lexicon = lexicon
        self._weights = weights
        self.words = AsWritten(lexicon, self.one_phrase)

    def within(self, name: str) -> TextQueries:
        """Return what makes the same queries for one of the texts alone."""
        return TextQueries(self.schema, self.lexicon, {name: WEIGHTS[name]})

    def ask(self, text: str, concepts: Concepts, *, typing: bool = False) -> Worded:
        """Return the queries for ``text``; ``concepts`` widen it, ``typing`` leaves it open."""
        parts = parse(text)
        words = self.words.read(parts)
        open_end = typing and bool(words) and text[-1:].isalnum()
        units = list(self._units(words[:MANY_WORDS], concepts, open_end=open_end))
        asks = len(words) < sum(not one.quoted for one in parts)
        aside = [*wanted_of(units), *(aside_of(units) if asks else ())]
        aside += [one for one in light_of(units) if one not in aside]
        units = weighed([one for one in units if one not in aside])
        aside = beside(aside)
        exactly = [self.phrase(one.text) for one in parts if one.is_phrase]
        never = [self.phrase(one.text) for one in parts if one.excluded]
        bonus = tuple(fitting_better(self, text, words[:MANY_WORDS], [*units, *aside]))
        read = tuple(words)
        return Worded(tuple(units), tuple(exactly), tuple(never), bonus, tuple(aside), read, asks)

    def marks(self, text: str, concepts: Concepts) -> tuple[Mark, ...]:
        """Return what is marked in texts that match ``text``, the words typed first."""
        parts = [one for one in parse(text) if not one.excluded]
        found: list[Mark] = [
            tuple(map(WordMark.written, unstemmed().analyze(canonical(one.text))))
            for one in parts
            if one.quoted
        ]
        units = list(self._units(self.words.read(parts)[:MANY_WORDS], concepts))
        found += [self.mark(form) for one in units for form in spoken(one.words)]
        names = (one.widening.names for one in units if one.widening)
        found += [self.mark(name) for name in itertools.chain(*names)]
        return tuple(dict.fromkeys(one for one in found if one))

    # ── One thing at a time ──────────────────────────────────────────────────────────────

    def _units(
        self, words: list[str], concepts: Concepts, *, open_end: bool = False
    ) -> Iterator[Unit]:
        at = 0
        named = find(words, concepts, self._is_called)
        for widening in named:
            yield from self._plain(words[at : widening.start], alone=not named)
            yield self._named(words[widening.start : widening.end], widening)
            at = widening.end
        rest = list(self._plain(words[at:], alone=not named))
        if open_end and rest:
            last = rest.pop()
            begun = either([last.query, self._beginning(words[-1])])
            rest.append(Unit.plain(last.words, begun, last.stems))
        yield from rest

    def _is_called(self, name: str) -> bool:
        """Tell whether a record is called so; what the engine counts may be there no more."""
        return self.lexicon.is_called(name) and self.lexicon.holds(self.called(name))

    def _plain(self, words: Sequence[str], *, alone: bool) -> Iterator[Unit]:
        """Yield words one by one, numbers with the word they belong to."""
        groups = with_numbers(words)
        kept = [one for one in groups if len(one) > 1 or not is_small(one[0])]
        for group in kept or (groups if alone else []):
            said = " ".join(group)
            query = either([self._counted(said) for said in said_of_numbers(group)])
            yield Unit.plain(said, query, tuple(stemmed().analyze(canonical(said))))

    def _counted(self, group: Sequence[str]) -> Query:
        """Return what finds a word, or a number near what it counts."""
        said = " ".join(group)
        if len(group) == 1:
            return self.word(said)
        near = self.one_phrase(canonical(said), NEXT)
        if not tells_exactly(group[0]):
            return near
        # So exact a number is hardly there by chance: its word may stand anywhere.
        return either([near, Query.boost_query(all_of([*map(self.word, group)]), APART_WEIGHT)])

    def _named(self, words: Sequence[str], widening: Widening) -> Unit:
        """Return what finds the words, or what is tagged with the concept they name."""
        said = " ".join(words)
        stems = tuple(stemmed().analyze(canonical(said)))
        typed = self.word(said) if len(words) == 1 else self._stems_together(said)
        if not widening.concepts:
            typed = either([typed, Query.boost_query(self.near(stems, SMALL_BETWEEN), 0.5)])
        called = Query.const_score_query(self.called(said), CALLED_WEIGHT / 4)
        ways = [
            Way(Met.TYPED, said, typed),
            Way(Met.CALLED, said, called),
            *(Way(Met.TAGGED, one.names[0], self._tagged(one), one) for one in widening.concepts),
            *(Way(Met.OTHER_NAME, name, self._other(name)) for name in widening.names),
        ]
        return Unit(said, tuple(ways), stems, widening)

    def _tagged(self, concept: NamedValue) -> Query:
        tag = Query.term_query(self.schema, facet_field(concept.facet), concept.slug)
        return Query.const_score_query(tag, PLACE_WEIGHT if concept.is_place else CONCEPT_WEIGHT)

    def _other(self, name: str) -> Query:
        """Return what finds another name: of one word just that, for visits are no “visiting”."""
        words = unstemmed().analyze(canonical(name))
        found = self.one_phrase(canonical(name))
        if len(words) == 1:
            written = Query.term_set_query(self.schema, WORDS, [words[0], *simple_forms(words[0])])
            found = all_of([found, Query.const_score_query(written, 0.0)])
        return Query.boost_query(found, OTHER_NAMES_WEIGHT)

    def word(self, word: str) -> Query:
        """Return what finds a word in any of its forms; its parts stand together, if it has any."""
        forms = dict.fromkeys(filter(None, (canonical(word), loose_parts(word))))
        found = []
        for form in forms:
            terms = unstemmed().analyze(form)
            if len(terms) == 1:
                found.append(self._forms(terms[0]))
            elif terms:
                found.append(self.one_phrase(form))
        return either(found)

    def _forms(self, word: str) -> Query:
        spread = self.lexicon.spread(word)
        own = self._term(spread.stems[0])
        if spread.only:
            standing = Query.term_set_query(self.schema, WORDS, list(spread.only))
            own = all_of([own, Query.const_score_query(standing, 0.0)])
        others = [
            Query.boost_query(self._term(one), OTHER_FORMS_WEIGHT) for one in spread.stems[1:]
        ]
        return either([own, *others])

    def _term(self, term: str) -> Query:
        return self._in_fields(lambda name: Query.term_query(self.schema, name, term))

    def near(self, stems: Sequence[str], slop: int, texts: Sequence[str] = ()) -> Query:
        """Return what finds stems near one another in one text, or in one of ``texts``."""
        return self._in_fields(
            lambda name: Query.phrase_query(self.schema, name, list(stems), slop=slop), texts
        )

    def telling(self, stems: Sequence[str], texts: Sequence[str] = TELLING) -> Query:
        """Return what finds documents that are about these by title, name or summary."""
        return all_of(
            [
                either([Query.term_query(self.schema, name, stem) for name in texts])
                for stem in stems
            ]
        )

    def _in_fields(self, query: Any, texts: Sequence[str] = ()) -> Query:
        names = [one for one in self._weights if not texts or one in texts]
        return Query.disjunction_max_query(
            [Query.boost_query(query(name), self._weights[name]) for name in names], 0.3
        )

    def phrase(self, text: str) -> Query:
        """Return what finds words as they are written, next to one another."""
        together = self._stems_together(text)
        forms = {canonical(text), *self._joined_forms(text)}
        written = [
            all_of([Query.term_query(self.schema, WORDS, one) for one in unstemmed().analyze(form)])
            for form in sorted(forms)
        ]
        return all_of([together, Query.const_score_query(either(written), 0.0)])

    def _stems_together(self, text: str) -> Query:
        forms = {canonical(text), *self._joined_forms(text)}
        return either([self.one_phrase(form) for form in sorted(forms)])

    def one_phrase(self, text: str, slop: int = 0) -> Query:
        """Return what finds the stems of a text one after the other."""
        terms = stemmed().analyze(text)
        return self.near(terms, slop) if terms[1:] else all_of([self._term(one) for one in terms])

    def _joined_forms(self, text: str) -> list[str]:
        """Return the phrase with two of its words written as one, where that is a word."""
        words = canonical(text).split()
        return [
            " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
            for i in range(min(len(words), MANY_WORDS) - 1)
            if self.lexicon.is_word(words[i] + words[i + 1])
        ]

    def called(self, name: str) -> Query:
        """Return what finds the records that are called so."""
        return any_of(self.schema, CALLED, asked_keys(name))

    def suggest(self, text: str) -> Query | None:
        """Return what finds titles and names in which these words begin, in any order."""
        words = unstemmed().analyze(canonical(clean(text)))[:MANY_WORDS]
        if not words:
            return None
        whole = [(Occur.Must, Query.term_query(self.schema, SUGGEST, word)) for word in words[:-1]]
        last = Query.regex_query(self.schema, SUGGEST, f"{words[-1]}.*")
        return Query.boolean_query([*whole, (Occur.Must, last)])

    def _beginning(self, word: str) -> Query:
        terms = unstemmed().analyze(canonical(word))
        if not terms:
            return Query.empty_query()
        return Query.regex_query(self.schema, WORDS, f"{terms[-1]}.*")

    def mark(self, words: str) -> Mark:
        """Return what is taken for these words in a text, one after the other."""
        said = unstemmed().analyze(canonical(words))
        return tuple(WordMark.of(word, self.lexicon.spread(word)) for word in said)

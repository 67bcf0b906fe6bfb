"""What fits better: records that are called so, and words that stand together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tantivy import Query

from .analysis import stemmed
from .narrowing import all_of
from .worded import Met, Unit, Way, is_general
from .words import canonical, is_small

if TYPE_CHECKING:
    from .queries import TextQueries

IN_TITLE_WEIGHT = 2.5
CALLED_WEIGHT = 60.0
PHRASE_NAMED_WEIGHT = 15.0
TOGETHER_WEIGHT = 5.0
PART_OF_NAME_WEIGHT = 0.25
"""How much single words count of a name that has several."""
MANY_PAIRS = 8
LONG_NAME = 4
"""Words of a name that each make it surer that it is meant."""
NAMED = ("title", "names", "synonyms")
"""Texts that are names."""


def fitting_better(
    texts: TextQueries, text: str, typed: Sequence[str], units: Sequence[Unit]
) -> Iterator[Way]:
    """Yield what raises documents that fit better; ``typed`` are the words that were looked for."""
    yield Way(Met.CALLED, text, Query.const_score_query(texts.called(text), CALLED_WEIGHT))
    words = [one.words for one in units]
    yield from _parts_of_names(texts, units)
    if len(words) < 2:
        return
    stems = [stem for one in units for stem in one.stems]
    in_title = all_of([Query.term_query(texts.schema, "title", stem) for stem in stems])
    yield Way(Met.IN_TITLE, " ".join(words), Query.boost_query(in_title, IN_TITLE_WEIGHT))
    yield from _as_a_name(texts, " ".join(typed))
    for pair in list(itertools.pairwise(words))[:MANY_PAIRS]:
        next_to = texts.one_phrase(canonical(" ".join(pair)))
        yield Way(Met.TOGETHER, " ".join(pair), Query.boost_query(next_to, TOGETHER_WEIGHT))


def _parts_of_names(texts: TextQueries, units: Sequence[Unit]) -> Iterator[Way]:
    """Yield what raises what has single words of a subject's name in its title: “meals”."""
    for unit in units:
        words = [word for word in unit.words.split() if not is_small(word)]
        if unit.widening is None or unit.is_name or len(words) < 2:
            continue
        for word in words[:MANY_PAIRS]:
            if not is_general(word.lower()):
                found = texts.within("title").word(word)
                yield Way(Met.TYPED, word, Query.boost_query(found, PART_OF_NAME_WEIGHT))


def _as_a_name(texts: TextQueries, typed: str) -> Iterator[Way]:
    """Yield what raises documents in whose names all the words stand as they were typed."""
    stems = stemmed().analyze(canonical(typed))
    for name in NAMED if stems[1:] else ():
        weight = PHRASE_NAMED_WEIGHT * min(len(stems) - 1, LONG_NAME)
        named = Query.phrase_query(texts.schema, name, list(stems))
        yield Way(Met.PHRASE, typed, Query.const_score_query(named, weight))
    small_inside = any(map(is_small, typed.split()[1:-1]))
    if len(stems) >= LONG_NAME or small_inside:
        said = Query.phrase_query(texts.schema, "body", list(stems))
        yield Way(Met.PHRASE, typed, Query.const_score_query(said, PHRASE_NAMED_WEIGHT))

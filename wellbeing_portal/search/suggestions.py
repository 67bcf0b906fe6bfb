"""What a visitor may mean: titles while typing, and the right spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Query

from .analysis import asked_as_proper, name_key, proper_keys, unstemmed
from .declarations import Kind, registry
from .matches import FoundDocument
from .narrowing import any_of, filtered
from .reader import Reader
from .schema import CALLED, KIND, SUGGEST, WORDS, facet_field
from .slips import TELLING, distance, has_another_letter, may_be_a_place, one_slip
from .words import STOP_WORDS, canonical, clean, parse

SHORT = 5
"""Letters from which a word is corrected: too much else is near a shorter one."""

LONG = 9
"""Letters from which two slips are put right: a shorter word may be another one."""

LOOKED_AT = 30
"""Documents in which it is looked how a word is written."""

CANDIDATES = 5000
RANKED = 60
"""Documents among which the best suggestions are chosen."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A search spelled as the content spells it. ``changed`` pairs each word with the new one."""

    text: str
    changed: tuple[tuple[str, str], ...]


def suggest(reader: Reader, text: str, *, limit: int = 8) -> tuple[FoundDocument, ...]:
    """Return documents whose titles or names hold these words, the last one begun or whole.

    Names that begin so come first, then what is used most.
    """
    query = reader.texts.suggest(text)
    if query is None:
        return ()
    kinds = {kind.name: kind for kind in registry.kinds.values() if kind.suggest}
    weighed = Query.disjunction_max_query(
        [
            Query.const_score_query(
                Query.term_query(reader.schema, KIND, kind.name), float(kind.suggest)
            )
            for kind in kinds.values()
        ]
    )
    found = reader.found(filtered(_and(query, weighed), [reader.kind_of(kinds)]), RANKED)
    start = name_key(text)

    def place(hit: FoundDocument) -> tuple[bool, int, int, str]:
        kind = kinds[hit.kind]
        begins = name_key(hit.title).startswith(start)
        return not begins, -kind.suggest, -_uses(reader, kind, hit.slug), hit.title

    return tuple(sorted(found, key=place)[:limit])


def _uses(reader: Reader, kind: Kind, slug: str) -> int:
    """Return about how many documents name a record."""
    if not kind.named_in:
        return 0
    return reader.searcher.doc_freq(facet_field(kind.named_in), slug)


def did_you_mean(reader: Reader, text: str, *, kind: str = "") -> Spelling | None:
    """Return the search with the words that stand nowhere replaced by near ones that do."""
    changed = []
    spelled = clean(text)
    for part in parse(text):
        for word in _words_of(part.text, spelled):
            if part.excluded or word not in spelled.lower() or _is_right(reader, word, kind):
                continue
            if _is_of_another_name(reader, word, spelled, kind):
                continue
            if better := _nearest(reader, word, spelled, kind):
                spelled = _replaced(spelled, word, better)
                changed.append((word, better))
    return Spelling(_as_named(reader, spelled), tuple(changed)) if changed else None


def _words_of(text: str, spelled: str) -> list[str]:
    """Return the words of a part of a search; those joined by hyphens one by one, if it has any."""
    words: list[str] = unstemmed().analyze(canonical(text))
    if all(word in spelled.lower() for word in words):
        return words
    return list(unstemmed().analyze(text.replace("-", " ")))


def _as_named(reader: Reader, text: str) -> str:
    """Return the name of the place or the like that is called so, as it writes itself."""
    keys = asked_as_proper(text)
    proper = [kind.name for kind in registry.kinds.values() if kind.proper]
    if not keys or not proper:
        return text
    named = filtered(any_of(reader.schema, CALLED, keys), [reader.kind_of(proper)])
    titles = (hit.title for hit in reader.found(named, LOOKED_AT))
    return next((one for one in titles if set(proper_keys([one])) & set(keys)), text)


def _replaced(text: str, word: str, better: str) -> str:
    """Return a text with the first of a word replaced, with a capital where it had one."""
    at = text.lower().index(word)
    said = better.capitalize() if text[at : at + 1].isupper() else better
    return text[:at] + said + text[at + len(word) :]


def _is_right(reader: Reader, word: str, kind: str) -> bool:
    return (
        len(word) < SHORT
        or word in STOP_WORDS
        or word in registry.right
        or any(sign.isdigit() for sign in word)
        or _stands_in(reader, word, kind) > 0
        or reader.count(filtered(reader.texts.word(word), [_kind(reader, kind)])) > 0
    )


def _is_of_another_name(reader: Reader, word: str, text: str, kind: str) -> bool:
    """Tell whether a capital word stands beside one that is near nothing: Princes Risborough."""
    words = text.split()
    at = next((place for place, said in enumerate(words) if said.lower() == word), None)
    if at is None or not words[at][0].isupper():
        return False
    beside = [one for one in words[max(0, at - 1) : at + 2] if one.lower() != word]
    unknown = [
        one for one in beside if one[0].isupper() and not _is_right(reader, one.lower(), kind)
    ]
    return any(not _nearest(reader, one.lower(), text, kind) for one in unknown)


def _nearest(reader: Reader, word: str, text: str, kind: str) -> str:
    """Return the word of the content that is one slip away, or two, and fits best.

    One that makes a name of the whole text comes first, then what is nearest, then what stands
    most often.
    """
    near = {other for other in one_slip(word) if reader.lexicon.is_word(other)} - STOP_WORDS
    if not near and len(word) >= LONG:
        near = {other for other in _begun_alike(reader, word) if distance(word, other, 2) <= 2}
    fitting = []
    for other in near:
        is_name = _is_a_name(reader, _replaced(text, word, other))
        # Documents that were taken away may still be in the list of words: count again.
        if standing := _stands_in(reader, other, kind):
            fitting.append((not is_name, distance(word, other, 2), -standing, other))
    said = (
        one
        for no_name, _, _, one in sorted(fitting)
        if _may_be_meant(reader, word, one, text, is_name=not no_name)
    )
    return next(said, "")


def _is_a_name(reader: Reader, text: str) -> bool:
    """Tell whether something is called so, with or without a word for what it is: a council."""
    both = dict.fromkeys((text, _without_nouns(text)))
    return any(reader.lexicon.is_called(said) for said in both)


def _without_nouns(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in registry.nouns)


def _may_be_meant(reader: Reader, word: str, other: str, text: str, *, is_name: bool) -> bool:
    """Tell whether a word may be a slip of another.

    A word for a thing is one that is written small somewhere; a short one, which is near too
    much, also one by which something is called, and of which no letter is another: Patel is no
    panel. A word of names alone must make a name of the whole text, or be in one and something be
    found for all of it, and be no name of some other place, with a word for a council or not.
    """
    if _is_written_small(reader, other):
        is_sure = _is_of_a_title(reader, other) and not has_another_letter(word, other)
        return is_name or len(word) >= TELLING or is_sure
    if is_name and word != name_key(_without_nouns(text)):
        return True
    if may_be_a_place(word, other):
        return False
    is_long = len(word) >= TELLING - 1 and _is_of_a_title(reader, other)
    return is_name or (is_long and _finds(reader, _replaced(text, word, other)))


def _finds(reader: Reader, text: str) -> bool:
    """Tell whether something has all of the words."""
    said = reader.worded(text)
    return len(said.units) > 1 and reader.count(said.requiring(said.units)) > 0


def _is_written_small(reader: Reader, word: str) -> bool:
    """Tell whether a word stands in small letters in one of the first texts that have it.

    Names of subjects are words for things, though they begin with a capital.
    """
    kinds = [kind.name for kind in registry.kinds.values() if not kind.proper]
    words = filtered(Query.term_query(reader.schema, WORDS, word), [reader.kind_of(kinds)])
    written = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for _score, address in reader.hits(words, None, 0, LOOKED_AT):
        stored = reader.stored(address)
        names = (stored["title"], *stored.get("called", ()))
        if registry.kinds[stored["kind"]].names_values_of:
            names = tuple(name.lower() for name in names)
        texts = (*names, *stored["text"])
        if any(written.search(canonical(text)) for text in texts):
            return True
    return False


def _is_of_a_title(reader: Reader, word: str) -> bool:
    """Tell whether something that is no source is called by a word."""
    kinds = [kind.name for kind in registry.kinds.values() if kind.is_meant]
    words = Query.term_query(reader.schema, SUGGEST, word)
    return reader.count(filtered(words, [reader.kind_of(kinds)])) > 0


def _begun_alike(reader: Reader, word: str) -> Iterator[str]:
    for start in (word[:2], word[0] + word[2]):
        for term, _ in reader.searcher.terms_with_prefix(WORDS, start, limit=CANDIDATES):
            if abs(len(term) - len(word)) <= 2:
                yield term


def _stands_in(reader: Reader, word: str, kind: str) -> int:
    return reader.count(
        filtered(Query.term_query(reader.schema, WORDS, word), [_kind(reader, kind)])
    )


def _kind(reader: Reader, kind: str) -> Query:
    return reader.kind_of([kind] if kind else sorted(registry.kinds))


def _and(one: Query, other: Query) -> Query:
    return one.and_must_match(other)

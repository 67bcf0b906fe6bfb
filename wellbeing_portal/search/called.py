"""Records that are called just what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Occur, Query

from .analysis import asked_keys, name_key
from .asked import ANYBODY, subject_of, subjects_of, without_what_is_wanted
from .declarations import registry
from .matches import FoundDocument
from .narrowing import all_of, any_of, filtered
from .reader import Reader
from .schema import CALLED
from .worded import Unit
from .wordings import shorter_names
from .words import canonical, parse

MANY = 12


def called(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the records whose name, or other name, is all of ``text`` or what it asks about.

    Those come first that the words also fit best.
    """
    for key in keys_of(text):
        if found := _called(reader, text, [key]):
            return found
    parts = parse(text)
    if any(one.excluded for one in parts):
        return ()
    said = " ".join(one.text for one in parts)
    return _named(reader, said) or _named_together(reader, said) or _wanted(reader, text)


def _wanted(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the concepts of which something is wanted: “befriending schemes”."""
    subject = without_what_is_wanted(subject_of([one.text for one in parse(text)]))
    keys = sorted({name_key(" ".join(subject))} - {""})
    found = _called(reader, text, keys) if keys else ()
    return [one for one in found if _is_concept(one)]


def keys_of(text: str) -> list[str]:
    """Return what names are equal to that are all of ``text``, or what it asks about."""
    parts = parse(text)
    if any(one.excluded for one in parts):
        return []
    said = [" ".join(words) for words in subjects_of([one.text for one in parts])]
    keys = (
        key for one in said for form in (one, one.replace("-", " ")) for key in asked_keys(form)
    )
    return list(dict.fromkeys(key for key in keys if key))


def named_in(reader: Reader, text: str) -> list[str]:
    """Return the parts of a search that name a concept, where it has other parts as well."""
    units = reader.worded(text).units
    if len(units) < 2:
        return []
    named = (one for one in units if one.widening and one.widening.concepts)
    return [one.words for one in named if not one.is_name]


def is_in_a_title(reader: Reader, words: str, kinds: Sequence[str]) -> bool:
    """Tell whether words stand in a row in the title of a record of these kinds."""
    titled = reader.texts.within("title").one_phrase(canonical(words))
    return reader.count(filtered(titled, [reader.kind_of(kinds)])) > 0


def all_in_a_title(reader: Reader, text: str, kinds: Sequence[str]) -> bool:
    """Tell whether all words stand in the title of a record of these kinds, in any order."""
    stems = [stem for one in reader.worded(text).units for stem in one.stems]
    titled = all_of([Query.term_query(reader.schema, "title", stem) for stem in stems])
    return reader.count(filtered(titled, [reader.kind_of(kinds)])) > 0


def _named(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the concept that all the words name in other forms, together or each by itself.

    Anxiety and depression are both called mental health problems.
    """
    units = [one for one in reader.worded(text).units if one.words.lower() not in ANYBODY]
    named = [one.widening.concepts if one.widening else () for one in units]
    concepts = [one for one in named[0] if all(one in other for other in named)] if named else []
    if not concepts or all(one.proper for one in concepts):
        return ()
    keys = {key for one in concepts for key in one.keys}
    slugs = {(one.facet, one.slug) for one in concepts}
    hits = _called(reader, text, sorted(keys))
    return [one for one in hits if (one.kind, one.slug) in slugs]


def _named_together(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the concept that two names together name, each in any of its ways.

    Employers are workplaces, so that employers and mental health are workplace mental health.
    """
    units = reader.worded(text).units
    if len(units) != 2 or any(one.widening is None or one.is_name for one in units):
        return ()
    one, other = (_ways_to_say(unit) for unit in units)
    pairs = {f"{a} {b}" for a in one for b in other} | {f"{b} {a}" for a in one for b in other}
    found = _called(reader, text, sorted({name_key(said) for said in pairs} - {""}))
    return [hit for hit in found if _is_concept(hit)]


def _ways_to_say(unit: Unit) -> list[str]:
    names = unit.widening.names if unit.widening else ()
    return [unit.words, *(short for name in names for short in (name, *shorter_names(name)))]


def _is_concept(hit: FoundDocument) -> bool:
    kind = registry.kinds[hit.kind]
    return bool(kind.names_values_of) and not kind.proper


def _called(reader: Reader, text: str, keys: Sequence[str]) -> Sequence[FoundDocument]:
    keys = [key for key in keys if reader.searcher.doc_freq(CALLED, key)]
    if not keys:
        return ()
    kinds = [kind.name for kind in registry.kinds.values() if kind.suggest]
    alike = Query.const_score_query(any_of(reader.schema, CALLED, keys), 1.0)
    units = reader.worded(text).units
    ranked = [(Occur.Must, alike), *((Occur.Should, one.query) for one in units)]
    return reader.found(filtered(Query.boolean_query(ranked), [reader.kind_of(kinds)]), MANY)

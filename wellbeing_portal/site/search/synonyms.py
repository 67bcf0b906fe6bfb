"""A synonym that somebody thinks of adding: what it would find, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from strategies.council_names.book import NameBook
from wellbeing_portal.core.acting import Actor, require_right
from wellbeing_portal.core.admin.word_list import LONGEST, split_words
from wellbeing_portal.core.words import counted, joined, with_article
from wellbeing_portal.search import (
    FoundDocument,
    NamedValue,
    Reader,
    Search,
    called,
    name_keys,
    with_name,
)
from wellbeing_portal.search.worded import is_general
from wellbeing_portal.search.words import STOP_WORDS

from .answered import SearchAnswer, answered
from .cards import kind_name
from .concepts import OF_CONCEPTS, ConceptOfFamily, all_concepts
from .groups import BY_NAME, Group

COMMON = 0.05
"""The share of all documents from which on a word is too common to name one concept."""
SHORTEST = 3
"""Letters from which on a word is likely to mean one thing."""
LOOKED_THROUGH = 2000
"""The best documents found today among which those of tomorrow are looked for."""


@dataclass(frozen=True)
class ResultChange:
    """How many results of a group there are now, and how many there would be.

    ``first`` are the first that there would be, each with whether it is found already.
    """

    group: Group
    now: int
    then: int
    first: Sequence[tuple[FoundDocument, bool]]


@dataclass(frozen=True)
class Trial:
    """What a synonym would do to the search for it.

    ``known`` is false where no search knows the concept, because nothing published uses it; then
    nothing would change.
    """

    concept: ConceptOfFamily
    word: str
    warnings: Sequence[str]
    known: bool
    now: SearchAnswer
    then: SearchAnswer
    changes: Sequence[ResultChange]

    @property
    def changes_nothing(self) -> bool:
        """Whether readers would find just what they find now."""
        same = [one.slug for one in self.now.found.meant] == [
            one.slug for one in self.then.found.meant
        ]
        return same and all(
            one.now == one.then and all(known for _hit, known in one.first) for one in self.changes
        )


def try_synonym(reader: Reader, concept: ConceptOfFamily, word: str, *, by: Actor) -> Trial:
    """Return what adding ``word`` to a concept would change; nothing is written.

    Raises:
        NotAllowed: when ``by`` may not change such a concept.
    """
    require_right(by, "change", concept.record)
    trial = with_name(reader, concept.family.name, concept.record.slug, word)
    now = answered(reader, word)
    then = answered(trial, word) if trial else now
    return Trial(
        concept,
        word,
        list(warnings(reader, concept, word)),
        trial is not None,
        now,
        then,
        _changes(reader, word, now, then),
    )


def _changes(
    reader: Reader, word: str, now: SearchAnswer, then: SearchAnswer
) -> list[ResultChange]:
    found = {_place(address) for _score, address in reader.best(Search("", word), LOOKED_THROUGH)}
    before = {one.group.name: one.total for one in now.found.groups}
    after = {one.group.name: one for one in then.found.groups}
    changes = []
    for name in dict.fromkeys([*after, *before]):
        there = after.get(name)
        first = [(hit, _place(hit.address) in found) for hit in there.found] if there else []
        changes.append(
            ResultChange(BY_NAME[name], before.get(name, 0), there.total if there else 0, first)
        )
    return changes


def _place(address: object) -> tuple[int, int]:
    return address.segment_ord, address.doc  # type: ignore[attr-defined]


# ── What speaks against it ───────────────────────────────────────────────────────────────


def warnings(reader: Reader, concept: ConceptOfFamily, word: str) -> Iterator[str]:
    """Say in plain sentences what somebody should think of before adding a word."""
    yield from _as_written(word)
    yield from _of_concepts(reader, concept, word)
    yield from _of_councils(reader, word)
    yield from _of_records(reader, word)
    yield from _too_common(reader, word)


def _as_written(word: str) -> Iterator[str]:
    if len(word) > LONGEST:
        yield _("It is longer than %(most)d letters, and would be refused.") % {"most": LONGEST}
    if len(split_words(word)) > 1:
        yield _("It would be taken for several synonyms. Try them one by one.")


def _of_concepts(reader: Reader, concept: ConceptOfFamily, word: str) -> Iterator[str]:
    keys = set(name_keys([word]))
    named: set[tuple[str, str]] = set()
    for other in all_concepts():
        name = next((one for one in other.record.names() if keys & set(name_keys([one]))), None)
        if name is None:
            continue
        named.add((other.family.name, other.record.slug))
        if other.key == concept.key:
            yield _("“%(concept)s” is called so already: “%(name)s”.") % {
                "concept": other.record,
                "name": name,
            }
        else:
            told = {"name": name, "kind": other.family.one, "concept": other.record}
            if name == other.record.name:
                yield _("“%(name)s” is the name of another concept (%(kind)s).") % told
            else:
                said = _("“%(name)s” is a synonym of another concept: %(kind)s “%(concept)s”.")
                yield said % told
    for value in _read_as(reader, word):
        own = (value.facet, value.slug)
        if own in named or own == (concept.family.name, concept.record.slug):
            continue
        if family := OF_CONCEPTS.get(value.facet):
            told = {"kind": with_article(family.one), "name": value.names[0]}
            yield _("A search for it is read as another form of %(kind)s: “%(name)s”.") % told


def _read_as(reader: Reader, word: str) -> Sequence[NamedValue]:
    """Return what the word is read as now, in whatever form."""
    units = reader.worded(word).units
    one = units[0].widening if len(units) == 1 else None
    return one.concepts if one else ()


def _of_councils(reader: Reader, word: str) -> Iterator[str]:
    called_so = NameBook.of(reader.memory).called(word)
    if called_so:
        names = joined(one.label for one in called_so)
        yield _("It is the name of a council: %(names)s.") % {"names": names}
    elif any(one.facet not in OF_CONCEPTS for one in _read_as(reader, word)):
        yield _("It is the name of a place.")


def _of_records(reader: Reader, word: str) -> Iterator[str]:
    for hit in called(reader, word):
        if hit.kind not in OF_CONCEPTS and hit.kind != "council":
            told = {"kind": kind_name(hit.kind), "title": hit.title}
            yield _("Something else is called so: %(kind)s “%(title)s”.") % told


def _too_common(reader: Reader, word: str) -> Iterator[str]:
    words = word.lower().split()
    if words and all(one in STOP_WORDS for one in words):
        yield _("Searches leave this word out: it says nothing of a subject.")
        return
    tells_how = len(words) == 1 and is_general(words[0])
    if tells_how:
        yield _("It is a common word: people type it with many subjects.")
    if sum(map(str.isalnum, word)) < SHORTEST:
        yield _("It is very short, and likely to mean other things too.")
    number = sum(reader.count(one.typed) for one in reader.worded(word, widen=False).units[:1])
    whole = reader.searcher.num_docs
    if not tells_how and len(words) == 1 and number >= max(1.0, COMMON * whole):
        yield _("It is a common word: it stands in %(number)s of %(whole)s.") % {
            "number": f"{number:,}",
            "whole": counted(whole, "document"),
        }

"""One search of the whole portal: what is meant by name, then every group by its best match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import escape

from wellbeing_portal.search import (
    FoundDocument,
    Matches,
    Question,
    Reader,
    Search,
    called,
    grouped,
    named_in,
    snippets,
)
from wellbeing_portal.search.analysis import stems_of

from .cards import ANSWERED, opening_of
from .groups import BY_NAME, KINDS, Group, all_url, best_first, in_order, link
from .meant import MEANT, what_is_meant
from .owners import accounts_of_parts
from .subjects import by_their_names

SHOWN = 3
"""Results of each group that the first page shows."""
SUBJECTS_SHOWN = 2
"""Subjects that it shows before accounts: a third is hardly what was meant."""
SUBJECTS, ACCOUNTS, COUNCILS = "concepts", "case-studies", "councils"
NAMED_SCORE = 60.0
"""How well a subject matches that only some of the words name."""
IN_PLACE = 0.2
"""How much subjects count where a place is named: what was done there is wanted."""
WITH_NUMBER = 0.05
"""How much subjects count where a number is named: the account that tells it is wanted."""
BESIDE = 0.3
"""How much other subjects count where one is meant: accounts of it are wanted next.

So much also counts what only some of the words name, where a title has all of them.
"""
NEAREST = 3
"""Subjects that are offered where there is nothing on what was asked for."""


@dataclass(frozen=True)
class Result:
    """One match: what it is called, where it is, and the sentence that holds the words."""

    title: str
    url: str
    kind: str
    slug: str
    pk: int
    snippet: str


@dataclass(frozen=True)
class GroupResults:
    """The matches of one group: how many in all, the first of them, and the way to the rest.

    ``found`` are the first as the index knows them, with what each of them counts.
    """

    group: Group
    total: int
    results: Sequence[Result]
    all_url: str
    found: Sequence[FoundDocument]


@dataclass(frozen=True)
class Everything:
    """What a search of the whole portal finds.

    ``meant`` are records that are called what was typed: they are not told again in ``groups``.
    ``named`` are subjects that only some of the words are the name of; ``share`` is how much all
    subjects count.
    """

    meant: Sequence[FoundDocument]
    groups: Sequence[GroupResults]
    total: int
    matches: Matches
    named: frozenset[tuple[str, str]] = frozenset()
    share: float = 1.0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.meant and not self.groups

    @property
    def is_absent(self) -> bool:
        """Whether there is nothing on what was asked for."""
        return not self.meant and (self.matches.absent or not self.total)


def search_everything(reader: Reader, text: str, *, widen: bool = True) -> Everything:
    """Return what is meant and every group that has a match, the best first."""
    search = Search("", text, widen=widen)
    found = grouped(reader, search, KINDS, SHOWN + MEANT)
    meant = what_is_meant(reader, text)
    told = {(one.kind, one.pk) for one in meant}
    named = () if meant else subjects_named(reader, text, widen=widen)
    if named and _is_in_a_title(reader, text, found.groups):
        named = [replace(one, score=one.score * BESIDE) for one in named]
    subjects = (*found.groups.get(SUBJECTS, ()), *named)
    share = _share_of_subjects(reader, search, meant, found.matches)
    best = {name: _not_told(hits, told) for name, hits in found.groups.items()}
    owners = () if ACCOUNTS in best else _not_told(accounts_of_parts(reader, best), told)
    best[SUBJECTS] = [
        replace(hit, score=hit.score * share)
        for hit in by_their_names(reader, text, _not_told(subjects, told), widen=widen)
    ]
    best = {name: hits for name, hits in best.items() if hits}
    totals = dict(found.totals)
    if owners:
        best[ACCOUNTS], totals[ACCOUNTS] = list(owners), len(owners)
    if named:
        totals[SUBJECTS] = totals.get(SUBJECTS, 0) + len(named)
    most = {SUBJECTS: SUBJECTS_SHOWN if len(best) > 1 else SHOWN}
    shown = {name: best_first(hits)[: most.get(name, SHOWN)] for name, hits in best.items()}
    order = in_order(best)
    hits = [hit for name in order for hit in shown[name]]
    results = iter(results_of(reader, hits, text, widen=widen))
    groups = [
        GroupResults(
            BY_NAME[name],
            totals[name],
            [next(results) for _ in shown[name]],
            all_url(BY_NAME[name], text, widen=widen),
            shown[name],
        )
        for name in order
    ]
    matching = {(hit.kind, hit.pk) for hits in found.groups.values() for hit in hits}
    total = sum(totals.values()) + len(told - matching)
    of_names = frozenset((one.kind, one.slug) for one in named)
    return Everything(meant, groups, total, found.matches, of_names, share)


def _not_told(hits: Sequence[FoundDocument], told: set[tuple[str, int]]) -> list[FoundDocument]:
    return [hit for hit in hits if (hit.kind, hit.pk) not in told]


def _share_of_subjects(
    reader: Reader, search: Search, meant: Sequence[FoundDocument], matches: Matches
) -> float:
    """Return how much subjects count: beside one that is meant, or with a place or a number."""
    if any(one.kind in ANSWERED for one in meant):
        return BESIDE
    if not meant and _has_number(reader, search):
        return WITH_NUMBER
    return IN_PLACE if not meant and any(one.is_proper for one in matches.widenings) else 1.0


def _has_number(reader: Reader, search: Search) -> bool:
    """Tell whether a number is asked for that is no part of a name: accounts tell of it."""
    kept = reader.settled(search)[1].kept
    return len(kept) > 1 and any(one.widening is None and one.has_number for one in kept)


def _is_in_a_title(
    reader: Reader, text: str, groups: Mapping[str, Sequence[FoundDocument]]
) -> bool:
    """Tell whether all that was typed stands in the title of one of the first accounts."""
    asked = {stem for one in reader.worded(text).units for stem in one.stems}
    return any(asked <= set(stems_of(one.title)) for one in groups.get(ACCOUNTS, ()))


def subjects_named(reader: Reader, text: str, *, widen: bool = True) -> Sequence[FoundDocument]:
    """Return subjects that some of the words are the name of, where not all words meet there.

    They are told after those where all meet; not where there is nothing.
    """
    words = named_in(reader, text) if widen else []
    if not words:
        return ()
    named: dict[tuple[str, str], FoundDocument] = {}
    for said in words:
        for hit in called(reader, said):
            if hit.kind in ANSWERED:
                named.setdefault((hit.kind, hit.slug), replace(hit, score=NAMED_SCORE))
    matching: set[tuple[str, int]] = set()
    for kind in dict.fromkeys(kind for kind, _slug in named):
        search = Search("", text, {"kind": [kind]}, widen=widen)
        matches = reader.ask(Question(search, size=None, told=False))
        if matches.absent:
            return ()
        matching |= {(kind, pk) for pk in matches.ids}
    return [one for one in named.values() if (one.kind, one.pk) not in matching]


@dataclass(frozen=True)
class GroupPage:
    """One page of what a group has: its number, how many there are in all, and how they matched."""

    found: Sequence[FoundDocument]
    total: int
    number: int
    dropped: Sequence[str]


def page_of_group(
    reader: Reader, group: Group, text: str, *, widen: bool, page: int, size: int
) -> GroupPage:
    """Return one page of a group's matches, or the nearest that exists, the best first."""
    search = Search("", text, {"kind": group.kinds}, widen=widen)
    by_name = group.name == SUBJECTS and not what_is_meant(reader, text)
    named = subjects_named(reader, text, widen=widen) if by_name else ()
    total = reader.total(search) + len(named)
    number = min(max(1, page), max(1, -(-total // size)))
    matches = reader.ask(Question(search, page=number, size=size))
    first = (number - 1) * size
    found = list(matches.found) if first < matches.total else []
    after = max(0, first - matches.total)
    found += named[after : after + size - len(found)]
    return GroupPage(found, total, number, matches.dropped)


def results_of(
    reader: Reader, hits: Sequence[FoundDocument], text: str, *, widen: bool
) -> list[Result]:
    """Return matches with the sentences that hold what was searched for."""
    marked = snippets(reader, hits, text, widen=widen, open_=True)
    return [
        Result(hit.title, link(hit), hit.kind, hit.slug, hit.pk, snippet)
        for hit, snippet in zip(hits, marked, strict=True)
    ]


def nearest_to(reader: Reader, matches: Matches) -> Sequence[FoundDocument]:
    """Return the subjects that are nearest to what there is nothing on, or else the accounts."""
    if not matches.near:
        return ()
    kinds = {name: KINDS[name] for name in (SUBJECTS, ACCOUNTS, COUNCILS)}
    found = grouped(reader, Search("", matches.near), kinds, NEAREST).groups
    return next((found[name] for name in kinds if found.get(name)), ())


def subjects_of(reader: Reader, hits: Sequence[FoundDocument]) -> list[Result]:
    """Return matches with the first sentence of each, and nothing marked."""
    return [
        Result(hit.title, link(hit), hit.kind, hit.slug, hit.pk, escape(opening_of(reader, hit)))
        for hit in hits
    ]

"""One search of the whole portal: what is meant by name, then every group by its best match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import escape

from wellbeing_portal.search import (
    Found,
    Matches,
    Question,
    Reader,
    Search,
    called,
    grouped,
    name_key,
    named_in,
    snippets,
)

from .cards import ANSWERED, opening_of
from .groups import BY_NAME, KINDS, Group, all_url, best_first, in_order, link

SHOWN = 3
"""Results of each group that the first page shows."""
MEANT = 4
"""Records of one name that are shown as what is meant."""
SUBJECTS = "concepts"
NAMED_SCORE = 30.0
"""How well a subject matches that only some of the words name, for each of these words."""
IN_PLACE = 0.3
"""How much subjects count where a place is named: what was done there is wanted."""
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
    found: Sequence[Found]


@dataclass(frozen=True)
class Everything:
    """What a search of the whole portal finds.

    ``meant`` are records that are called what was typed: they are not told again in ``groups``.
    ``named`` are subjects that only some of the words are the name of; ``in_place`` says that a
    place is named, so that subjects count less.
    """

    meant: Sequence[Found]
    groups: Sequence[GroupResults]
    total: int
    matches: Matches
    named: frozenset[tuple[str, str]] = frozenset()
    in_place: bool = False

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
    best: dict[str, Sequence[Found]] = dict(found.groups)
    told_already = meant or found.matches.absent
    named = [] if told_already else _subjects_named(reader, text, best)
    if named:
        best[SUBJECTS] = (*best.get(SUBJECTS, ()), *named)
    in_place = not meant and any(one.is_proper for one in found.matches.widenings)
    if in_place:
        best[SUBJECTS] = [
            replace(hit, score=hit.score * IN_PLACE) for hit in best.get(SUBJECTS, ())
        ]
    shown = {
        name: [hit for hit in best_first(hits) if (hit.kind, hit.pk) not in told][:SHOWN]
        for name, hits in best.items()
    }
    order = [name for name in in_order(best) if shown[name]]
    hits = [hit for name in order for hit in shown[name]]
    results = iter(results_of(reader, hits, text, widen=widen))
    groups = [
        GroupResults(
            BY_NAME[name],
            max(found.totals.get(name, 0), len(shown[name])),
            [next(results) for _ in shown[name]],
            all_url(BY_NAME[name], text, widen=widen),
            shown[name],
        )
        for name in order
    ]
    return Everything(
        meant,
        groups,
        sum(found.totals.values()),
        found.matches,
        frozenset((one.kind, one.slug) for one in named),
        in_place,
    )


def _subjects_named(reader: Reader, text: str, best: Mapping[str, Sequence[Found]]) -> list[Found]:
    """Return subjects that some of the words are the name of, where not all words meet there."""
    there = {(hit.kind, hit.slug) for hit in best.get(SUBJECTS, ())}
    named: dict[tuple[str, str], Found] = {}
    for words in named_in(reader, text):
        for hit in called(reader, words):
            if hit.kind in ANSWERED and (hit.kind, hit.slug) not in there:
                named.setdefault(
                    (hit.kind, hit.slug), replace(hit, score=NAMED_SCORE * len(words.split()))
                )
    return list(named.values())


def what_is_meant(reader: Reader, text: str) -> Sequence[Found]:
    """Return the records that are called what was typed, of the one kind that it most likely is."""
    hits = [hit for hit in called(reader, text) if _may_be_meant(hit, text)]
    hits.sort(key=lambda hit: RANKED.index(hit.kind))
    return [hit for hit in hits if hit.kind == hits[0].kind][:MEANT]


RANKED = (
    "council",
    "approach",
    "outcome",
    "enabler",
    "theme",
    "framework",
    "strategy",
    "case-study",
    "initiative",
    "population",
    "setting",
)
"""Kinds by how likely somebody means them who types just a name; a source is never meant."""
LISTED = ("population", "setting")
"""Kinds without a page that answers: only their very name means them."""


def _may_be_meant(hit: Found, text: str) -> bool:
    if hit.kind in LISTED:
        return name_key(hit.title) == name_key(text)
    return hit.kind in RANKED


def page_of_group(
    reader: Reader, group: Group, text: str, *, widen: bool, page: int, size: int
) -> Matches:
    """Return one page of a group's matches, or the nearest that exists, the best first."""
    search = Search("", text, {"kind": group.kinds}, widen=widen)
    return reader.ask(Question(search, page=page, size=size))


def results_of(reader: Reader, hits: Sequence[Found], text: str, *, widen: bool) -> list[Result]:
    """Return matches with the sentences that hold what was searched for."""
    marked = snippets(reader, hits, text, widen=widen, open_=True)
    return [
        Result(hit.title, link(hit), hit.kind, hit.slug, hit.pk, snippet)
        for hit, snippet in zip(hits, marked, strict=True)
    ]


def nearest_to(reader: Reader, matches: Matches) -> Sequence[Found]:
    """Return the subjects that are nearest to what there is nothing on."""
    if not matches.near:
        return ()
    found = grouped(reader, Search("", matches.near), {"concepts": KINDS["concepts"]}, NEAREST)
    return found.groups.get("concepts", ())


def subjects_of(reader: Reader, hits: Sequence[Found]) -> list[Result]:
    """Return matches with the first sentence of each, and nothing marked."""
    return [
        Result(hit.title, link(hit), hit.kind, hit.slug, hit.pk, escape(opening_of(reader, hit)))
        for hit in hits
    ]

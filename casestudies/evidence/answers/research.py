"""What research bodies conclude: beside councils' own findings, and never among them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from casestudies.models import Approach, WiderEvidence, WiderReading
from wellbeing_portal.core.words import day_in_words, in_sentence, joined

from .named import several

Reading = WiderReading.Reading
BRACKETS = re.compile(r" \([^()]*\)")
"""The authors behind the name of a journal."""


@dataclass(frozen=True)
class ReadingFact:
    """How one body's conclusion on an approach reads for one outcome."""

    approach: str
    approach_name: str
    outcome: str
    outcome_name: str
    reading: Reading
    note: str
    of: str


@dataclass(frozen=True)
class Conclusion:
    """What one body concludes on an approach, in our words, and how it reads for each outcome."""

    slug: str
    title: str
    approach: str
    body: str
    year: int
    edition: str
    url: str
    scope: str
    concludes: str
    rating: str
    certainty: str
    limits: str
    readings: tuple[ReadingFact, ...]


@dataclass(frozen=True)
class Research:
    """What is known of research on a concept.

    ``conclusions`` are those on it and on what is narrower; ``readings`` of them those that are
    on it. Research on approaches ``is_looked_for``, ``looked`` is when that was done last. It
    ``is_narrowed`` where only what is read for some outcomes, or of some approaches, was asked for.
    """

    conclusions: tuple[Conclusion, ...] = ()
    readings: tuple[ReadingFact, ...] = ()
    looked: dt.date | None = None
    reported: int = 0
    is_narrowed: bool = False
    is_looked_for: bool = False

    @property
    def looked_on(self) -> str:
        """The day for reading, or nothing."""
        return day_in_words(self.looked)

    @property
    def words(self) -> str:
        """The readings in words, or that none was found and when, or that nobody has looked."""
        if self.readings:
            first, *others = dict.fromkeys(label for label, _ in self.by_reading)
            return joined([first, *map(in_sentence, others)])
        if self.is_narrowed:
            return _("None on what was chosen")
        if self.conclusions:
            return _("Not read for an outcome")
        if not self.is_looked_for:
            return _("None on the portal")
        if self.looked is not None:
            return _("None found, looked on %(looked_on)s") % {"looked_on": self.looked_on}
        return _("Not looked for yet")

    @property
    def by_reading(self) -> tuple[tuple[str, str], ...]:
        """Each reading with the outcomes and the bodies it stands for, a line each."""
        found: dict[Reading, list[ReadingFact]] = defaultdict(list)
        for one in self.readings:
            found[one.reading].append(one)
        return tuple(
            (str(reading.label), _named(found[reading])) for reading in Reading if found[reading]
        )

    @property
    def in_short(self) -> tuple[str, str]:
        """Every reading in words, how many conclusions there are, and how the newest reads."""
        newest = self.readings[0]
        bodies = len({one.of for one in self.readings})
        reads = _("%(label)s for %(outcome_name)s") % {
            "label": in_sentence(str(newest.reading.label)),
            "outcome_name": in_sentence(newest.outcome_name),
        }
        said = (
            newest.of
            if bodies == 1
            else _("%(bodies)s conclusions, the newest %(of)s")
            % {"bodies": bodies, "of": newest.of}
        )
        return self.words, f"{said}: {reads}"

    @property
    def in_shortest(self) -> tuple[str, str]:
        """Every reading in words, and whose: the one body, or how many conclusions and when."""
        bodies = list(dict.fromkeys(one.of for one in self.readings))
        if not bodies[1:]:
            return self.words, BRACKETS.sub("", bodies[0])
        newest = max(one.year for one in self.conclusions if one.readings)
        said = _("%(number)s conclusions to %(year)s")
        return self.words, said % {"number": len(bodies), "year": newest}

    @property
    def by_approach(self) -> tuple[tuple[str, str], ...]:
        """Each reading with the approaches that it is of, for the page of an outcome."""
        return tuple((label, several(names)) for label, names in self._approaches)

    @property
    def first_by_approach(self) -> tuple[tuple[str, str], ...]:
        """Each reading with the first approach that it is of, and how many more there are."""
        return tuple((label, several(names, 1)) for label, names in self._approaches)

    @property
    def approaches(self) -> int:
        """How many approaches are read at all."""
        return len({one.approach for one in self.readings})

    @property
    def approaches_read(self) -> tuple[tuple[str, int], ...]:
        """How many approaches are read how; each counts once, also where it reads in two ways."""
        return read_so((one.approach_name, one.reading) for one in self.readings)

    @property
    def _approaches(self) -> list[tuple[str, list[str]]]:
        found: dict[Reading, list[str]] = defaultdict(list)
        for one in self.readings:
            if one.approach_name not in found[one.reading]:
                found[one.reading].append(one.approach_name)
        return [(str(reading.label), found[reading]) for reading in Reading if found[reading]]


def read_so(read: Iterable[tuple[object, Reading]]) -> tuple[tuple[str, int], ...]:
    """Return how many things are read how; the numbers add up to all that are read.

    What reads in several ways counts once, and as such: “works and mixed”, or where several do so
    in ways of their own, all of them together.
    """
    ways: dict[object, set[Reading]] = defaultdict(set)
    for one, reading in read:
        ways[one].add(reading)
    order = list(Reading)
    sets = Counter(tuple(sorted(those, key=order.index)) for those in ways.values())
    in_several = {those: number for those, number in sets.items() if len(those) > 1}
    if len(in_several) > 1:
        sets -= Counter(in_several)
    ranked = sorted(sets, key=lambda those: [order.index(one) for one in those])
    told = [(joined(in_sentence(str(one.label)) for one in those), sets[those]) for those in ranked]
    if len(in_several) > 1:
        told.append((_("more than one of these"), sum(in_several.values())))
    return tuple(told)


def _named(facts: Sequence[ReadingFact]) -> str:
    """Return for which outcomes, and who says so: the newest body, and how many more."""
    outcomes = list(dict.fromkeys(one.outcome_name for one in facts))
    bodies = list(dict.fromkeys(one.of for one in facts))
    more = _(" and %(bodies)s more") % {"bodies": len(bodies) - 1} if bodies[1:] else ""
    return f"{several(outcomes)} ({bodies[0]}{more})"


_TEXTS = (
    "slug",
    "title",
    "body",
    "year",
    "edition",
    "url",
    "scope",
    "concludes",
    "rating",
    "certainty",
    "limits",
)


@dataclass(frozen=True)
class KnownResearch:
    """Every published conclusion, the newest first; and when research was last looked for."""

    conclusions: tuple[Conclusion, ...]
    looked: Mapping[str, dt.date | None]
    is_narrowed: bool = False

    def read_for(self, outcomes: Collection[str]) -> KnownResearch:
        """Return what is read for any of some outcomes: what a body says of others is not told."""
        read = (
            replace(one, readings=tuple(r for r in one.readings if r.outcome in outcomes))
            for one in self.conclusions
        )
        return replace(self, conclusions=tuple(x for x in read if x.readings), is_narrowed=True)

    def read_of(self, approaches: Collection[str]) -> KnownResearch:
        """Return what is concluded of any of some approaches."""
        mine = tuple(one for one in self.conclusions if one.approach in approaches)
        return replace(self, conclusions=mine, is_narrowed=True)


def known_research() -> KnownResearch:
    """Return what is known of research on all approaches. One query."""
    rows = (
        Approach.objects.annotate(
            published=FilteredRelation(
                "wider_evidence",
                condition=Q(wider_evidence__state=WiderEvidence.State.PUBLISHED),
            )
        )
        .order_by(
            "-published__year",
            "published__title",
            "pk",
            "published__pk",
            "published__readings__position",
        )
        .values_list(
            "slug",
            "name",
            "wider_evidence_searched_on",
            *(f"published__{text}" for text in _TEXTS),
            "published__readings__outcome__slug",
            "published__readings__outcome__name",
            "published__readings__reading",
            "published__readings__note",
        )
    )
    size, looked, found = 3 + len(_TEXTS), {}, []
    for (approach, name, when, *texts), those in groupby(rows, key=lambda row: row[:size]):
        looked[approach] = when
        told = dict(zip(_TEXTS, texts, strict=True))
        if told["slug"]:
            of = f"{told['body']}, {told['year']}"
            read = tuple(
                ReadingFact(approach, name, outcome, outcome_name, Reading(reading), note, of)
                for outcome, outcome_name, reading, note in (row[size:] for row in those)
                if reading
            )
            found.append(Conclusion(approach=approach, readings=read, **told))
    return KnownResearch(tuple(found), looked)


def research_on(family: str, names: Sequence[str], known: KnownResearch, reported: int) -> Research:
    """Return what research says of a concept; ``names`` are it, first, and all narrower.

    Of an outcome it is what is read for it, whatever the approach; of an enabler nothing is.
    """
    if family == "approach":
        mine = tuple(one for one in known.conclusions if one.approach in names)
        readings = tuple(reading for one in mine for reading in one.readings)
        looked = known.looked.get(names[0])
        return Research(mine, readings, looked, reported, known.is_narrowed, is_looked_for=True)
    if family == "outcome":
        mine = tuple(
            one for one in known.conclusions if any(r.outcome in names for r in one.readings)
        )
        readings = tuple(r for one in mine for r in one.readings if r.outcome in names)
        return Research(mine, readings, None, reported, known.is_narrowed)
    return Research(reported=reported)

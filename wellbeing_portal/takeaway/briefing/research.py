"""What research bodies say on the subject of a briefing: what goes against an option first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext

from casestudies.evidence.answers.research import read_so
from casestudies.models import WiderEvidence, WiderReading
from wellbeing_portal.core.document import Inline, Strong
from wellbeing_portal.core.words import counted, in_sentence, joined

from .subject import Subject

Reading = WiderReading.Reading

AGAINST_FIRST = (
    Reading.HARM,
    Reading.NO_EFFECT,
    Reading.MIXED,
    Reading.TOO_LITTLE,
    Reading.WORKS,
)
"""The order in which readings are told where there is no room for all of them."""


def research_on(subject: Subject) -> Sequence[WiderEvidence]:
    """Return what research bodies conclude of the approaches or outcomes asked for.

    What goes most against an approach comes first, then the newest.
    """
    approaches, outcomes = (subject.slugs.get(name) for name in ("approach", "outcome"))
    if not (approaches or outcomes):
        return []
    rows = WiderEvidence.objects.published().select_related("approach")
    if approaches:
        rows = rows.filter(approach__slug__in=approaches)
    if outcomes:
        known = WiderReading.objects.filter(outcome__slug__in=outcomes)
        rows = rows.filter(pk__in=known.values("evidence"))
    readings = WiderReading.objects.select_related("outcome")
    found = rows.order_by("-year", "title").prefetch_related(Prefetch("readings", readings))
    return sorted(found, key=lambda one: _place(read_for(one, outcomes)))


def read_for(one: WiderEvidence, outcomes: Collection[str] | None) -> set[Reading]:
    """Return how a conclusion reads, for the outcomes asked for or for any."""
    return {
        Reading(row.reading)
        for row in one.readings.all()
        if not outcomes or row.outcome.slug in outcomes
    }


def _place(read: Collection[Reading]) -> int:
    return min((AGAINST_FIRST.index(one) for one in read), default=len(AGAINST_FIRST))


def verdicts(
    research: Sequence[WiderEvidence], approaches: Collection[str], outcomes: Collection[str]
) -> str:
    """Return how research reads for outcomes, for which of some approaches, in words."""
    ways: dict[str, set[Reading]] = defaultdict(set)
    for one in research:
        if one.approach.slug in approaches:
            ways[str(one.approach)] |= read_for(one, outcomes)
    found: dict[tuple[Reading, ...], list[str]] = defaultdict(list)
    for approach, readings in ways.items():
        found[tuple(one for one in AGAINST_FIRST if one in readings)].append(approach)
    return "; ".join(
        gettext("%(readings)s for %(approaches)s")
        % {
            "readings": joined(in_sentence(str(one.label)) for one in readings),
            "approaches": joined(map(in_sentence, found[readings])),
        }
        for readings in sorted(found, key=_place)
        if readings
    )


def read_as(research: Sequence[WiderEvidence], subject: Subject) -> str:
    """Return how many conclusions there are and how all of them read, or nothing of just one.

    Of an outcome approaches are counted, as its page does; of an approach the conclusions. Each
    counts once, so that the parts add up. Two pages tell few of them, which may be all that read
    so.
    """
    outcomes = subject.slugs.get("outcome")
    if not research[1:]:
        return ""
    approaches = {one.approach.slug for one in research}
    read = read_so(
        (one.approach.slug if outcomes else one.pk, reading)
        for one in research
        for reading in read_for(one, outcomes)
    )
    said = {
        "conclusions": counted(len(research), "conclusion"),
        "approaches": counted(len(approaches), "approach"),
        "read": "; ".join(f"{number} {words}" for words, number in read),
    }
    if not read:
        return gettext("%(conclusions)s.") % said
    if outcomes:
        return gettext("%(conclusions)s on %(approaches)s. Of the approaches: %(read)s.") % said
    return gettext("%(conclusions)s, by how each reads for outcomes: %(read)s.") % said


def concluded(one: WiderEvidence, outcomes: frozenset[str] | None) -> list[Inline]:
    """Return who says what of which approach, and our reading of it for the outcomes asked for."""
    readings = [
        gettext("%(lower)s for %(outcome)s")
        % {
            "lower": reading.get_reading_display().lower(),
            "outcome": in_sentence(str(reading.outcome)),
        }
        for reading in one.readings.all()
        if not outcomes or reading.outcome.slug in outcomes
    ]
    rating = gettext(" Its own rating: %(rating)s.") % {"rating": one.rating} if one.rating else ""
    read = (
        gettext(" Our reading: %(readings)s.") % {"readings": joined(readings)} if readings else ""
    )
    about = gettext("%(body)s (%(year)s) on %(approach)s: ") % {
        "body": one.body,
        "year": one.year,
        "approach": in_sentence(str(one.approach)),
    }
    return [Strong(about), f"{one.concludes}{rating}{read}"]

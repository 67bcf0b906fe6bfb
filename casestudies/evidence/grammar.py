"""How findings are shown everywhere: a shape with its word, then how sure, how many, when, where.

Words come first, then shape, then colour. Filled shapes mean that a change was found; outlines
mean that it was said, aimed at, calculated or that work was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from casestudies.models import Finding
from wellbeing_portal.core.words import Said, counted

Level = Finding.EvidenceLevel

YEAR = re.compile(r"\b(?:19|20)\d\d\b")

FOUND = Said(
    {
        Finding.Direction.BETTER: gettext_noop("Better"),
        Finding.Direction.WORSE: gettext_noop("Worse"),
        Finding.Direction.MIXED: gettext_noop("Mixed"),
        Finding.Direction.NO_CHANGE: gettext_noop("No change"),
    }
)
SAID = Said(
    {
        Finding.Direction.BETTER: gettext_noop("Said to be better"),
        Finding.Direction.WORSE: gettext_noop("Said to be worse"),
        Finding.Direction.MIXED: gettext_noop("Said to be mixed"),
        Finding.Direction.NO_CHANGE: gettext_noop("Said not to have changed"),
    }
)
OTHERS = Said(
    {
        Finding.Claim.INTENDED: gettext_noop("Aimed at"),
        Finding.Claim.MODELLED: gettext_noop("Calculated"),
        Finding.Claim.DONE: gettext_noop("Done"),
    }
)

UNMEASURED = gettext_noop("Nobody on the portal has measured what it changed.")
"""What is said of work of which no change was measured in those who took part, or better."""

UNMEASURED_ON_SUBJECT = gettext_noop(
    "Nobody on the portal has measured what it changed for this subject."
)
"""The same where a change was counted or measured in something else."""

SAID_BY_THOSE_INVOLVED = (Finding.Basis.PERCEIVED, Finding.Basis.SELF_REPORTED)
"""What a change of level 0 may rest on for it to be said by those involved, and by nobody else."""


@dataclass(frozen=True)
class Sign:
    """A shape and its word; ``shape`` is its name in the style sheet."""

    shape: str
    words: str


def sign_of(finding: Finding) -> Sign:
    """Return the shape and the word of what a finding claims."""
    if not finding.is_change:
        return Sign(finding.claim, OTHERS[Finding.Claim(finding.claim)])
    return sign_of_change(finding.evidence_level, finding.direction)


def sign_of_change(level: int | None, direction: str) -> Sign:
    """Return the shape and the word of a change; what was only said is an outline."""
    way = Finding.Direction(direction)
    if level == Level.SAID:
        return Sign(f"said-{way}", SAID[way])
    return Sign(way, FOUND[way])


def strength_at(level: int, basis: str = "") -> str:
    """Return in words how sure a change of a level is.

    Without a ``basis`` it is of several changes, or of any.
    """
    if level == Level.SAID and basis in SAID_BY_THOSE_INVOLVED:
        return gettext("Said by those involved")
    return str(Level(level).label)


def strength_of(finding: Finding) -> str:
    """Return in words how sure a change is, or that none is claimed."""
    if finding.evidence_level is not None:
        return strength_at(finding.evidence_level, finding.basis)
    if finding.claim == Finding.Claim.INTENDED:
        return gettext("Aimed at, no change claimed")
    if finding.claim == Finding.Claim.MODELLED:
        return gettext("Calculated, not observed")
    return (
        gettext("Described, no change claimed")
        if finding.value is None
        else gettext("Counted, no change claimed")
    )


def people_in(finding: Finding) -> str:
    """Return how many a change rests on, or that nobody says; nothing where none is claimed."""
    if finding.sample_size:
        return gettext("%(sample_size)s in the sample") % {
            "sample_size": f"{finding.sample_size:,}"
        }
    return gettext("number of people not stated") if finding.is_change else ""


def when_of(finding: Finding) -> str:
    """Return the period of a finding; where it names no year, also when it was told."""
    period, year = str(finding.period), told_in(finding)
    if YEAR.search(period):
        return period
    told = gettext("told in %(told_in)s") % {"told_in": year} if year else ""
    return ", ".join(filter(None, (period, told)))


def told_in(finding: Finding) -> int | None:
    """Return the year in which a finding was told: that of its account if it shares its source.

    From another source it is the year of that one, or nothing where that states none.
    """
    study = finding.case_study
    if study is None:
        return None
    return study.told_in if finding.source_id == study.source_id else finding.source.year


def in_one_line(finding: Finding, *, place: bool = True) -> str:
    """Return what stands after a finding, in its order: how sure, how many, when, where.

    Without ``place`` only the place in the source is left out.
    """
    level = finding.evidence_level
    sure = strength_of(finding) + (
        gettext(" (level %(level)s of 5)") % {"level": level} if level is not None else ""
    )
    shared = gettext("shared total") if finding.is_shared_total else ""
    where = finding.locator if place else ""
    parts = (sure, shared, people_in(finding), when_of(finding), where)
    return " · ".join(filter(None, parts))


def claims_in_words(number: int, claim: str) -> str:
    """Return how many findings of one claim, for a heading: “4 changes found”."""
    match claim:
        case Finding.Claim.CHANGED:
            return gettext("%(changes)s found or said") % {"changes": counted(number, "change")}
        case Finding.Claim.INTENDED:
            return gettext("%(changes)s aimed at") % {"changes": counted(number, "change")}
        case Finding.Claim.MODELLED:
            return gettext("%(results)s calculated") % {"results": counted(number, "result")}
    return gettext("%(works)s done") % {"works": counted(number, "piece of work")}

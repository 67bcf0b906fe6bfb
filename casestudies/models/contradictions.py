"""What rows of a record say that cannot all be true, or hardly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.figures import NotUnderstood, understand
from wellbeing_portal.core.models import Figure

from .claims import Basis, Claim, Direction, EvidenceLevel

Unit, Qualifier = Figure.Unit, Figure.Qualifier

LIMITS = frozenset(
    {Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.UNDER, Qualifier.ALMOST}
)
"""What limits one number, and says nothing of a range."""

COUNTS = frozenset({Unit.PEOPLE, Unit.ORGANISATIONS})
WHOLE = 100
NOT_MEASURED = frozenset({Basis.PERCEIVED, Basis.MONITORING, Basis.SELF_REPORTED})

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_GOES_ON = re.compile(r"\b(?:since|from|after|\d{4}[-–/]\d{2}\b)", re.IGNORECASE)
"""The last year that a text names is not the last that it speaks of."""

_TO_COME = re.compile(r"\b(?:by|until|to)\b", re.IGNORECASE)
"""A year that is named so may well be expected."""

_SHARE = re.compile(r"of\b", re.IGNORECASE)


def figure_contradictions(row: Any) -> Iterator[str]:
    """Yield what the number of a finding or fact says that cannot be true, in plain words."""
    if row.value is None:
        return
    if row.high_value is not None and row.qualifier in LIMITS:
        yield gettext("a range is not “%(limit)s”: write the range, or one number") % {
            "limit": row.get_qualifier_display()
        }
    if row.sample_size is None:
        return
    most = row.value if row.high_value is None else row.high_value
    if row.unit == Unit.PERCENT and _is_share(row) and most > WHOLE:
        yield gettext("%(figure)s of those who were asked is more than all of them") % {
            "figure": row.number
        }
    is_modelled = getattr(row, "claim", "") == Claim.MODELLED
    if row.unit in COUNTS and most > row.sample_size and not is_modelled:
        yield gettext("%(figure)s cannot have been counted among %(sample)s") % {
            "figure": row.figure,
            "sample": f"{row.sample_size:,}",
        }


def finding_contradictions(finding: Any) -> Iterator[str]:
    """Yield what a finding says that cannot be true, in plain words.

    ``has_both_groups`` is whether a group is among those for whom it was better and worse.
    """
    yield from figure_contradictions(finding)
    is_way = finding.direction in {Direction.BETTER, Direction.WORSE}
    if is_way and finding.from_value is not None and finding.from_value == finding.value:
        yield gettext("the number is the same before and after, so that nothing got %(way)s") % {
            "way": finding.get_direction_display().lower()
        }
    if finding.has_both_groups:
        yield gettext("the same group is named as better and as worse off")


def cost_contradictions(cost: Any) -> Iterator[str]:
    """Yield what a cost says that cannot be true, in plain words."""
    if cost.high_amount is not None and cost.qualifier in LIMITS:
        yield gettext("a range is not “%(limit)s”: write the range, or one amount") % {
            "limit": cost.get_qualifier_display()
        }


def figure_doubts(row: Any) -> Iterator[str]:
    """Yield what is hardly true of the number of a finding or fact, in plain words."""
    if row.value is not None and row.unit == Unit.PERCENT and _is_share(row) and row.value < 0:
        yield gettext("a share is never below nothing: %(figure)s") % {"figure": row.number}
    if row.value is not None and row.wording and not _says_so(row):
        yield gettext("the source writes “%(wording)s”, and the number is %(figure)s") % {
            "wording": row.wording,
            "figure": row.figure,
        }
    years = years_in(row.period)
    is_to_come = _TO_COME.search(row.period) is not None
    if years and row.source.year and min(years) > row.source.year and not is_to_come:
        yield gettext("its source of %(year)s cannot tell of %(period)s") % {
            "year": row.source.year,
            "period": row.period,
        }


def finding_doubts(finding: Any) -> Iterator[str]:
    """Yield what is hardly true of a finding, in plain words.

    ``has_readings`` is whether somebody said why its level is what it is, ``has_idle_council``
    whether it names a council that did not act, and ``has_twice_tied`` whether an outcome or
    enabler is named as the source's and as our own reading.
    """
    yield from figure_doubts(finding)
    stands = finding.from_value is not None and finding.from_value != finding.value
    if finding.direction == Direction.NO_CHANGE and stands:
        yield gettext("it says that nothing changed, and the number did: %(figure)s") % {
            "figure": finding.figure
        }
    if not finding.has_readings:
        yield from _doubts_of_level(finding)
    if finding.case_study is not None and finding.has_idle_council:
        yield gettext("it names the work of a council that led nothing and was no partner")
    if finding.has_twice_tied:
        yield gettext("an outcome or enabler is named as the source’s and as our own reading")
    began = getattr(finding.initiative, "start_year", None) or getattr(
        finding.case_study, "start_year", None
    )
    years = years_in(finding.period)
    is_over = bool(years) and _GOES_ON.search(finding.period) is None
    if began and is_over and max(years) < began and finding.claim in {Claim.CHANGED, Claim.DONE}:
        yield gettext("%(period)s was before the work began in %(year)s") % {
            "period": finding.period,
            "year": began,
        }


def years_in(text: str) -> list[int]:
    """Return the years that a text names."""
    return [int(year) for year in _YEAR.findall(text)]


def _doubts_of_level(finding: Any) -> Iterator[str]:
    level = finding.evidence_level
    if level is None:
        return
    if level >= EvidenceLevel.COMPARED and finding.basis == Basis.BEFORE_AND_AFTER:
        yield gettext("a level of %(level)s means that it was compared with others") % {
            "level": level
        }
    if level >= EvidenceLevel.MEASURED and finding.basis in NOT_MEASURED:
        yield gettext("a level of %(level)s means that it was measured before and after") % {
            "level": level
        }


def _is_share(row: Any) -> bool:
    return row.from_value is None and _SHARE.match(row.measure) is not None


def _says_so(row: Any) -> bool:
    """Whether the words of a figure are read as its number."""
    try:
        read = understand(row.wording)
    except NotUnderstood:
        return False
    names = ("value", "high_value", "from_value", "unit")
    return all(getattr(read, name) == getattr(row, name) for name in names)

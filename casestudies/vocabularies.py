"""The vocabularies of case studies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from strategies.models import Council
from strategies.vocabularies import of_councils
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .models import CaseStudy, CaseStudyCouncil, Finding

YEARS = """
    WITH RECURSIVE told(year) AS (
        SELECT MAX(told_in) FROM casestudies_casestudy WHERE state = %(state)s
        UNION ALL
        SELECT (
            SELECT MAX(told_in) FROM casestudies_casestudy
            WHERE state = %(state)s AND told_in < told.year
        )
        FROM told WHERE year IS NOT NULL
    )
    SELECT year FROM told WHERE year IS NOT NULL
"""
"""Finds one year after another by the index of the table, all of which ``DISTINCT`` would read."""


def councils_that_acted() -> Vocabulary:
    """Return the councils that acted in any case study that the public may see, by name."""
    roles = CaseStudyCouncil.objects.filter(
        council=OuterRef("pk"),
        role__in=CaseStudyCouncil.ACTED,
        case_study__state=CaseStudy.State.PUBLISHED,
    ).order_by()
    return of_councils(Council.objects.filter(Exists(roles)))


def stages() -> Vocabulary:
    """How far a case study has come."""
    return Vocabulary.of_choices(CaseStudy.Stage.choices)


def depths() -> Vocabulary:
    """How much of its source an account rests on."""
    return _lower(CaseStudy.Depth.choices)


def claims() -> Vocabulary:
    """What findings claim."""
    return _lower(Finding.Claim.choices)


def changes() -> Vocabulary:
    """Which way changes went."""
    return _lower(Finding.Direction.choices)


def least_levels() -> Vocabulary:
    """Evidence levels, each as the least that is wanted."""
    return Vocabulary.of(
        Term(
            str(level.value),
            gettext("%(lower)s, or stronger (level %(value)s)")
            % {"lower": level.label.lower(), "value": level.value},
        )
        for level in Finding.EvidenceLevel
        if level
    )


def costs() -> Vocabulary:
    """Whether an account says what the work cost."""
    return Vocabulary.of(
        [Term("stated", gettext("cost stated")), Term("not-stated", gettext("cost not stated"))]
    )


def years_told() -> Vocabulary:
    """The years in which accounts that the public may see were told, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(YEARS, {"state": CaseStudy.State.PUBLISHED})
        return Vocabulary.of(Term(str(year), str(year)) for (year,) in cursor)


def _lower(choices: Iterable[tuple[str, Any]]) -> Vocabulary:
    """Return choices as they stand in the middle of a sentence."""
    return Vocabulary.of(Term(value, str(label).lower()) for value, label in choices)

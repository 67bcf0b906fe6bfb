"""Rows of a case study that have little to say each: all of them in one query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from casestudies.hows import how_queries
from casestudies.models import (
    CaseStudy,
    CaseStudyPartner,
    Correction,
    CouncilReply,
    GradeReading,
)

LAST = 9999
"""Stands for the year in which what has no year began."""
PUBLISHED = CaseStudy.State.PUBLISHED


class SmallRow(NamedTuple):
    """One row: what it belongs to, its place there, and four texts, of which some are empty."""

    owner: int
    position: int
    name: str
    slug: str
    text: str
    place: str


def small_rows(study: int) -> Mapping[str, list[SmallRow]]:
    """Return rows by their kind, in order: approaches, partners, priorities, corrections."""
    tied = CaseStudy.strategies.through.objects.filter(casestudy=study, strategy__state=PUBLISHED)
    served = CaseStudy.priorities.through.objects.filter(
        casestudy=study, priority__strategy__state=PUBLISHED
    )
    queries: list[QuerySet[Any, Any]] = [
        *how_queries([study]),
        _rows(
            *("partner", _of(CaseStudyPartner, study)),
            name="organisation__name",
            text="contribution",
        ),
        _rows(
            *("strategy", tied.annotate(position=Coalesce("strategy__start_year", LAST))),
            owner="strategy_id",
            name="strategy__title",
            slug="strategy__slug",
            text="strategy__start_year",
            place="strategy__end_year",
        ),
        _rows(
            *("priority", served.annotate(position=F("priority__position"))),
            owner="priority__strategy_id",
            name="priority__title",
            slug="priority__strategy__slug",
            text="priority__strategy__title",
        ),
        _rows("correction", _of(Correction, study), text="text", place="made_on"),
        _rows(
            *("reply", _of(CouncilReply, study)),
            name="council__name",
            slug="council__slug",
            text="text",
            place="given_on",
        ),
        _rows(
            *("reading", GradeReading.objects.filter(finding__case_study=study)),
            owner="finding_id",
            name="claim",
            slug="evidence_level",
            text="reason",
        ),
    ]
    first, *others = queries
    found: dict[str, list[SmallRow]] = defaultdict(list)
    for kind, *row in first.union(*others, all=True):
        found[kind].append(SmallRow(*row))
    for rows in found.values():
        rows.sort()
    return found


def number(text: str) -> int | None:
    """Return a number that stands in a text, if one does."""
    return int(text) if text else None


def day(text: str) -> dt.date:
    """Return a day that stands in a text."""
    return dt.date.fromisoformat(text)


def _of(model: Any, study: int) -> QuerySet[Any]:
    return QuerySet(model).filter(case_study=study)


def _rows(  # noqa: PLR0913 (the columns of a row, each with its name)
    kind: str,
    rows: QuerySet[Any],
    *,
    owner: str = "case_study_id",
    name: str = "",
    slug: str = "",
    text: str = "",
    place: str = "",
) -> QuerySet[Any, Any]:
    """Return a kind of rows with the same columns as every other; an empty name is no column."""
    nothing = Value("", output_field=TextField())
    texts = [
        Coalesce(Cast(one, TextField()), nothing) if one else nothing
        for one in (name, slug, text, place)
    ]
    return rows.order_by().values_list(Value(kind), owner, "position", *texts)

"""The case studies of a council that are read where there may be many: the foremost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Prefetch, QuerySet

from strategies.models import Council
from wellbeing_portal.search import Question, Reader, Search

from .facets import LEAD
from .models import CaseStudy, CaseStudyCouncil

STUDIES_READ = 8


def read_foremost(
    reader: Reader, councils: Sequence[Council], roles: QuerySet[CaseStudyCouncil]
) -> None:
    """Fetch the published case studies in which councils acted, with what ``roles`` prefetch.

    They are found as ``foremost_roles``: those they led come first, of these the newest. A
    database would have to put all of a council's in order for them.
    """
    wanted = {council.pk: _foremost(reader, council) for council in councils}
    rows = roles.filter(
        council__in=wanted,
        case_study__in={key for keys in wanted.values() for key in keys},
        case_study__state=CaseStudy.State.PUBLISHED,
        role__in=CaseStudyCouncil.ACTED,
    )
    found = {(row.council_id, row.case_study_id): row for row in rows}
    for council in councils:
        mine = ((council.pk, key) for key in wanted[council.pk])
        cast("Any", council).foremost_roles = [found[one] for one in mine if one in found]


def _foremost(reader: Reader, council: Council) -> list[int]:
    """Return the keys of the newest case studies that a council led, and of others after them."""
    led = accounts_of(reader, council, "newest", STUDIES_READ, led=True)
    if len(led) == STUDIES_READ:
        return list(led)
    acted = accounts_of(reader, council, "newest", STUDIES_READ + len(led))
    return list(dict.fromkeys([*led, *acted]))[:STUDIES_READ]


def accounts_of(
    reader: Reader, council: Council, order: str, size: int | None, *, led: bool = False
) -> Sequence[int]:
    """Return the case studies in which a council acted, or that it ``led``: the first, or all."""
    asked = Search("case-study", selection={LEAD if led else "council": [council.slug]})
    return reader.ask(Question(asked, order, size=size, told=False)).ids


def naming_roles() -> Prefetch[Any]:
    """Return what fetches the published case studies that name councils which did not act.

    They are found as ``naming_roles``.
    """
    roles = CaseStudyCouncil.objects.exclude(role__in=CaseStudyCouncil.ACTED)
    named = roles.filter(case_study__state=CaseStudy.State.PUBLISHED).select_related("case_study")
    newest = named.order_by("-case_study__published_at", "case_study__title")[:STUDIES_READ]
    return Prefetch("case_study_roles", newest, to_attr="naming_roles")

"""The records of a briefing of two pages: what it tells, and no more, in few queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from casestudies.content_counts import count_content
from casestudies.facets import CASE_STUDY
from casestudies.hows import how_rows
from casestudies.models import (
    Approach,
    Barrier,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    Cost,
    Enabler,
    Finding,
    Initiative,
)
from strategies.facets import THEME
from strategies.models import Council, Priority, Strategy
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.search import current

from .items import PUBLISHED, BriefingRecords, Item, priority_rows, read_of, served
from .subject import Subject

OF_FINDINGS = (
    *("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers"),
    *("councils", "better_for", "worse_for"),
)


def read_in_short(items: Sequence[Item], subject: Subject) -> BriefingRecords:
    """Return the published records that ``items`` name, with what two pages tell of them."""
    read = BriefingRecords(
        case_studies=read_of(items, CaseStudy, _case_studies(subject)),
        strategies=read_of(
            items,
            Strategy,
            lambda: Strategy.objects.published().prefetch_related(
                Prefetch("priorities", priority_rows())
            ),
        ),
        priorities=read_of(
            items,
            Priority,
            lambda: Priority.objects.filter(strategy__state=PUBLISHED).select_related("strategy"),
        ),
        councils=read_of(items, Council, Council.objects.all),
    )
    _tie([study for study, _ in read.case_studies])
    if councils := [council for council, _ in read.councils]:
        count_content(current(), councils)
    return read


def _case_studies(subject: Subject) -> Callable[[], QuerySet[CaseStudy]]:
    def rows() -> QuerySet[CaseStudy]:
        found = (
            CaseStudy.objects.published()
            .select_related("source")
            .prefetch_related(
                Prefetch(
                    "council_roles",
                    CaseStudyCouncil.objects.select_related("council").order_by("position"),
                ),
                Prefetch("findings", _located(Finding)),
                Prefetch("initiatives", Initiative.objects.order_by("position")),
                Prefetch("barriers", _located(Barrier)),
                Prefetch("costs", _located(Cost)),
            )
        )
        return (
            found.prefetch_related(Prefetch("priorities", served()))
            if THEME.name in subject.of_accounts
            else found
        )

    return rows


def _located(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.select_related("source")
    return rows.order_by("position")


def _tie(studies: Sequence[CaseStudy]) -> None:
    """Let studies answer what they and their rows are tied to: two queries for all of them."""
    if not studies:
        return
    fetch_named(
        ([one for study in studies for one in study.findings.all()], OF_FINDINGS),
        ([one for study in studies for one in study.initiatives.all()], ("approaches", "councils")),
        (studies, [tag.relation for tag in CASE_STUDY.plain_tags]),
    )
    hows = list(how_rows(studies))
    for study in studies:
        own = [(family, row) for family, key, *row in hows if key == study.pk]
        taken = [(name, slug, how) for family, (name, slug, how, _) in own if family == "approach"]
        helped = [(name, slug, how) for family, (name, slug, how, _) in own if family == "enabler"]
        _keep(
            study,
            "approach_rows",
            (
                CaseStudyApproach(approach=Approach(name=name, slug=slug), how=how)
                for name, slug, how in taken
            ),
        )
        _keep(
            study,
            "enabler_rows",
            (
                CaseStudyEnabler(enabler=Enabler(name=name, slug=slug), how=how)
                for name, slug, how in helped
            ),
        )


def _keep(study: Any, relation: str, rows: Iterable[Model]) -> None:
    """Do what ``prefetch_related`` does at its end."""
    kept = getattr(study, relation).get_queryset()
    kept._result_cache = list(rows)  # noqa: SLF001 (as Django itself does)
    kept._prefetch_done = True  # noqa: SLF001
    vars(study).setdefault("_prefetched_objects_cache", {})[relation] = kept

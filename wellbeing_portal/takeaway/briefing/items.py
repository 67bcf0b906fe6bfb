"""What a briefing is about, read from the database in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from casestudies.content_counts import count_content
from casestudies.facets import CASE_STUDY
from casestudies.foremost import naming_roles, read_foremost
from casestudies.models import (
    Barrier,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    ContextFact,
    Cost,
    CouncilReply,
    Finding,
    FrameworkExample,
    Initiative,
    InitiativeFunder,
)
from strategies.latest import latest_strategies
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy
from wellbeing_portal.search import current

PUBLISHED = CaseStudy.State.PUBLISHED


@dataclass(frozen=True)
class Item:
    """One thing in a briefing, and what the officer noted about it."""

    model: type[Model]
    pk: int
    note: str = ""


@dataclass
class BriefingRecords:
    """The records of a briefing by kind, each with its note, in the order of the items."""

    case_studies: list[tuple[CaseStudy, str]] = field(default_factory=list)
    strategies: list[tuple[Strategy, str]] = field(default_factory=list)
    priorities: list[tuple[Priority, str]] = field(default_factory=list)
    councils: list[tuple[Council, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many records there are in all."""
        return len(
            [*self.case_studies, *self.strategies, *self.priorities, *self.councils],
        )


def read_items(items: Sequence[Item]) -> BriefingRecords:
    """Return the published records that ``items`` name."""
    read = BriefingRecords(
        case_studies=read_of(items, CaseStudy, _case_studies),
        strategies=read_of(items, Strategy, _strategies),
        priorities=read_of(items, Priority, _priorities),
        councils=read_of(items, Council, _councils),
    )
    if councils := [council for council, _ in read.councils]:
        read_foremost(current(), councils, _roles())
        count_content(current(), councils)
    return read


def read_of(
    items: Sequence[Item], model: type[Model], rows: Callable[[], QuerySet[Any]]
) -> list[tuple[Any, str]]:
    """Return those of ``rows`` that are items, each with its note, in the order of the items."""
    wanted = [item for item in items if item.model is model]
    found = rows().in_bulk([item.pk for item in wanted]) if wanted else {}
    return [(found[item.pk], item.note) for item in wanted if item.pk in found]


def _case_studies() -> QuerySet[CaseStudy]:
    funders = InitiativeFunder.objects.select_related("organisation", "council")
    return (
        CaseStudy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch(
                "council_roles",
                CaseStudyCouncil.objects.select_related("council").order_by("position"),
            ),
            Prefetch("partner_roles", CaseStudyPartner.objects.select_related("organisation")),
            Prefetch("approach_rows", CaseStudyApproach.objects.select_related("approach")),
            Prefetch("enabler_rows", CaseStudyEnabler.objects.select_related("enabler")),
            Prefetch("strategies", Strategy.objects.published().in_time_order()),
            Prefetch(
                "initiatives",
                Initiative.objects.order_by("position").prefetch_related(
                    Prefetch("funders", funders), "approaches", "councils"
                ),
            ),
            Prefetch("findings", _findings()),
            Prefetch("barriers", Barrier.objects.select_related("source")),
            Prefetch(
                "costs",
                Cost.objects.select_related("source", "payer_organisation", "payer_council"),
            ),
            Prefetch("replies", CouncilReply.objects.select_related("council")),
            "corrections",
            Prefetch("priorities", served()),
            Prefetch("context_facts", ContextFact.objects.select_related("source")),
            *(tag.relation for tag in CASE_STUDY.plain_tags),
        )
    )


def _findings() -> QuerySet[Finding]:
    """Return findings with all that they are tied to."""
    ties = ("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers")
    found = Finding.objects.select_related("source").order_by("position")
    return found.prefetch_related(*ties, "councils", "better_for", "worse_for")


def served() -> QuerySet[Priority]:
    """Return the priorities that case studies may serve, with their themes."""
    rows = Priority.objects.filter(strategy__state=PUBLISHED).order_by("title")
    return rows.prefetch_related("themes")


def priority_rows() -> QuerySet[Priority]:
    """Return priorities in their strategy’s order, with their themes."""
    return Priority.objects.order_by("position").prefetch_related("themes")


def _strategies() -> QuerySet[Strategy]:
    return (
        Strategy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch("councils", Council.objects.order_by("sort_name")),
            Prefetch("priorities", priority_rows()),
            Prefetch(
                "scrutiny_meetings",
                ScrutinyMeeting.objects.select_related("source").prefetch_related("points"),
            ),
            Prefetch("case_studies", CaseStudy.objects.published()),
        )
    )


def _priorities() -> QuerySet[Priority]:
    return (
        Priority.objects.filter(strategy__state=PUBLISHED)
        .select_related("strategy__source")
        .prefetch_related(
            "themes", Prefetch("strategy__councils", Council.objects.order_by("sort_name"))
        )
    )


def _roles() -> QuerySet[CaseStudyCouncil]:
    """Return what councils did, with the accounts of it and all that these say."""
    acting = CaseStudyCouncil.objects.select_related("council").order_by("position")
    return CaseStudyCouncil.objects.select_related("case_study__source").prefetch_related(
        Prefetch("case_study__findings", _findings()),
        Prefetch("case_study__council_roles", acting),
    )


def _councils() -> QuerySet[Council]:
    return Council.objects.select_related("parent").prefetch_related(
        latest_strategies(
            Strategy.objects.select_related("source").prefetch_related(
                Prefetch("priorities", priority_rows())
            )
        ),
        naming_roles(),
        Prefetch("context_facts", ContextFact.objects.published().select_related("source")),
        Prefetch(
            "framework_examples",
            FrameworkExample.objects.filter(item__framework__state=PUBLISHED)
            .select_related("item__framework__source")
            .order_by("item__framework__title", "item__position"),
        ),
    )

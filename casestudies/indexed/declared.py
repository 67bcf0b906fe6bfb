"""What the index holds of case studies, their parts, frameworks and concepts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casestudies.evidence.credit import OWN_WORK
from casestudies.facets import (
    APPROACH,
    CASE_STUDY,
    FAMILIES,
    FINDINGS,
    FRAMEWORK,
    INITIATIVES,
    POPULATION,
    REPORTED,
    SETTING,
)
from casestudies.models import CaseStudy, Framework
from strategies.models import Council
from strategies.names_in_index import COUNCIL_NAMES
from wellbeing_portal.core.indexed.concepts import concept_collection
from wellbeing_portal.core.indexed.needs import needs_of
from wellbeing_portal.search import (
    RECORD,
    Addition,
    Collection,
    Extension,
    Keys,
    Kind,
    connect,
    descending,
    registry,
)

from .documents import CREDITED, case_study_documents
from .frameworks import framework_documents
from .research import RESEARCH, research_on
from .tags import TIED

SAID_OF_ORGANISATIONS = ("name", "sector", "description")
"""What pages and files say of a body besides its own key: they are made anew when it changes."""

COST_COLUMNS = (
    "amount",
    "covers",
    "high_amount",
    "is_planned",
    "is_shared_total",
    "qualifier",
    "unit",
)
"""What answers say of a cost, so that they are made anew when it changes."""


SORTS = ("told", "ends", "depth")
"""What accounts and their findings sort by besides how strong and how new they are."""

CHANGED_WEIGHT = 3.0
"""How much a finding that something changed comes before one of work that was done."""


def _organisations(*lookups: str) -> list[str]:
    return [f"{lookup}__{column}" for lookup in lookups for column in SAID_OF_ORGANISATIONS]


FINDING = Kind(
    "finding",
    facets=(
        *dict.fromkeys((*CASE_STUDY.facets_of(FINDINGS), *FRAMEWORK.facets_of(REPORTED))),
        *TIED,
        OWN_WORK,
        "framework",
        "of",
    ),
    numbers=(*CASE_STUDY.numbers, RECORD),
    sorts=("evidence", "newest", *SORTS),
    alike=("approach", "outcome"),
    raised=(("claim", "changed", CHANGED_WEIGHT),),
)

CASE_STUDIES = Collection(
    "case studies",
    CaseStudy,
    CaseStudy.objects.published,
    case_study_documents,
    (
        Kind(
            "case-study",
            facets=(*CASE_STUDY.facets_of(), *TIED, *CREDITED),
            numbers=CASE_STUDY.numbers,
            sorts=("newest", "evidence", *SORTS),
            suggest=2,
            alike=(*FAMILIES, "council_type"),
        ),
        FINDING,
        Kind(
            "initiative",
            facets=CASE_STUDY.facets_of(INITIATIVES),
            numbers=CASE_STUDY.numbers,
            suggest=2,
            alike=("approach",),
        ),
    ),
    needs_of(
        CaseStudy,
        [
            *CASE_STUDY.reads,
            *(f"council_roles__council__{name}" for name in COUNCIL_NAMES),
            "council_roles__position",
            *_organisations("partner_roles__organisation"),
            "approach_rows__how",
            "enabler_rows__how",
            "findings__statement",
            "findings__readings__reason",
            "barriers__text",
            "corrections__text",
            "replies__text",
            *(f"costs__{column}" for column in COST_COLUMNS),
            "context_facts__statement",
            "initiatives__name",
            *_organisations("initiatives__partners"),
            *_organisations("initiatives__funders__organisation"),
            "initiatives__funders__council__name",
        ],
    ),
)
FRAMEWORKS = Collection(
    "frameworks",
    Framework,
    Framework.objects.published,
    framework_documents,
    (
        Kind(
            "framework",
            facets=FRAMEWORK.facets_of(),
            sorts=("newest",),
            suggest=2,
            alike=("approach", "enabler"),
        ),
        FINDING,
    ),
    needs_of(
        Framework,
        [
            *FRAMEWORK.reads,
            "items__title",
            "items__examples__council__name",
            *_organisations("items__examples__organisation"),
            "items__findings__statement",
            "items__findings__readings__reason",
            "items__context_facts__statement",
            "source__published_on",
            "source__published_year",
        ],
    ),
)


def content_of_councils(keys: Keys) -> dict[int, Addition]:
    """Say which councils have case studies that the public may see, and how much content."""
    found: Iterable[Any] = Council.objects.filter(pk__in=keys).with_content_counts().order_by()
    return {
        council.pk: Addition(
            {"has": ["case-studies"]} if council.case_study_count else {},
            {
                "content": f"{descending(council.case_study_count)} "
                f"{descending(council.strategy_count)}"
            },
        )
        for council in found
    }


def declare() -> None:
    """Register all of it, and listen for changes."""
    names = {
        "case-study": ("case study", "case studies"),
        "framework": ("framework", "frameworks"),
    }
    registry.name_places("kind", names)
    registry.name_records(
        *(name for said in names.values() for name in said),
        *(name for one in FAMILIES.values() for name in (one.one, one.many)),
        *("initiative", "initiatives"),
    )
    registry.add(
        CASE_STUDIES,
        FRAMEWORKS,
        concept_collection(
            APPROACH.name,
            APPROACH.model,
            APPROACH.name,
            told_of=research_on,
            needs=needs_of(APPROACH.model, RESEARCH),
        ),
        *(
            concept_collection(name, one.model, name, around=one in (POPULATION, SETTING))
            for name, one in FAMILIES.items()
            if one is not APPROACH
        ),
    )
    registry.extend(
        Extension(
            "councils",
            "council",
            content_of_councils,
            needs_of(
                Council,
                [
                    "case_study_roles__role",
                    "case_study_roles__case_study__state",
                    "strategies__state",
                ],
            ),
        )
    )
    connect()

"""What the index holds of case studies, their parts, frameworks and concepts."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from casestudies.evidence.ties import TIES
from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    ContextFact,
    Enabler,
    Finding,
    Framework,
    FrameworkExample,
    FrameworkItem,
    Initiative,
    InitiativeFunder,
    Organisation,
    Outcome,
    PopulationGroup,
    Setting,
)
from strategies.index import COUNCIL_FIELDS, YEARS
from strategies.models import Council, Strategy
from wellbeing_portal.core.indexed.concepts import concept_collection, narrower
from wellbeing_portal.core.models import Concept
from wellbeing_portal.search import (
    Addition,
    Collection,
    Dependency,
    Extension,
    Keys,
    Kind,
    connect,
    descending,
    registry,
)

from .documents import case_study_documents
from .frameworks import framework_documents

CONCEPT_FACETS: dict[str, type[Concept]] = {
    "approach": Approach,
    "enabler": Enabler,
    "outcome": Outcome,
    "population": PopulationGroup,
    "setting": Setting,
}
"""The facets of concepts; a concept's documents are of the kind of the same name."""

TIED = (*TIES, *(f"{tie}|evidence" for tie in TIES))
"""Each pair is also indexed with the evidence level: ``approach|outcome|evidence`` has, for a
document, one value a pair, with its strongest level."""

SAID_OF_ORGANISATIONS = ("name", "sector", "description")
"""What pages and files say of a body besides its own key."""

PLACES = ("council", "council_type", "region", "nation")
STUDY_FACETS = (*PLACES, *CONCEPT_FACETS, "stage", "evidence", *TIED)

FINDING = Kind(
    "finding",
    facets=(*STUDY_FACETS, "case_study", "framework", "direction", "basis", "figure"),
    numbers=YEARS,
    sorts=("evidence",),
    alike=("approach", "outcome"),
)


def _concept_needs(model: type[Concept], *lookups: str) -> list[Dependency]:
    """Return dependencies on the slug and the broader term of a family of concepts."""
    fields = ("slug", "broader_id")
    return [Dependency(model, lookup, fields=fields, reach=narrower(model)) for lookup in lookups]


def _framework_of_item(row: FrameworkItem | None) -> int | None:
    return row.framework_id if row else None


OF_CASE_STUDY = attrgetter("case_study_id")

CASE_STUDIES = Collection(
    "case studies",
    CaseStudy,
    CaseStudy.objects.published,
    case_study_documents,
    (
        Kind(
            "case-study",
            facets=(*STUDY_FACETS, "strategy"),
            numbers=YEARS,
            sorts=("newest", "evidence"),
            suggest=4,
            alike=("approach", "outcome", "enabler", "population", "setting", "council_type"),
        ),
        FINDING,
        Kind(
            "initiative",
            facets=(*PLACES, *CONCEPT_FACETS, "stage", "case_study"),
            numbers=YEARS,
            suggest=2,
            alike=("approach",),
        ),
    ),
    (
        Dependency(CaseStudyCouncil, "council_roles", owner=OF_CASE_STUDY),
        Dependency(CaseStudyPartner, "partner_roles", owner=OF_CASE_STUDY),
        Dependency(CaseStudyApproach, "approach_rows", owner=OF_CASE_STUDY),
        Dependency(CaseStudyEnabler, "enabler_rows", owner=OF_CASE_STUDY),
        Dependency(Finding, "findings", owner=OF_CASE_STUDY),
        Dependency(ContextFact, "context_facts", owner=OF_CASE_STUDY),
        Dependency(Initiative, "initiatives", owner=OF_CASE_STUDY),
        Dependency(
            InitiativeFunder,
            "initiatives__funders",
            owner=lambda funder: funder.initiative.case_study_id,
        ),
        Dependency(Council, "councils", fields=COUNCIL_FIELDS),
        Dependency(Council, "initiatives__funders__council", fields=("name",)),
        Dependency(Organisation, "partners", fields=SAID_OF_ORGANISATIONS),
        Dependency(Organisation, "initiatives__partners", fields=SAID_OF_ORGANISATIONS),
        Dependency(
            Organisation, "initiatives__funders__organisation", fields=SAID_OF_ORGANISATIONS
        ),
        Dependency(Strategy, "strategies", fields=("slug",)),
        *_concept_needs(Approach, "approaches", "findings__approach", "initiatives__approaches"),
        *_concept_needs(Enabler, "enablers", "findings__enablers"),
        *_concept_needs(Outcome, "findings__outcomes"),
        *_concept_needs(PopulationGroup, "population_groups"),
        *_concept_needs(Setting, "settings"),
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
            facets=("approach", "enabler"),
            sorts=("newest",),
            suggest=2,
            alike=("approach", "enabler"),
        ),
        FINDING,
    ),
    (
        Dependency(FrameworkItem, "items", owner=attrgetter("framework_id")),
        Dependency(
            FrameworkExample, "items__examples", owner=lambda row: _framework_of_item(row.item)
        ),
        Dependency(
            Finding, "items__findings", owner=lambda row: _framework_of_item(row.framework_item)
        ),
        Dependency(
            ContextFact,
            "items__context_facts",
            owner=lambda row: _framework_of_item(row.framework_item),
        ),
        Dependency(Council, "items__examples__council", fields=("name",)),
        Dependency(Organisation, "items__examples__organisation", fields=SAID_OF_ORGANISATIONS),
        *_concept_needs(Approach, "items__approaches", "items__findings__approach"),
        *_concept_needs(Enabler, "items__enablers", "items__findings__enablers"),
        *_concept_needs(Outcome, "items__findings__outcomes"),
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
    registry.add(
        CASE_STUDIES,
        FRAMEWORKS,
        *(concept_collection(name, model, name) for name, model in CONCEPT_FACETS.items()),
    )
    registry.extend(
        Extension(
            "councils",
            "council",
            content_of_councils,
            (
                Dependency(CaseStudy, "case_studies"),
                Dependency(CaseStudyCouncil, "case_study_roles", owner=attrgetter("council_id")),
            ),
        )
    )
    connect()

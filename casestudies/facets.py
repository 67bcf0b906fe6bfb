"""What case studies, their findings and initiatives, and frameworks can be asked for.

A family of concepts, a facet or a range is declared here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from strategies.facets import places
from strategies.vocabularies import councils_with
from wellbeing_portal.core.facets import Facet, FacetedRecord, Family, RecordPart, years
from wellbeing_portal.core.lists.filters import FacetFilter

from . import vocabularies
from .models import CaseStudy, CaseStudyCouncil, Finding, Framework, Initiative, concepts

Role = CaseStudyCouncil.Role

APPROACH = Family("approach", concepts.Approach, "approach", "approaches")
ENABLER = Family("enabler", concepts.Enabler, "enabler", "enablers")
OUTCOME = Family("outcome", concepts.Outcome, "outcome", "outcomes")
POPULATION = Family(
    "population",
    concepts.PopulationGroup,
    "population group",
    "population groups",
    heading="For whom",
    key="for_whom",
)
SETTING = Family("setting", concepts.Setting, "setting", "settings", heading="Where", key="where")

FAMILIES = {one.name: one for one in (APPROACH, ENABLER, OUTCOME, POPULATION, SETTING)}
"""The families of concepts, by name."""


class LeastLevelFilter(FacetFilter):
    """Case studies with a finding whose evidence is at least as strong as asked."""

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep those with a finding at the level or above; of several levels the least counts."""
        if not value:
            return qs
        strong = Finding.objects.filter(evidence_level__gte=min(map(int, value)))
        return qs.filter(Exists(strong.filter(case_study=OuterRef("pk"))))


def at_least(level: int | None) -> Sequence[str]:
    """Return every level that evidence of this level fulfils, so that 2 also finds 3."""
    return [] if level is None else [str(number) for number in range(level + 1)]


def given_figure(value: Any) -> Iterable[str]:
    """Return what a finding with a number is called."""
    return () if value is None else ("given",)


def key_figure(is_key: bool | None) -> Iterable[str]:
    """Return what a finding that is shown large is called."""
    return ("key",) if is_key else ()


def said_of_findings(findings: str) -> tuple[Facet, ...]:
    """Return what only pages ask of findings, and of no record; ``findings`` leads to them."""
    return (
        Facet("direction", of_parts=(f"{findings}__direction",)),
        Facet("figure", of_parts=(f"{findings}__value",), values=given_figure),
        Facet("shown_large", of_parts=(f"{findings}__is_key",), values=key_figure),
    )


FINDINGS = RecordPart(Finding, "findings", "case_study")
INITIATIVES = RecordPart(Initiative, "initiatives", "case_study")

CASE_STUDY = FacetedRecord(
    CaseStudy,
    (
        Facet.of(
            APPROACH,
            "approach_rows__approach__slug",
            "findings__approach__slug",
            "initiatives__approaches__slug",
            phrase="with {}",
        ),
        Facet.of(OUTCOME, "findings__outcomes__slug", phrase="with findings on {}"),
        Facet.of(
            ENABLER,
            "enabler_rows__enabler__slug",
            "findings__enablers__slug",
            phrase="helped by {}",
        ),
        Facet.of(POPULATION, "population_groups__slug", phrase="for {}"),
        Facet.of(SETTING, "settings__slug", phrase="set in {}"),
        # A council that only shared its learning does not make a case study one of its region.
        *places(
            "council_roles__council",
            councils_with("case_studies"),
            council_roles__role__in=[Role.LEAD, Role.PARTNER],
        ),
        Facet(
            "stage",
            ("stage",),
            "Stage",
            "at stage {}",
            vocabularies.stages,
            heading="Stage",
            key="stage",
        ),
        Facet(
            "evidence",
            ("findings__evidence_level",),
            "Strength of evidence",
            "with evidence at {}",
            vocabularies.least_levels,
            values=at_least,
            filter_class=LeastLevelFilter,
            single=True,
        ),
        *said_of_findings("findings"),
        Facet("strategy", ("strategies__slug",), shared=False),
    ),
    (years("Going on"),),
    (FINDINGS, INITIATIVES),
)

REPORTED = RecordPart(Finding, "items__findings", "framework_item__framework")

FRAMEWORK = FacetedRecord(
    Framework,
    (
        Facet.of(
            APPROACH,
            "items__approaches__slug",
            phrase="with {}",
            of_parts=("items__findings__approach__slug",),
        ),
        Facet.of(
            ENABLER,
            "items__enablers__slug",
            phrase="helped by {}",
            of_parts=("items__findings__enablers__slug",),
        ),
        Facet.of(OUTCOME, phrase="on {}", of_parts=("items__findings__outcomes__slug",)),
        Facet("evidence", of_parts=("items__findings__evidence_level",), values=at_least),
        *said_of_findings("items__findings"),
    ),
    parts=(REPORTED,),
)

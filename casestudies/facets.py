"""What case studies, their findings and initiatives, and frameworks can be asked for.

A family of concepts, a facet or a range is declared here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop

from strategies.facets import places
from strategies.vocabularies import councils
from wellbeing_portal.core.facets import Facet, FacetedRecord, Family, RecordPart, ends, years
from wellbeing_portal.core.lists.filters import FacetFilter

from . import vocabularies
from .models import (
    CaseStudy,
    CaseStudyCouncil,
    Cost,
    Finding,
    Framework,
    Initiative,
    concepts,
)

APPROACH = Family("approach", concepts.Approach, "approach", "approaches")
ENABLER = Family("enabler", concepts.Enabler, "enabler", "enablers")
OUTCOME = Family("outcome", concepts.Outcome, "outcome", "outcomes")
POPULATION = Family(
    "population",
    concepts.PopulationGroup,
    "population group",
    "population groups",
    heading=gettext_noop("For whom"),
    key="for_whom",
)
SETTING = Family(
    "setting", concepts.Setting, "setting", "settings", heading=gettext_noop("Where"), key="where"
)

FAMILIES = {one.name: one for one in (APPROACH, ENABLER, OUTCOME, POPULATION, SETTING)}
"""The families of concepts, by name."""


FIRM_OUTCOME, FIRM_ENABLER = "firm_outcome", "firm_enabler"
"""The facets of what the source itself ties to a finding."""

ITSELF = {
    name: f"{name}_itself"
    for name in ("approach", "enabler", "outcome", FIRM_ENABLER, FIRM_OUTCOME)
}
"""The facets of what findings are tied to directly, and not by way of something narrower."""


BETTER_FOR, WORSE_FOR = "better_for", "worse_for"
"""The facets of the groups for whom a finding says that it worked better or worse."""

LEAD = "lead"
"""The facet of the councils that lead: of those that acted in an account, they come first."""


class LeastLevelFilter(FacetFilter):
    """Findings whose evidence is at least as strong as asked."""

    def kept(self, value: Sequence[str], records: QuerySet[Any]) -> Q:  # noqa: ARG002 (as overridden)
        """Return that it is at the level or above; of several levels the least counts."""
        return Q(evidence_level__gte=min(map(int, value)))


def at_least(level: int | None) -> Sequence[str]:
    """Return every level that evidence of this level fulfils, so that 2 also finds 3."""
    return [] if level is None else [str(number) for number in range(level + 1)]


def stated(cost: int | None) -> Iterable[str]:
    """Return whether a record says what anything cost."""
    return ("not-stated",) if cost is None else ("stated",)


class CostFilter(FacetFilter):
    """Case studies that say what the work cost, or do not, and the findings of these."""

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep those that do, or do not; both are everything."""
        if len(set(value)) != 1:
            return qs
        # Of a finding, the costs of its case study are looked at.
        (path,) = self.relations
        study = path.removesuffix("costs__id").removesuffix("__") or "pk"
        costs = Exists(Cost.objects.filter(case_study=OuterRef(study)))
        return qs.filter(costs if "stated" in value else ~costs)


def said_of_findings(findings: str) -> tuple[Facet, ...]:
    """Return what is asked of findings alone; ``findings`` leads to them."""
    return (
        Facet(
            "claim",
            by_part=True,
            label=gettext_noop("What is claimed"),
            phrase=gettext_noop("telling of something {}"),
            vocabulary=vocabularies.claims,
            of_parts=(f"{findings}__claim",),
        ),
        Facet(
            "evidence",
            by_part=True,
            label=gettext_noop("Strength of evidence"),
            phrase=gettext_noop("with evidence: {}"),
            vocabulary=vocabularies.least_levels,
            of_parts=(f"{findings}__evidence_level",),
            values=at_least,
            filter_class=LeastLevelFilter,
            single=True,
        ),
        Facet(
            "change",
            by_part=True,
            label=gettext_noop("Which way it went"),
            phrase=gettext_noop("where the outcome was {}"),
            vocabulary=vocabularies.changes,
            of_parts=(f"{findings}__direction",),
        ),
        Facet(BETTER_FOR, family=POPULATION, of_parts=(f"{findings}__better_for__slug",)),
        Facet(WORSE_FOR, family=POPULATION, of_parts=(f"{findings}__worse_for__slug",)),
        Facet(FIRM_OUTCOME, family=OUTCOME, of_parts=(f"{findings}__outcomes__slug",)),
        Facet(FIRM_ENABLER, family=ENABLER, of_parts=(f"{findings}__enablers__slug",)),
        *(
            Facet(
                ITSELF[name],
                family=family,
                of_parts=tuple(f"{findings}__{one}__slug" for one in ties),
                itself=True,
            )
            for name, family, ties in (
                ("approach", APPROACH, ["approaches"]),
                ("enabler", ENABLER, ["enablers", "inferred_enablers"]),
                (FIRM_ENABLER, ENABLER, ["enablers"]),
                ("outcome", OUTCOME, ["outcomes", "inferred_outcomes"]),
                (FIRM_OUTCOME, OUTCOME, ["outcomes"]),
            )
        ),
    )


FINDINGS = RecordPart(Finding, "findings", "case_study")
INITIATIVES = RecordPart(Initiative, "initiatives", "case_study")

CASE_STUDY = FacetedRecord(
    CaseStudy,
    (
        Facet.of(
            APPROACH,
            "approach_rows__approach__slug",
            "findings__approaches__slug",
            "initiatives__approaches__slug",
            phrase=gettext_noop("with {}"),
        ),
        Facet.of(
            OUTCOME,
            "findings__outcomes__slug",
            "findings__inferred_outcomes__slug",
            phrase=gettext_noop("with findings on {}"),
            firmly=FIRM_OUTCOME,
        ),
        Facet.of(
            ENABLER,
            "enabler_rows__enabler__slug",
            "findings__enablers__slug",
            "findings__inferred_enablers__slug",
            phrase=gettext_noop("helped by {}"),
            firmly=FIRM_ENABLER,
        ),
        Facet.of(POPULATION, "population_groups__slug", phrase=gettext_noop("for {}")),
        Facet.of(SETTING, "settings__slug", phrase=gettext_noop("set in {}")),
        # “By” a council, in its region and nation, means that it acted.
        *places(
            "council_roles__council",
            councils,
            ("findings__councils", "initiatives__councils"),
            offered=vocabularies.councils_that_acted,
            council_roles__role__in=CaseStudyCouncil.ACTED,
        ),
        Facet(
            LEAD,
            ("council_roles__council__slug",),
            where={"council_roles__role": CaseStudyCouncil.Role.LEAD},
        ),
        Facet(
            "stage",
            ("stage",),
            "Stage",
            "at stage {}",
            vocabularies.stages,
            heading=gettext_noop("Stage"),
            key="stage",
        ),
        Facet(
            "cost",
            ("costs__id",),
            "Cost",
            "with {}",
            vocabularies.costs,
            values=stated,
            filter_class=CostFilter,
        ),
        Facet("told", ("told_in",), "Year told", "told in {}", vocabularies.years_told),
        ends(CaseStudy.Stage.COMPLETED, "stage"),
        Facet("depth", ("depth",), "How much was read", "told from {}", vocabularies.depths),
        *said_of_findings("findings"),
        Facet("strategy", ("strategies__slug",), shared=False),
    ),
    (years(),),
    (FINDINGS, INITIATIVES),
)

SAME_FINDING = (
    "approach",
    "outcome",
    "enabler",
    "council",
    "council_type",
    "region",
    "nation",
)
"""What must hold in one and the same finding as soon as anything is asked of findings alone."""

ASKED_OF_FINDINGS = ("claim", "evidence", "change")
"""What is asked of findings alone, besides ``inferred``."""

REPORTED = RecordPart(Finding, "items__findings", "framework_item__framework")

FRAMEWORK = FacetedRecord(
    Framework,
    (
        Facet.of(
            APPROACH,
            "items__approaches__slug",
            phrase=gettext_noop("with {}"),
            of_parts=("items__findings__approaches__slug",),
        ),
        Facet.of(
            ENABLER,
            "items__enablers__slug",
            phrase=gettext_noop("helped by {}"),
            of_parts=(
                "items__findings__enablers__slug",
                "items__findings__inferred_enablers__slug",
            ),
        ),
        Facet.of(
            OUTCOME,
            phrase=gettext_noop("on {}"),
            of_parts=(
                "items__findings__outcomes__slug",
                "items__findings__inferred_outcomes__slug",
            ),
        ),
        *said_of_findings("items__findings"),
    ),
    parts=(REPORTED,),
)

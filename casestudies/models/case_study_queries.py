"""How case studies are read."""

from __future__ import annotations

from typing import Self

from django.db.models import Aggregate, Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wellbeing_portal.core.models import PublishableQuerySet

from .claims import Claim

LONG_TEXTS = ("ambition", "approach", "impact", "sustainability", "pandemic_response")


class CaseStudyQuerySet(PublishableQuerySet):
    """Read rules of case studies. They sort by title unless a list says otherwise."""

    def with_strongest_evidence(self) -> Self:
        """Annotate ``strongest_evidence``: the highest level among the findings, or None."""
        return self.annotate(strongest_evidence=_of_findings(Max("evidence_level")))

    def with_finding_count(self) -> Self:
        """Annotate ``finding_count``."""
        return self.annotate(finding_count=Coalesce(_of_findings(Count("pk")), 0))

    def with_claim_counts(self) -> Self:
        """Annotate ``findings_changed`` and its like: how many findings make each claim."""
        return self.annotate(
            **{
                f"findings_{claim}": Coalesce(_of_findings(Count("pk", filter=Q(claim=claim))), 0)
                for claim in Claim.values
            }
        )

    def for_lists(self) -> Self:
        """Leave out the long texts, which only a record's own page shows."""
        return self.defer(*LONG_TEXTS)


def _of_findings(aggregate: Aggregate) -> Subquery:
    """Return one number of a record's findings, or None where it has none.

    A subquery: a join would group by every text of the record.
    """
    from .finding import Finding

    found = Finding.objects.filter(case_study=OuterRef("pk")).order_by().values("case_study")
    return Subquery(found.annotate(answer=aggregate).values("answer"))

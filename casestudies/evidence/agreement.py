"""How often two readers, neither of whom saw what the other did, graded findings alike.

Counted from the readings that are kept with each finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from casestudies.models import Finding, GradeReading

FIRST, SECOND = 1, 2
"""The positions of the two readings that are compared; a later one only settles."""


@dataclass(frozen=True)
class Agreement:
    """Of ``findings`` on the portal, how many were ``twice`` read, and how many alike.

    ``changes`` are those that both readers called a change; only they have two levels, of which
    ``levels`` are the same, and ``firm`` are above level 0 for at least one reader.
    """

    findings: int
    twice: int
    claims: int
    changes: int
    levels: int
    firm: int
    firm_levels: int

    @property
    def claims_share(self) -> int:
        """In how many of a hundred the claim was the same."""
        return share(self.claims, self.twice)

    @property
    def levels_share(self) -> int:
        """In how many of a hundred that both call a change the level was the same."""
        return share(self.levels, self.changes)


def share(part: int, whole: int) -> int:
    """Return a part in per cent, rounded down, so that 100 means all."""
    return part * 100 // whole if whole else 0


def agreement() -> Agreement:
    """Return how often two readers agreed on the findings that the public may see."""
    alike = Q(claim=F("other_claim"))
    both = alike & Q(claim=Finding.Claim.CHANGED)
    same = Q(evidence_level=F("other_level"))
    firm = both & (Q(evidence_level__gt=0) | Q(other_level__gt=0))
    counted = _pairs().aggregate(
        twice=Count("pk"),
        claims=Count("pk", filter=alike),
        changes=Count("pk", filter=both),
        levels=Count("pk", filter=both & same),
        firm=Count("pk", filter=firm),
        firm_levels=Count("pk", filter=firm & same),
    )
    return Agreement(findings=Finding.objects.published().order_by().count(), **counted)


def _pairs() -> QuerySet[GradeReading]:
    """Return the first readings that have a second, each with what that one says."""
    other = GradeReading.objects.filter(finding=OuterRef("finding"), position=SECOND).order_by()
    return (
        GradeReading.objects.filter(
            position=FIRST, finding__in=Finding.objects.published().order_by().values("pk")
        )
        .order_by()
        .annotate(
            other_claim=Subquery(other.values("claim")),
            other_level=Subquery(other.values("evidence_level")),
        )
        .filter(other_claim__isnull=False)
    )

"""What a council did on the portal, and where else it is named: row by row.

A council did what a case study tells when it acted in it, as lead or partner. A finding is of its
work when it names the council, or names none: then it is the work of all that acted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop

from casestudies.foremost import accounts_of
from casestudies.models import CaseStudy, CaseStudyCouncil, Finding
from strategies.models import Council
from wellbeing_portal.core.words import Said
from wellbeing_portal.search import Reader

STUDIES_SHOWN = 20
FINDINGS_SHOWN = 3
OTHERS_SHOWN = 24

Role = CaseStudyCouncil.Role

PARTS = Said(
    {Role.LEAD: gettext_noop("Led the work"), Role.PARTNER: gettext_noop("Took part as a partner")}
)
"""What a council's role says of its part, before what the account says of it."""


@dataclass(frozen=True)
class CouncilAccount:
    """A case study in which a council acted: its part in words, and findings of its work.

    ``together`` is how many councils acted in it; of its ``found`` findings, ``findings``
    are shown: changes first, the surest of them first.
    """

    case_study: CaseStudy
    role: str
    part: str
    together: int
    findings: Sequence[Any]
    found: int

    @property
    def beside(self) -> int:
        """How many findings of its work there are besides the first that is shown."""
        return max(self.found - 1, 0)

    @property
    def further(self) -> int:
        """How many findings of its work the case study has besides those shown."""
        return self.found - len(self.findings)


@dataclass(frozen=True)
class NamedElsewhere:
    """A case study that names a council which did not act in it, and what it says of it."""

    case_study: CaseStudy
    part: str


@dataclass(frozen=True)
class NamedIn:
    """Where a council did not act: its area, or it came to learn; ``more`` are not shown."""

    area: Sequence[NamedElsewhere]
    learning: Sequence[NamedElsewhere]
    more: bool


def told_of(reader: Reader, council: Council) -> tuple[list[CouncilAccount], NamedIn]:
    """Return the newest accounts in which ``council`` acted, and where else it is named.

    Of the accounts, those it led come first, then by title.
    """
    newest = accounts_of(reader, council, "newest", STUDIES_SHOWN)
    acted = Q(role__in=CaseStudyCouncil.ACTED)
    rows = list(
        council.case_study_roles.filter(case_study__state=CaseStudy.State.PUBLISHED)
        .filter(Q(case_study__in=newest) | ~acted)
        .select_related("case_study")
        .annotate(acted=acted, together=_acting())
        .order_by("-acted", "role", "case_study__title")[: STUDIES_SHOWN + OTHERS_SHOWN + 1]
    )
    acting = [row for row in rows if row.acted]
    findings = _by_study(findings_of(council, [row.case_study_id for row in acting]))
    accounts = [_account(row, findings.get(row.case_study_id, [])) for row in acting]
    return accounts, _named_in([row for row in rows if not row.acted])


def findings_of(council: Council, case_studies: Iterable[int]) -> QuerySet[Finding]:
    """Return the findings of these case studies that are the council's work, changes first.

    ``is_own`` tells whether a finding names the council, and is not the work of all that acted.
    """
    named = Finding.councils.through.objects.filter(finding=OuterRef("pk"))
    own = Exists(named.filter(council=council))
    return (
        Finding.objects.filter(case_study__in=list(case_studies))
        .annotate(is_own=own)
        .filter(Q(is_own=True) | ~Exists(named))
        .select_related("source", "case_study")
        .strongest_first()
    )


def _named_in(rows: Sequence[Any]) -> NamedIn:
    shown = [
        (row.role, NamedElsewhere(row.case_study, row.contribution)) for row in rows[:OTHERS_SHOWN]
    ]
    return NamedIn(
        [named for role, named in shown if role == Role.AREA],
        [named for role, named in shown if role != Role.AREA],
        len(rows) > OTHERS_SHOWN,
    )


def _acting() -> Subquery:
    acting = CaseStudyCouncil.objects.filter(
        case_study=OuterRef("case_study"), role__in=CaseStudyCouncil.ACTED
    )
    counted = acting.order_by().values("case_study").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def _by_study(findings: Iterable[Finding]) -> dict[int | None, list[Finding]]:
    found: dict[int | None, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.case_study_id, []).append(finding)
    return found


def _account(row: Any, findings: Sequence[Finding]) -> CouncilAccount:
    return CouncilAccount(
        row.case_study,
        PARTS[row.role],
        row.contribution or row.case_study.strapline,
        row.together,
        findings[:FINDINGS_SHOWN],
        len(findings),
    )

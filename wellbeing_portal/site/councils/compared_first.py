"""What matters first of a council that is compared: how much it did, and what changed by it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from casestudies.comparing.first import strongest_change
from casestudies.evidence.credit import councils_of, is_own_work
from casestudies.evidence.order import surest_first
from casestudies.models import CaseStudyCouncil, Finding
from strategies.models import Council
from wellbeing_portal.core.words import counted, opening

from .together import in_account_shared


def own_findings(council: Council, roles: Sequence[CaseStudyCouncil]) -> list[Finding]:
    """Return the findings of these case studies that are the council's own work, surest first."""
    findings = [
        finding
        for role in roles
        for finding in role.case_study.findings.all()
        if council in councils_of(finding)
    ]
    return sorted(findings, key=surest_first)


def of_council(
    council: Council, roles: Sequence[CaseStudyCouncil], *, studies: int, strategies: int
) -> str:
    """Return how many case studies it acted in and strategies it has, and what changed by it.

    ``roles`` are its parts in the case studies that were read, which may be fewer.
    """
    held = _("%(studies)s in which it acted, %(strategies)s.") % {
        "studies": counted(studies, "case study", none="No"),
        "strategies": counted(strategies, "strategy", none="no"),
    }
    if not roles:
        return held
    read = (
        _("Of the %(read)s compared here:") % {"read": len(roles)} if studies > len(roles) else ""
    )
    return " ".join(filter(None, [held, read, _changed(council, roles)]))


def _changed(council: Council, roles: Sequence[CaseStudyCouncil]) -> str:
    """Return the strongest change that is its own, then of accounts shared with others.

    Of those it is told with how many; both are told where what others share is surer.
    """
    own: list[Finding] = []
    shared: list[Finding] = []
    for finding in own_findings(council, roles):
        (own if is_own_work(finding) else shared).append(finding)
    if _level(shared) <= _level(own):
        return strongest_change(own)
    told = _("%(shared)s: %(changed)s") % {
        "shared": opening(in_account_shared(len(councils_of(shared[0])) - 1)),
        "changed": strongest_change(
            one for one in shared if len(councils_of(one)) == len(councils_of(shared[0]))
        ),
    }
    return " ".join([strongest_change(own), told] if _level(own) >= 0 else [told])


def _level(findings: Sequence[Finding]) -> int:
    """Return the highest level of findings that come surest first; below 0 without a change."""
    level = findings[0].evidence_level if findings else None
    return -1 if level is None else level

"""What matters first of a council that is compared: how much it did, and what changed by it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from casestudies.comparing.first import strongest_change
from casestudies.evidence.credit import councils_of
from casestudies.evidence.order import surest_first
from casestudies.models import CaseStudyCouncil, Finding
from strategies.models import Council
from wellbeing_portal.core.words import counted


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
    changed = strongest_change(own_findings(council, roles))
    return " ".join(filter(None, [held, read, changed]))

"""Why a case study is in a list: findings that meet, each by itself, all that was asked of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from casestudies.facets import ASKED_OF_FINDINGS
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding

SHOWN = 2
"""Findings shown of each case study."""

BRING_UP = ("approach", "outcome", "enabler", *ASKED_OF_FINDINGS)
"""What brings up findings when it is asked for; a place alone does not."""


def matching_findings(
    filterset: CaseStudyFilterSet, keys: Sequence[int]
) -> Mapping[int, list[Finding]]:
    """Return the strongest findings on what was chosen, by case study. At most one query.

    Each meets everything that was asked of findings at once, councils and their places included.
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    asked = filterset.asked_of_findings
    if not keys or not (filterset.ties or any(name in asked for name in BRING_UP)):
        return found
    # Every subquery keeps to this page: over all findings it would take as long as they are many.
    here = Finding.objects.filter(case_study__in=keys)
    meeting: Any = filterset.same_findings(here.order_by())
    findings = here if meeting is None else meeting
    if filterset.ties:
        tied = filterset.filters["tie"].findings(filterset.ties)
        findings = findings.filter(pk__in=tied.filter(case_study__in=keys).values("pk"))
    for finding in findings.select_related("case_study", "source").strongest_first():
        if len(found[finding.case_study_id or 0]) < SHOWN:
            found[finding.case_study_id or 0].append(finding)
    return found

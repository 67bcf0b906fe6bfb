"""Why a case study is in a list: the findings that the chosen concepts bring up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding

from .ties import RELATIONS

SHOWN = 2
"""Findings shown of each case study."""


def matching_findings(
    filterset: CaseStudyFilterSet, keys: Sequence[int]
) -> Mapping[int, list[Finding]]:
    """Return the strongest findings on what was chosen, by case study. At most one query.

    Only approaches, outcomes, enablers and the least evidence bring up findings; a finding has
    to meet all of them.
    """
    # Every subquery keeps to this page: over all findings it would take as long as they are many.
    findings = here = Finding.objects.filter(case_study__in=keys)
    asked = False
    for name, relation in RELATIONS.items():
        chosen = filterset.values.get(name)
        if chosen:
            asked = True
            wanted = filterset.facets[name].vocabulary().with_narrower(chosen)
            with_it = here.filter(**{f"{relation}__in": wanted}).values("pk")
            findings = findings.filter(pk__in=with_it)
    if filterset.ties:
        asked = True
        tied = filterset.filters["tie"].findings(filterset.ties)
        findings = findings.filter(pk__in=tied.filter(case_study__in=keys).values("pk"))
    levels = filterset.values.get("evidence")
    if levels:
        asked = True
        findings = findings.filter(evidence_level__gte=min(map(int, levels)))
    found: dict[int, list[Finding]] = defaultdict(list)
    if asked:
        for finding in findings.strongest_first():
            if len(found[finding.case_study_id or 0]) < SHOWN:
                found[finding.case_study_id or 0].append(finding)
    return found

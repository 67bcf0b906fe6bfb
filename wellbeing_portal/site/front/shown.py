"""A few findings of the front page, one of which did not go well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casestudies.models import Finding
from casestudies.views.finding import FindingList
from wellbeing_portal.search import Reader

from .asked import best_findings
from .questions import ADVERSE

BETTER = 2
LOOKED_AT = 60
"""Of the strongest findings, those among which a few of different accounts are looked for."""


def findings_shown(reader: Reader) -> list[Finding]:
    """Return two changes for the better and one of no change, mixed or worse, where there are any.

    All are at level 1 or above and the strongest of their kind, each of another account; among
    equals the key findings of their accounts come first, then by the title of the account.
    """
    better = best_findings(reader, "change=better&evidence=1", LOOKED_AT)
    adverse = best_findings(reader, f"{ADVERSE}&evidence=1", LOOKED_AT)
    rows = FindingList.queryset.filter(pk__in=[*better, *adverse])
    found = sorted(rows, key=_by_weight)
    bad = next((one for one in found if one.pk in adverse), None)
    told = {bad.case_study_id} if bad else set()
    good = list(_of_other_accounts((one for one in found if one.pk in better), told))
    return [*good[:BETTER], *([bad] if bad else [])]


def _of_other_accounts(findings: Iterable[Finding], told: set[int | None]) -> Iterator[Finding]:
    for one in findings:
        if one.case_study_id not in told:
            told.add(one.case_study_id)
            yield one


def _by_weight(finding: Finding) -> tuple[int, bool, str, int]:
    study = finding.case_study
    title = study.title if study else ""
    return -(finding.evidence_level or 0), finding.key_order is None, title, finding.position

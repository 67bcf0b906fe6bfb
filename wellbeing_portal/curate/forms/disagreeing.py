"""What is kept when somebody thinks another level right than the answers lead to.

The first two readings of a finding are independent ones; a later one settles, and says why.
"""

from __future__ import annotations

from typing import Any

from casestudies.aggregates.figures import FindingForm, GradeReadingForm
from casestudies.evidence.agreement import SECOND


def reason_of(finding: FindingForm) -> str:
    """Return why a finding has another level than its answers lead to, if anybody said it."""
    last = _settling(finding)
    return last.reason if last is not None and last.evidence_level == finding.evidence_level else ""


def settled(
    finding: FindingForm | None, claim: Any, level: Any, reason: str
) -> dict[str, list[GradeReadingForm]]:
    """Return the readings of a finding with one that settles, for a reason; none without one."""
    if not reason:
        return {}
    standing = list(finding.readings) if finding is not None else []
    last = _settling(finding) if finding is not None else None
    position = SECOND + 1 if last is None else last.position
    made = GradeReadingForm(position=position, claim=claim, evidence_level=level, reason=reason)
    return {"readings": [*(one for one in standing if one.position != position), made]}


def _settling(finding: FindingForm) -> GradeReadingForm | None:
    later = [one for one in finding.readings if one.position > SECOND]
    return max(later, key=lambda one: one.position) if later else None

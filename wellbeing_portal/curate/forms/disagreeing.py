"""What is kept when somebody thinks another level right than the answers lead to.

Two readings of a finding are independent ones; a later one settles, and says why. Where nobody
else has read it, what settles is the one reading that there is, and counts as no agreement.
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
    last = _settling(finding) if finding is not None else None
    others = [] if finding is None else [one for one in finding.readings if one is not last]
    position = max((one.position for one in others), default=0) + 1
    made = GradeReadingForm(position=position, claim=claim, evidence_level=level, reason=reason)
    return {"readings": [*others, made]}


def _settling(finding: FindingForm) -> GradeReadingForm | None:
    readings = sorted(finding.readings, key=lambda one: one.position)
    return readings[-1] if readings and len(readings) != SECOND else None

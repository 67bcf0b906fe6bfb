"""What answers about a finding lead to, as the page of the finding shows it."""

from __future__ import annotations

from dataclasses import dataclass

from casestudies.evidence.grading import Verdict
from casestudies.evidence.grammar import OTHERS, Sign, sign_of_change, strength_at
from casestudies.models.claims import Claim, Direction


@dataclass(frozen=True)
class Grade:
    """A verdict in the signs and words of readers; without a direction it has no sign yet."""

    sign: Sign | None
    level: int | None
    words: str
    because: str


def graded(verdict: Verdict | None, direction: str) -> Grade | None:
    """Return a verdict as readers will see it; None as long as there is none."""
    if verdict is None:
        return None
    if verdict.claim != Claim.CHANGED or verdict.level is None:
        sign = Sign(verdict.claim, OTHERS[verdict.claim])
        return Grade(sign, None, "", verdict.because)
    known = direction in Direction
    sign_of = sign_of_change(verdict.level, direction) if known else None
    words = strength_at(verdict.level, verdict.basis)
    return Grade(sign_of, verdict.level, words, verdict.because)

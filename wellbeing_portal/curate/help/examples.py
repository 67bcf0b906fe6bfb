"""Statements such as sources make, with what is answered about each.

Which claim and level they have is never said here: the table of grades is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casestudies.evidence.grading import Answers, Compared, Measured
from casestudies.models.claims import Basis, Claim


@dataclass(frozen=True)
class Example:
    """What a source may say, and what somebody who reads it answers."""

    statement: Any
    answers: Answers


EXAMPLES = (
    Example(
        _("Forty volunteers were trained in two years."),
        Answers(Claim.DONE, basis=Basis.MONITORING),
    ),
    Example(
        _("The service is meant to halve the time that people wait."),
        Answers(Claim.INTENDED, basis=Basis.PERCEIVED),
    ),
    Example(
        _("It was worked out that every pound spent saves three pounds of care."),
        Answers(Claim.MODELLED),
    ),
    Example(
        _("The report says that it did better than other towns, and gives no figures."),
        Answers(Claim.CHANGED, Measured.SAID, Compared.YES),
    ),
    Example(
        _("Coordinators say that people are less lonely."),
        Answers(Claim.CHANGED, Measured.SAID, basis=Basis.PERCEIVED),
    ),
    Example(
        _("It runs in all districts, a trial compared it, and what it achieves has lasted."),
        Answers(Claim.CHANGED, Measured.BOTH, Compared.EVERYWHERE, says_how=True),
    ),
    Example(
        _("Three other cities did it too, with trials of their own, and found the same."),
        Answers(Claim.CHANGED, Measured.BOTH, Compared.REPEATED, says_how=True),
    ),
    Example(
        _("Falls dropped by a third where it ran, and by a tenth in streets like these without."),
        Answers(Claim.CHANGED, Measured.BOTH, Compared.YES, says_how=True),
    ),
    Example(
        _("Of 50 people at high risk, 48 were at low risk six months later."),
        Answers(Claim.CHANGED, Measured.BOTH, Compared.NO, says_how=True),
    ),
    Example(
        _("Visits to the doctor fell from 12 to 8 a year."),
        Answers(Claim.CHANGED, Measured.BOTH, Compared.NO, says_how=False),
    ),
    Example(
        _("Afterwards 82% of those who came said that they felt better."),
        Answers(Claim.CHANGED, Measured.ONCE, Compared.NO, basis=Basis.SELF_REPORTED),
    ),
)

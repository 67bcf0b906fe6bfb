"""After which answers each question about a finding is asked, and what may be answered."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.evidence.grading import Compared, Measured, Unanswered
from casestudies.models.claims import Basis, Claim, EvidenceLevel

from .conditions import When

CHANGED: When = ({"claim": (Claim.CHANGED,)},)
NOT_DONE: When = ({"claim": (Claim.CHANGED, Claim.INTENDED, Claim.MODELLED)},)
DONE: When = ({"claim": (Claim.DONE,)},)
DISAGREED: When = ({"claim": (Claim.CHANGED,), "disagree": ("on",)},)
HOW_KNOWN: When = (
    {"claim": (Claim.DONE, Claim.INTENDED)},
    {
        "claim": (Claim.CHANGED,),
        "measured": (Measured.SAID, Measured.ONCE),
        "compared": ("", Compared.NO),
    },
)
"""Elsewhere the other answers say how it is known."""

WHEN: Mapping[str, When] = {
    "output": DONE,
    "direction": CHANGED,
    "outcomes": NOT_DONE,
    "inferred_outcomes": NOT_DONE,
    "measured": CHANGED,
    "compared": CHANGED,
    "basis": HOW_KNOWN,
    "disagree": CHANGED,
    "evidence_level": DISAGREED,
    "disagree_because": DISAGREED,
    "better_for": CHANGED,
    "worse_for": CHANGED,
}
"""After which answers a question is asked; what is not here is always."""

CLAIMS = (
    (Claim.DONE, _("Something was done: work, people reached, money won")),
    (Claim.INTENDED, _("A change was aimed at: hoped for, planned, not yet seen")),
    (Claim.CHANGED, _("Something changed: better, worse, mixed or no change, for somebody")),
    (Claim.MODELLED, _("A change was calculated, and nobody observed it")),
)
BASES = (
    (Basis.PERCEIVED, _("Those who did the work say so")),
    (Basis.SELF_REPORTED, _("Those who took part say so")),
    (Basis.MONITORING, _("It was counted or recorded by those involved")),
    (Basis.INDEPENDENT_EVALUATION, _("An independent evaluation says so")),
    (Basis.ECONOMIC_ANALYSIS, _("It was worked out in money")),
)
ASKED = {
    Unanswered.CLAIM: "claim",
    Unanswered.MEASURED: "measured",
    Unanswered.COMPARED: "compared",
    Unanswered.BASIS: "basis",
}
"""The fields that answer what has to be answered."""


def level_in_words(level: EvidenceLevel) -> str:
    """Return a level as it is chosen: “2: Measured in those who took part”."""
    return gettext("%(level)s: %(words)s") % {"level": level.value, "words": level.label}

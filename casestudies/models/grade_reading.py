"""The independent readings from which a finding has its claim and level."""

from __future__ import annotations

from django.db import models

from wellbeing_portal.core.models import History

from .finding import Finding


class GradeReading(models.Model):
    """What one reader made of a finding, without knowing what the other did.

    ``position`` says which reading it is; ``evidence_level`` is empty but for a change.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="readings")
    position = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=8, choices=Finding.Claim.choices)
    evidence_level = models.PositiveSmallIntegerField(
        choices=Finding.EvidenceLevel.choices, null=True, blank=True
    )
    reason = models.CharField(max_length=250, blank=True)

    history = History()

    class Meta:
        ordering = ["finding", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "position"],
                name="gradereading_position_unique",
                violation_error_message="Two readings of a finding have the same position.",
            ),
            models.CheckConstraint(
                condition=models.Q(claim="changed", evidence_level__range=(0, 5))
                | (~models.Q(claim="changed") & models.Q(evidence_level__isnull=True)),
                name="gradereading_only_changes_have_a_level",
                violation_error_message="A reading gives a level to a change, and to nothing else.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_claim_display()} ({self.position})"

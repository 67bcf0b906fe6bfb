"""The rows of a case study: who took part, which approaches it took, what helped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from strategies.models import Council
from wellbeing_portal.core.models import History, Located

from .case_study import CaseStudy
from .concepts import Approach, Enabler
from .organisation import Organisation
from .roles import ACTED, CouncilRole


class CaseStudyCouncil(models.Model):
    """A council's part in a case study."""

    Role = CouncilRole
    ACTED = ACTED
    COUNTED: ClassVar[Mapping[str, Any]] = {"role__in": ACTED}

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="council_roles")
    council = models.ForeignKey(Council, models.PROTECT, related_name="case_study_roles")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.LEAD)
    contribution = models.CharField(
        max_length=250, blank=True, help_text="What this council did, if not the lead."
    )

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "council"],
                name="casestudycouncil_council_unique",
                violation_error_message="This council is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="casestudycouncil_position_unique",
                violation_error_message="Two councils have the same position.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} ({self.get_role_display().lower()})"


class CaseStudyPartner(models.Model):
    """An organisation's part in a case study as a whole."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="partner_roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="case_study_roles")
    position = models.PositiveSmallIntegerField(default=0)
    contribution = models.CharField(max_length=250, help_text="What this organisation did.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "organisation"],
                name="casestudypartner_organisation_unique",
                violation_error_message="This organisation is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="casestudypartner_position_unique",
                violation_error_message="Two organisations have the same position.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class CaseStudyApproach(Located):
    """How a case study took an approach."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="approach_rows")
    approach = models.ForeignKey(Approach, models.PROTECT, related_name="case_study_rows")
    position = models.PositiveSmallIntegerField(default=0)
    how = models.TextField(help_text="How they did it here, in a sentence or two.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        verbose_name_plural = "case study approaches"
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "approach"],
                name="casestudyapproach_approach_unique",
                violation_error_message="This approach is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="casestudyapproach_position_unique",
                violation_error_message="Two approaches have the same position.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.approach)


class CaseStudyEnabler(Located):
    """How an enabler worked in a case study."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="enabler_rows")
    enabler = models.ForeignKey(Enabler, models.PROTECT, related_name="case_study_rows")
    position = models.PositiveSmallIntegerField(default=0)
    how = models.TextField(help_text="How it helped here, in a sentence or two.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "enabler"],
                name="casestudyenabler_enabler_unique",
                violation_error_message="This enabler is already in the list.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="casestudyenabler_position_unique",
                violation_error_message="Two enablers have the same position.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.enabler)

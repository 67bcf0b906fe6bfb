"""The parts that councils have in a case study."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CouncilRole(models.TextChoices):
    """What a council was to the work: two of the roles acted, two did not."""

    LEAD = "lead", _("Lead")
    PARTNER = "partner", _("Partner")
    LEARNING_PARTNER = "learning-partner", _("Learning partner")
    AREA = "area", _("Area: the work took place there")


ACTED = (CouncilRole.LEAD, CouncilRole.PARTNER)
"""The roles of councils that did something. “By”, “did” and counts of councils mean these."""

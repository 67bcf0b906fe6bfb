"""The parts that councils have in a case study."""

from django.db import models


class CouncilRole(models.TextChoices):
    """What a council was to the work: two of the roles acted, two did not."""

    LEAD = "lead", "Lead"
    PARTNER = "partner", "Partner"
    LEARNING_PARTNER = "learning-partner", "Learning partner"
    AREA = "area", "Area: the work took place there"


ACTED = (CouncilRole.LEAD, CouncilRole.PARTNER)
"""The roles of councils that did something. “By”, “did” and counts of councils mean these."""

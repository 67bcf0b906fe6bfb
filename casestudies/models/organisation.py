"""Bodies other than councils that took part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Addressed, AddressedQuerySet, History, Reference


class Organisation(Addressed, Reference):
    """A partner, provider or funder that is not a UK council."""

    class Sector(models.TextChoices):
        VOLUNTARY = "voluntary", _("Voluntary, community or social enterprise")
        NHS = "nhs", _("NHS")
        PRIVATE = "private", _("Private")
        PUBLIC = "public", _("Other public body")
        ACADEMIC = "academic", _("Academic")
        PARTNERSHIP = "partnership", _("Partnership")
        GOVERNMENT = "government", _("Government or national body")

    name = models.CharField(max_length=150, unique=True)
    sector = models.CharField(max_length=12, choices=Sector.choices, db_index=True)
    description = models.TextField(
        blank=True, help_text="What it is, where a source says so. One sentence."
    )

    objects = AddressedQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [*Addressed.Meta.constraints]

    def __str__(self) -> str:
        return self.name

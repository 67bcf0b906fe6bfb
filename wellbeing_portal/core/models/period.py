"""A span of years."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

YEAR = [MinValueValidator(1900), MaxValueValidator(2100)]
"""The years that the portal deals in."""


class Period(models.Model):
    """From one year to another, either of which may be unknown."""

    start_year = models.PositiveSmallIntegerField(
        "from", null=True, blank=True, validators=YEAR, help_text="Year, if the source gives it."
    )
    end_year = models.PositiveSmallIntegerField(
        "to",
        null=True,
        blank=True,
        validators=YEAR,
        help_text="Year. Leave empty if it goes on or is not known.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=F("start_year")),
                name="%(class)s_ends_after_start",
                violation_error_message="The end cannot be before the start.",
            ),
            models.CheckConstraint(
                condition=(Q(start_year__isnull=True) | Q(start_year__range=(1900, 2100)))
                & (Q(end_year__isnull=True) | Q(end_year__range=(1900, 2100))),
                name="%(class)s_plausible_years",
                violation_error_message="Write years between 1900 and 2100.",
            ),
        ]

    @property
    def years(self) -> str:
        """The period in words: ``2016 to 2021``, ``since 2016``, ``until 2021`` or nothing."""
        if self.start_year and self.end_year:
            if self.start_year == self.end_year:
                return str(self.start_year)
            return gettext("%(from)s to %(to)s") % {"from": self.start_year, "to": self.end_year}
        if self.start_year:
            return gettext("since %(year)s") % {"year": self.start_year}
        if self.end_year:
            return gettext("until %(year)s") % {"year": self.end_year}
        return ""

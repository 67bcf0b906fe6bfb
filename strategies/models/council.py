"""UK principal local authorities."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import (
    Addressed,
    AddressedQuerySet,
    History,
    Reference,
)
from wellbeing_portal.core.models.naming import named_by

GSS_CODE = r"^(E0[6-9]|E10|E47|W06|S12|N09)[0-9]{6}$"
"""ONS codes of English, Welsh, Scottish and Northern Irish authorities."""


class CouncilQuerySet(AddressedQuerySet):
    """Read rules of councils."""

    def current(self) -> Self:
        """Councils that have not been abolished."""
        return self.filter(abolished__isnull=True)

    def with_content_counts(self) -> Self:
        """Annotate ``strategy_count`` and its like: how much of each kind the public may see."""
        return self.annotate(
            **{kind.count_name: kind.count_for(Council) for kind in named_by(Council)}
        )


class Council(Addressed, Reference):
    """A UK principal local authority, known by its GSS code."""

    class Type(models.TextChoices):
        COUNTY = "county", "County council"
        DISTRICT = "district", "District council"
        UNITARY = "unitary", "Unitary authority"
        METROPOLITAN = "metropolitan", "Metropolitan borough"
        LONDON_BOROUGH = "london-borough", "London borough"
        WELSH = "welsh", "Welsh council"
        SCOTTISH = "scottish", "Scottish council"
        NORTHERN_IRISH = "northern-irish", "Northern Irish council"
        COMBINED_AUTHORITY = "combined-authority", "Combined authority"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    class Region(models.TextChoices):
        EAST_MIDLANDS = "east-midlands", "East Midlands"
        EAST_OF_ENGLAND = "east-of-england", "East of England"
        LONDON = "london", "London"
        NORTH_EAST = "north-east", "North East"
        NORTH_WEST = "north-west", "North West"
        SOUTH_EAST = "south-east", "South East"
        SOUTH_WEST = "south-west", "South West"
        WEST_MIDLANDS = "west-midlands", "West Midlands"
        YORKSHIRE = "yorkshire-and-the-humber", "Yorkshire and the Humber"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    name = models.CharField(
        max_length=100, unique=True, help_text="The short name people use: Leeds, St Albans."
    )
    official_name = models.CharField(max_length=150, help_text="As in law: Leeds City Council.")
    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        unique=True,
        help_text="The nine-character code of the Office for National Statistics: E08000035.",
    )
    type = models.CharField(max_length=20, choices=Type.choices, db_index=True)
    region = models.CharField(max_length=30, choices=Region.choices, db_index=True)
    nation = models.CharField(max_length=20, choices=Nation.choices, db_index=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="districts",
        verbose_name="county council",
        help_text="For a district: the county council above it.",
    )
    established = models.DateField(null=True, blank=True)
    abolished = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        help_text="The councils that took over when this one was abolished.",
    )

    objects = CouncilQuerySet.as_manager()
    history = History(m2m_fields=[successors])

    class Meta:
        ordering = ["name"]
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gss_code__regex=GSS_CODE),
                name="council_gss_code_pattern",
                violation_error_message="A GSS code of a council looks like E08000035: a letter "
                "for the nation, two digits for the type and six for the council.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="council_not_its_own_parent",
                violation_error_message="A council cannot be its own county council.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(type="district"),
                name="council_only_districts_have_parent",
                violation_error_message="Only a district council has a county council above it.",
            ),
            models.CheckConstraint(
                condition=Q(established__isnull=True)
                | Q(abolished__isnull=True)
                | Q(abolished__gte=F("established")),
                name="council_abolished_after_established",
                violation_error_message="A council cannot be abolished before it is established.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("council", self.slug)

    def clean(self) -> None:
        """Refuse a parent that is not a county council.

        Raises:
            ValidationError: on ``parent``.
        """
        super().clean()
        if self.parent and self.parent.type != self.Type.COUNTY:
            raise ValidationError({"parent": f"{self.parent} is not a county council."})

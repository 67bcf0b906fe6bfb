"""UK principal local authorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from strategies.council_names.sorting import SortNameField
from strategies.council_names.spelling import spelling
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


NAME_LISTS = ("initials", "other_names", "former_names")


def existing(on: dt.date, prefix: str = "") -> Q:
    """Return the condition that a council exists on a day."""
    begun = Q(**{f"{prefix}begins__isnull": True}) | Q(**{f"{prefix}begins__lte": on})
    return begun & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": on}))


class CouncilQuerySet(AddressedQuerySet):
    """Read rules of councils. They sort by the word under which people look them up."""

    def current(self, on: dt.date | None = None) -> Self:
        """Councils that exist on a day, which is today unless another is asked about."""
        return self.filter(existing(on or localdate()))

    def with_content_counts(self) -> Self:
        """Annotate ``strategy_count`` and its like: how much of each kind the public may see."""
        return self.annotate(
            **{kind.count_name: kind.count_for(Council) for kind in named_by(Council)}
        )


class Council(Addressed, Reference):
    """A UK principal local authority, known by its GSS code."""

    class Type(models.TextChoices):
        COUNTY = "county", _("County council")
        DISTRICT = "district", _("District council")
        UNITARY = "unitary", _("Unitary authority")
        METROPOLITAN = "metropolitan", _("Metropolitan borough")
        LONDON_BOROUGH = "london-borough", _("London borough")
        WELSH = "welsh", _("Welsh council")
        SCOTTISH = "scottish", _("Scottish council")
        NORTHERN_IRISH = "northern-irish", _("Northern Irish council")
        COMBINED_AUTHORITY = "combined-authority", _("Combined authority")

    class Nation(models.TextChoices):
        ENGLAND = "england", _("England")
        WALES = "wales", _("Wales")
        SCOTLAND = "scotland", _("Scotland")
        NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")

    class Region(models.TextChoices):
        EAST_MIDLANDS = "east-midlands", _("East Midlands")
        EAST_OF_ENGLAND = "east-of-england", _("East of England")
        LONDON = "london", _("London")
        NORTH_EAST = "north-east", _("North East")
        NORTH_WEST = "north-west", _("North West")
        SOUTH_EAST = "south-east", _("South East")
        SOUTH_WEST = "south-west", _("South West")
        WEST_MIDLANDS = "west-midlands", _("West Midlands")
        YORKSHIRE = "yorkshire-and-the-humber", _("Yorkshire and the Humber")
        WALES = "wales", _("Wales")
        SCOTLAND = "scotland", _("Scotland")
        NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")

    name = models.CharField(
        max_length=100, unique=True, help_text="The short name people use: Leeds, St Albans."
    )
    official_name = models.CharField(max_length=150, help_text="As in law: Leeds City Council.")
    sort_name = SortNameField(max_length=100)
    welsh_name = models.CharField(max_length=100, blank=True, help_text="Caerdydd, Ynys Môn.")
    gaelic_name = models.CharField(max_length=100, blank=True, help_text="Na h-Eileanan Siar.")
    initials = models.JSONField(
        default=list, blank=True, help_text="What it is shortened to: RCT, BCP."
    )
    other_names = models.JSONField(
        default=list, blank=True, help_text="What else people call it: Hull, Western Isles."
    )
    former_names = models.JSONField(
        default=list,
        blank=True,
        help_text="Names of this same council before it was renamed: Shepway. A council that it "
        "followed is a council of its own.",
    )
    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        unique=True,
        null=True,
        blank=True,
        help_text="The nine-character code of the Office for National Statistics: E08000035. "
        "Empty until one is issued.",
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
    begins = models.DateField(
        "begins on", null=True, blank=True, help_text="Its first day, which may be to come."
    )
    ends = models.DateField(
        "ends on", null=True, blank=True, help_text="Its last day, which may be to come."
    )

    objects = CouncilQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["sort_name"]
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
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="council_ends_after_it_begins",
                violation_error_message="A council cannot end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("council", self.slug)

    def names(self) -> Iterator[str]:
        """Yield every name of the council, its short name first."""
        yield from filter(None, (self.name, self.official_name, self.welsh_name, self.gaelic_name))
        for field in NAME_LISTS:
            yield from getattr(self, field)

    def name_forms(self) -> set[str]:
        """Return its names without what kind of authority it is: a county may be a district's."""
        return {spelling(name).solid_core for name in self.names()}

    def exists(self, on: dt.date) -> bool:
        """Tell whether the council exists on a day."""
        return self.has_begun(on) and not self.has_ended(on)

    def has_begun(self, on: dt.date) -> bool:
        """Tell whether its first day has come."""
        return self.begins is None or self.begins <= on

    def has_ended(self, on: dt.date) -> bool:
        """Tell whether its last day is past."""
        return self.ends is not None and self.ends < on

    def clean(self) -> None:
        """Refuse a parent that is not a county council, and names that are not words.

        Raises:
            ValidationError: on ``parent``, or on a list of names.
        """
        super().clean()
        self.gss_code = self.gss_code or None
        for field in NAME_LISTS:
            if not _are_words(getattr(self, field)):
                raise ValidationError({field: 'Write a list of names, such as ["RCT"].'})
        if self.parent and self.parent.type != self.Type.COUNTY:
            raise ValidationError({"parent": f"{self.parent} is not a county council."})


def _are_words(names: Any) -> bool:
    return isinstance(names, list) and all(isinstance(n, str) and n.strip() for n in names)

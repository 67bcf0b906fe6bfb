"""The five vocabularies that tie case studies together."""

from django.db import models

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import Concept, History


class Approach(Concept):
    """A kind of thing councils do."""

    wider_evidence_searched_on = models.DateField(
        "wider research last looked for",
        null=True,
        blank=True,
        help_text="When research bodies’ conclusions on it were last looked for, found or not.",
    )

    history = History()

    class Meta(Concept.Meta):
        verbose_name_plural = "approaches"

    def get_absolute_url(self) -> str:
        return address_of("approach", self.slug)


class Enabler(Concept):
    """A condition that made it possible."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return address_of("enabler", self.slug)


class Outcome(Concept):
    """What changed, for whom."""

    short_name = models.CharField(
        max_length=25,
        blank=True,
        help_text="For the head of a map’s column: two lines of at most 12 letters.",
    )
    better_words = models.CharField(
        max_length=60, blank=True, help_text="What better means: “fewer people lonely”."
    )
    worse_words = models.CharField(
        max_length=60, blank=True, help_text="What worse means: “more people lonely”."
    )

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        return address_of("outcome", self.slug)


class PopulationGroup(Concept):
    """Whom it was for."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        """Return the list of its case studies; it has no page of its own."""
        return f"{address_of('case_studies')}?population={self.slug}"


class Setting(Concept):
    """Where it took place."""

    history = History()

    class Meta(Concept.Meta):
        pass

    def get_absolute_url(self) -> str:
        """Return the list of its case studies; it has no page of its own."""
        return f"{address_of('case_studies')}?setting={self.slug}"

"""The documents behind every claim."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import (
    Addressed,
    History,
    Publishable,
    PublishableQuerySet,
    Reference,
    used_by_published,
)
from wellbeing_portal.core.models.period import YEAR
from wellbeing_portal.core.models.pointers import belongs_to, has_page, pointers_to
from wellbeing_portal.core.models.publishable import SOME
from wellbeing_portal.core.models.reason import Reason


def latest_first(prefix: str = "") -> tuple[OrderBy, OrderBy]:
    """Return the order of publication: by year, then by day as far as it is known, none last.

    ``prefix`` leads to the source, such as ``source__``.
    """
    year = Coalesce(
        ExtractYear(f"{prefix}published_on"),
        f"{prefix}published_year",
        output_field=models.IntegerField(),
    )
    return year.desc(nulls_last=True), F(f"{prefix}published_on").desc(nulls_last=True)


class SourceQuerySet(PublishableQuerySet):
    """Read rules of sources. They sort by title."""

    def used(self) -> Self:
        """Sources that something published rests on."""
        return self.filter(used_by_published(self.model))

    def public(self) -> Self:
        """Published sources that something published rests on."""
        return self.published().used()

    def with_page(self) -> Self:
        """Also those on which only something withdrawn rests, and those withdrawn themselves."""
        rested_on = self.published().filter(used_by_published(self.model, has_page))
        return rested_on | self.withdrawn()


class Source(Publishable, Reference):
    """A document that records cite: a report, a strategy, minutes, an article."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        STRATEGY = "strategy", _("Strategy")
        MINUTES = "minutes", _("Minutes")
        ARTICLE = "article", _("Article")
        NEWS = "news", _("News item")
        WEB_PAGE = "web_page", _("Web page")
        EVALUATION = "evaluation", _("Evaluation")
        PAPER = "paper", _("Research paper")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    author = models.CharField(
        max_length=200, blank=True, help_text="People or bodies named as the authors."
    )
    publisher = models.CharField(max_length=200, blank=True)
    published_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEAR)
    published_on = models.DateField(
        null=True, blank=True, help_text="The day of publication, where the document gives it."
    )
    url = models.URLField("web address", max_length=500, blank=True)
    summary = models.TextField(blank=True, help_text="What the document is and how it was made.")

    objects = SourceQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title"]
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(published_year__isnull=True)
                | Q(published_on__year=models.F("published_year")),
                name="source_year_matches_date",
                violation_error_message="The year and the day of publication disagree.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("source", self.slug)

    def doubts(self) -> list[str]:
        """Also that another record has its address."""
        alike = self.others().filter(url__iexact=self.url)
        named = [f"Another source has this address: {other.slug}." for other in alike[:SOME]]
        return [*super().doubts(), *(named if self.url else [])]

    @property
    def year(self) -> int | None:
        """The year of publication, if it is known."""
        return self.published_on.year if self.published_on else self.published_year

    @property
    def citation(self) -> str:
        """The document as a line of a reference list, which says if its year is not known."""
        year = f" ({self.year or gettext('year not stated')})"
        published = f" {self.publisher}." if self.publisher and self.author else ""
        return f"{self.author or self.publisher}{year} {self.title}.{published}".strip()


def drafts_cited_by(record: Publishable) -> list[str]:
    """Return, in plain words, which sources of a record and of its rows are not published yet."""
    cited = Q(pk__in=[])
    for pointer in pointers_to(Source):
        rows = pointer.model._default_manager.filter(belongs_to(pointer.model, record))
        cited |= Q(pk__in=rows.order_by().values(pointer.field.name))
    drafts = Source.objects.filter(cited).exclude(state=Publishable.State.PUBLISHED)
    return [
        Reason(f"Publish its source “{source.title}” first.", about=source) for source in drafts
    ]

"""Published lists of what councils should do."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from strategies.models import Council, Source
from strategies.models.source import drafts_cited_by
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import (
    Addressed,
    History,
    Keyed,
    Located,
    Publishable,
    PublishableQuerySet,
)

from .concepts import Approach, Enabler
from .gaps import doubts_of_findings, gaps_of_findings
from .organisation import Organisation


class Framework(Publishable, Located):
    """A published list of what councils should do for wellbeing."""

    NEEDED = ("summary",)

    summary = models.TextField(
        blank=True, help_text="Who wrote it, for whom, and what it says in short."
    )
    background = models.TextField(
        blank=True, help_text="How it was made: who was asked, what it builds on. Markdown."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="frameworks")

    objects = PublishableQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title"]
        constraints = [*Addressed.Meta.constraints]

    def get_absolute_url(self) -> str:
        return address_of("framework", self.slug)

    def reasons_not_to_publish(self) -> list[str]:
        """Every statement has a public source and a place in it."""
        return [
            *super().reasons_not_to_publish(),
            *drafts_cited_by(self),
            *gaps_of_findings(self._reported()),
        ]

    def doubts(self) -> list[str]:
        """Also what it reports that is hardly true."""
        return [*super().doubts(), *doubts_of_findings(self._reported())]

    def _reported(self) -> Any:
        findings: Any = FrameworkItem._meta.get_field("findings").related_model
        rows = findings._default_manager.filter(framework_item__framework=self)
        return rows.select_related("framework_item").order_by(
            "framework_item__position", "position"
        )


class FrameworkItem(Located, Keyed):
    """One thing that a framework asks for or describes."""

    NAMED_BY = ("title",)
    KEYED_WITHIN = ("framework",)

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(
        max_length=120,
        blank=True,
        help_text="The heading it stands under, where the framework has several lists.",
    )
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, help_text="Markdown.")
    enablers = models.ManyToManyField(Enabler, blank=True, related_name="framework_items")
    approaches = models.ManyToManyField(Approach, blank=True, related_name="framework_items")
    illustrations = models.ManyToManyField(
        "casestudies.Finding",
        blank=True,
        related_name="illustrated_items",
        help_text="Findings of case studies that a curator chose to illustrate this item.",
    )

    history = History(m2m_fields=[enablers, approaches, illustrations])

    class Meta:
        ordering = ["framework", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["framework", "position"],
                name="frameworkitem_position_unique",
                violation_error_message="Two items of a framework have the same position.",
            ),
            models.UniqueConstraint(
                fields=["framework", "key"],
                name="frameworkitem_key_unique",
                violation_error_message="Two items of a framework have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FrameworkExample(Keyed):
    """A council or body that a framework names as an example of an item."""

    NAMED_BY = ("organisation", "council")
    KEYED_WITHIN = ("item",)

    item = models.ForeignKey(FrameworkItem, models.CASCADE, related_name="examples")
    position = models.PositiveSmallIntegerField(default=0)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="framework_examples"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="framework_examples"
    )
    description = models.TextField(blank=True, help_text="What it is an example of.")

    history = History()

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, council__isnull=True)
                | Q(organisation__isnull=True, council__isnull=False),
                name="frameworkexample_one_body",
                violation_error_message="Name either a council or an organisation.",
            ),
            models.UniqueConstraint(
                fields=["item", "position"],
                name="frameworkexample_position_unique",
                violation_error_message="Two examples of an item have the same position.",
            ),
            models.UniqueConstraint(
                fields=["item", "key"],
                name="frameworkexample_key_unique",
                violation_error_message="Two examples of an item have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.council or self.organisation)

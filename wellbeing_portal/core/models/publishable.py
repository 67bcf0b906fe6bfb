"""Records that pass from draft to the public and, one day, to the archive."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed, AddressedQuerySet

SOME = 3
"""Of records that are alike, so many are named."""


class PublishableQuerySet(AddressedQuerySet):
    """Read rules of records that are published."""

    def published(self) -> Self:
        """Only what the public may see."""
        return self.filter(state=Publishable.State.PUBLISHED)

    def public(self) -> Self:
        """What has a page of its own that the public may see."""
        return self.published()

    def due_for_review(self, on: dt.date | None = None) -> Self:
        """Published records whose review date has come, the longest overdue first."""
        return (
            self.published()
            .filter(review_due__lte=on or timezone.localdate())
            .order_by("review_due", "title")
        )


class Publishable(Addressed):
    """A record with a title, an address of its own and a publishing state.

    The public sees it only while it is published; the verbs of publishing move it
    from state to state.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    title = models.CharField(
        max_length=200,
        help_text="What a reader would call it. It stands alone in a list and in a browser tab.",
    )
    state = models.CharField(
        "publishing state",
        max_length=10,
        choices=State.choices,
        default=State.DRAFT,
        db_index=True,
        help_text="Only published records are shown to the public.",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    review_due = models.DateField(
        null=True,
        blank=True,
        help_text="When somebody should check that this is still right.",
    )
    inferred = models.TextField(
        "what is inferred",
        blank=True,
        help_text="Say what this record assumes that its source does not state, and why. "
        "Shown to readers as a notice. Leave empty when everything comes from the source.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def was_public(self) -> bool:
        return self.published_at is not None or self.is_published

    @property
    def is_published(self) -> bool:
        """Whether the public may see this record."""
        return self.state == self.State.PUBLISHED

    def reasons_not_to_publish(self) -> list[str]:
        """What is missing before the public may see this record, in plain words."""
        return []

    def doubts(self) -> list[str]:
        """What somebody should look at again, though the public may see this record."""
        alike = type(self)._default_manager.filter(title__iexact=self.title).exclude(pk=self.pk)
        kind = self._meta.verbose_name
        return [f"Another {kind} has this title: {other.slug}." for other in alike[:SOME]]

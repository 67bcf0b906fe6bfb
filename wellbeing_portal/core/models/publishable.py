"""Records that pass from draft to the public and, one day, out of its sight again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed, AddressedQuerySet
from .needed import NeededRows
from .reason import Reason

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

    def with_page(self) -> Self:
        """What has a page of its own, also what has kept it when it was withdrawn."""
        return self.public() | self.withdrawn()

    def withdrawn(self) -> Self:
        """What readers once saw, and whose page says why they should not rely on it."""
        return self.filter(kept_when_withdrawn())

    def standing(self) -> Self:
        """Without working copies and without what lies in the trash."""
        return self.filter(copy_of=None).exclude(state=Publishable.State.TRASHED)

    def due_for_review(self, on: dt.date | None = None) -> Self:
        """Published records whose review date has come, the longest overdue first."""
        return (
            self.published()
            .filter(review_due__lte=on or timezone.localdate())
            .order_by("review_due", "title")
        )

    def lacking(self) -> Self:
        """Only records that lack a text or rows of their own that a published one needs.

        It is what ``own_reasons`` says of each, asked of all of them at once.
        """
        model: Any = self.model
        lacks = Q(pk__in=[])
        for name in model.NEEDED:
            is_null = model._meta.get_field(name).null
            lacks |= Q(**({f"{name}__isnull": True} if is_null else {name: ""}))
        for needed in model.NEEDED_ROWS:
            having = model._default_manager.order_by().filter(pk=OuterRef("pk"))
            lacks |= Q(~Exists(needed.held_by(having)))
        return self.filter(lacks)


def kept_when_withdrawn(prefix: str = "") -> Q:
    """Return the condition that a record was withdrawn, and that its page says so."""
    state, seen = f"{prefix}state", f"{prefix}published_at__isnull"
    return Q(**{state: Publishable.State.WITHDRAWN, seen: False})


def is_seen(state: str) -> bool:
    """Tell whether records in a state are in lists, counts and the index."""
    return state == Publishable.State.PUBLISHED


class Publishable(Addressed):
    """A record with a title, an address of its own and a publishing state.

    The public sees it only while it is published; the verbs of publishing move it
    from state to state.
    """

    NEEDED: ClassVar[tuple[str, ...]] = ()
    """The fields that a draft may lack, and a published record may not."""
    IN_DOCUMENTS: ClassVar[Mapping[str, Callable[[str], bool]]] = {"state": is_seen}
    """What the index has of a state: whether it is the one that readers see in lists."""

    NEEDED_ROWS: ClassVar[tuple[NeededRows, ...]] = ()
    """The relations that may be empty in a draft, and may not in a published record."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        UNPUBLISHED = "unpublished", _("Unpublished")
        TRASHED = "trashed", _("In the trash")

    title = models.CharField(
        max_length=200,
        help_text="What a reader would call it. It stands alone in a list and in a browser tab.",
    )
    state = models.CharField(
        "publishing state",
        max_length=12,
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

    copy_of = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="working_copy",
        help_text="The published record that this one is a working copy of.",
    )
    copy_of_id: int | None
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_because = models.CharField(
        "reason for leaving",
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why it was withdrawn, unpublished or put into the trash. The page of a "
        "withdrawn record shows it.",
    )
    instead = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Where the address of an unpublished record leads.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where readers see it."""
        raise NotImplementedError

    @property
    def was_public(self) -> bool:
        return self.published_at is not None or self.is_published

    @property
    def is_published(self) -> bool:
        """Whether the public may see this record."""
        return self.state == self.State.PUBLISHED

    def others(self) -> models.QuerySet[Any]:
        """Every other record of the kind: without its own working copy, or what it is a copy of."""
        mine = [key for key in (self.pk, self.copy_of_id) if key is not None]
        model: Any = type(self)
        rows: models.QuerySet[Any] = model._default_manager.exclude(pk__in=mine)
        return rows.exclude(copy_of__in=mine).exclude(state=self.State.TRASHED)

    def missing_texts(self) -> list[str]:
        """Which texts are missing before the public may see this record, in plain words."""
        fields: Any = self._meta
        return [
            Reason(f"{capfirst(fields.get_field(name).verbose_name)} is missing.", at=name)
            for name in self.NEEDED
            if not getattr(self, name)
        ]

    def own_reasons(self) -> list[str]:
        """What of its own is missing before the public may see it; ``lacking`` finds the same."""
        model: Any = type(self)
        this = model._default_manager.order_by().filter(pk=self.pk)
        rows = [
            Reason(needed.said, at=needed.relation)
            for needed in self.NEEDED_ROWS
            if not needed.held_by(this).exists()
        ]
        return [*self.missing_texts(), *rows]

    def reasons_not_to_publish(self) -> list[str]:
        """Why the public may not see this record, in plain words."""
        return self.own_reasons()

    def doubts(self) -> list[str]:
        """What somebody should look at again, though the public may see this record."""
        alike = self.others().filter(title__iexact=self.title)
        kind = self._meta.verbose_name
        return [f"Another {kind} has this title: {other.slug}." for other in alike[:SOME]]

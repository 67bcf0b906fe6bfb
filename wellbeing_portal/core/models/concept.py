"""A term of a controlled vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .addressed import Addressed
from .reference import Reference
from .used import ConceptQuerySet


class Concept(Addressed, Reference):
    """A term with a meaning, other names, and perhaps a broader term.

    Choosing a broader concept finds its narrower ones too.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CURRENT = "current", _("In use")
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(
        max_length=100,
        unique=True,
        help_text="The term itself, as people in the field say it.",
    )
    definition = models.TextField(
        help_text="One or two plain sentences that say what belongs here and what does not.",
    )
    synonyms = models.JSONField(
        "also known as",
        default=list,
        blank=True,
        help_text='Other words and abbreviations for the same thing, as a list: ["MECC"].',
    )
    counts = models.TextField(
        "what counts",
        blank=True,
        help_text="How it is read: what a record must do or say to get this tag.",
    )
    does_not_count = models.TextField(
        blank=True, help_text="What looks like it and is not tagged, with what it is instead."
    )
    example = models.TextField(blank=True, help_text="One record that has it, and why.")
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name="broader concept",
        help_text="The wider term that this one is a kind of.",
    )

    state = models.CharField(
        "state in the vocabulary",
        max_length=8,
        choices=State.choices,
        default=State.CURRENT,
        editable=False,
        help_text="A draft is not settled yet; what is archived is offered to nobody any more.",
    )

    objects = ConceptQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(broader__isnull=True) | ~Q(broader=F("id")),
                name="%(class)s_not_broader_than_itself",
                violation_error_message="A concept cannot be its own broader concept.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        """Whether it is part of the vocabulary: neither a draft nor archived."""
        return self.state == self.State.CURRENT

    def names(self) -> Iterator[str]:
        """Yield the term itself, then what else it is known as."""
        yield from (self.name, *self.synonyms)

    def clean(self) -> None:
        """Refuse a circle of broader concepts, and synonyms that are not words.

        Raises:
            ValidationError: on ``broader`` or ``synonyms``.
        """
        super().clean()
        seen: set[Any] = {self.pk}
        ancestor = self.broader
        while ancestor is not None:
            if ancestor.pk is not None and ancestor.pk in seen:
                raise ValidationError(
                    {"broader": f"“{self.broader}” stands below “{self}”: that is a circle."}
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.broader
        if self.broader is not None and self.is_current and not self.broader.is_current:
            raise ValidationError(
                {"broader": f"{self.broader} is not in use: choose another broader concept."}
            )
        if not isinstance(self.synonyms, list) or not all(
            isinstance(word, str) and word.strip() for word in self.synonyms
        ):
            raise ValidationError({"synonyms": 'Write a list of words, such as ["MECC", "CPD"].'})

"""Facts that show the need."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from strategies.models import Council, Source
from wellbeing_portal.core.models import Figure, History, Keyed, Located, Publishable

from .case_study import CaseStudy
from .framework import FrameworkItem


class ContextFactQuerySet(models.QuerySet):
    """Read rules of context facts. They sort as their parent lists them."""

    def published(self) -> Self:
        """Facts that stand alone with a council, or whose parent the public may see."""
        state = Publishable.State.PUBLISHED
        return self.filter(
            Q(case_study__state=state)
            | Q(framework_item__framework__state=state)
            | Q(case_study__isnull=True, framework_item__isnull=True)
        )


class ContextFact(Figure, Located, Keyed):
    """The need that was answered: a gap, a share, a cost. Never counted as evidence."""

    NAMED_BY = ("statement",)
    KEYED_WITHIN = ("case_study", "framework_item", "council")

    case_study = models.ForeignKey(
        CaseStudy, models.CASCADE, null=True, blank=True, related_name="context_facts"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="context_facts"
    )
    framework_item = models.ForeignKey(
        FrameworkItem, models.CASCADE, null=True, blank=True, related_name="context_facts"
    )
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(help_text="One sentence that can stand alone, with its figure.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="context_facts")

    objects = ContextFactQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["case_study", "council", "framework_item", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            *Figure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(case_study__isnull=False)
                | Q(council__isnull=False)
                | Q(framework_item__isnull=False),
                name="contextfact_has_parent",
                violation_error_message="Say which case study, council or framework item "
                "this is about.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="contextfact_position_unique",
                violation_error_message="Two facts of a case study have the same position.",
            ),
            models.UniqueConstraint(
                fields=["framework_item", "position"],
                name="contextfact_item_position_unique",
                violation_error_message="Two facts of an item have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="contextfact_key_unique",
                violation_error_message="Two facts of a case study have the same key.",
            ),
            models.UniqueConstraint(
                fields=["framework_item", "key"],
                name="contextfact_item_key_unique",
                violation_error_message="Two facts of an item have the same key.",
            ),
            models.UniqueConstraint(
                fields=["council", "key"],
                condition=Q(case_study__isnull=True, framework_item__isnull=True),
                name="contextfact_council_key_unique",
                violation_error_message="Two facts of a council have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

"""Accounts of what councils did."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from strategies.models import Council, Priority, Source, Strategy
from strategies.models.source import drafts_cited_by
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.contact import public_address
from wellbeing_portal.core.models import (
    Addressed,
    History,
    Located,
    Period,
    Publishable,
)
from wellbeing_portal.core.models.needed import NeededRows
from wellbeing_portal.core.models.period import YEAR
from wellbeing_portal.core.models.reason import Reason

from .case_study_queries import CaseStudyQuerySet
from .concepts import Approach, Enabler, PopulationGroup, Setting
from .contradictions import cost_contradictions, figure_contradictions, figure_doubts
from .gaps import contradictions_of, doubts_of_findings, gaps_of_findings
from .only_here import concepts_of_its_own
from .organisation import Organisation
from .roles import ACTED, CouncilRole

Preview = partial(
    models.CharField,
    max_length=90,
    blank=True,
    help_text="One line that says something, about 36 letters: “Letting go; no measure yet”.",
)
"""What stands beside the heading of a long text while it is folded: written, not cut from it."""


class CaseStudy(Publishable, Period, Located):
    """What one council or several did: ambition, approach, impact, sustainability."""

    NEEDED = ("strapline", "summary", "stage", "ambition", "approach")
    NEEDED_ROWS = (
        NeededRows(
            "council_roles",
            "Name at least one council that acted, as lead or partner, before you publish.",
            {"role__in": ACTED},
        ),
    )

    class Depth(models.TextChoices):
        WHOLE = "whole", _("The whole source")
        OPENING = "opening", _("The opening of the source")

    class Stage(models.TextChoices):
        EMERGING = "emerging", _("Emerging")
        ESTABLISHED = "established", _("Established")
        EVALUATED = "evaluated", _("Evaluated")
        COMPLETED = "completed", _("Completed")

    strapline = models.CharField(
        max_length=200,
        blank=True,
        help_text="One line that says what is special about it.",
    )
    summary = models.TextField(
        blank=True,
        help_text="Two or three short sentences: what the council did, for whom, what came of it.",
    )
    stage = models.CharField(
        max_length=12,
        choices=Stage.choices,
        blank=True,
        db_index=True,
        help_text="How far it had come when the source was written.",
    )
    ambition = models.TextField(blank=True, help_text="What they set out to do, and why. Markdown.")
    ambition_preview = Preview("preview of what they set out to do")
    approach = models.TextField(blank=True, help_text="What they did. Markdown.")
    approach_preview = Preview("preview of what they did")
    impact = models.TextField(
        blank=True, help_text="What changed, in words. Figures go into findings. Markdown."
    )
    impact_preview = Preview("preview of what changed")
    sustainability = models.TextField(blank=True, help_text="Will it last? Markdown.")
    sustainability_preview = Preview("preview of whether it lasts")
    pandemic_response = models.TextField(
        blank=True, help_text="What they did during the Covid-19 pandemic. Markdown."
    )
    pandemic_response_preview = Preview("preview of the pandemic")
    councils = models.ManyToManyField(
        Council, through="CaseStudyCouncil", related_name="case_studies"
    )
    partners = models.ManyToManyField(
        Organisation, through="CaseStudyPartner", related_name="case_studies"
    )
    approaches = models.ManyToManyField(
        Approach, through="CaseStudyApproach", related_name="case_studies"
    )
    enablers = models.ManyToManyField(
        Enabler, through="CaseStudyEnabler", related_name="case_studies"
    )
    population_groups = models.ManyToManyField(
        PopulationGroup, blank=True, related_name="case_studies"
    )
    settings = models.ManyToManyField(Setting, blank=True, related_name="case_studies")
    strategies = models.ManyToManyField(
        Strategy,
        blank=True,
        related_name="case_studies",
        help_text="The strategies that this work serves.",
    )
    priorities = models.ManyToManyField(
        Priority,
        blank=True,
        related_name="case_studies",
        help_text="The priorities of those strategies that this work serves, one by one.",
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="case_studies")
    told_in = models.PositiveSmallIntegerField(
        "as told in",
        null=True,
        blank=True,
        validators=YEAR,
        help_text="The year of the main source. What rests on others may be newer.",
    )
    depth = models.CharField(
        max_length=8,
        choices=Depth.choices,
        default=Depth.WHOLE,
        help_text="How much of the source this account rests on.",
    )
    caveat = models.CharField(
        max_length=250,
        blank=True,
        help_text="One sentence: what a reader should bear in mind about the strongest number.",
    )
    contact = models.CharField(
        "who to ask",
        max_length=150,
        blank=True,
        help_text="A role or a team, never a person’s name.",
    )
    contact_address = models.CharField(
        max_length=200,
        blank=True,
        validators=[public_address],
        help_text="A public page, or the address of a team; never a person’s own e-mail.",
    )

    objects = CaseStudyQuerySet.as_manager()
    history = History(m2m_fields=[population_groups, settings, strategies, priorities])

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "case studies"
        constraints = [*Addressed.Meta.constraints, *Period.Meta.constraints]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="casestudy_newest"),
            models.Index(fields=["told_in", "state"], name="casestudy_told"),
        ]

    def get_absolute_url(self) -> str:
        return address_of("case_study", self.slug)

    def clean(self) -> None:
        """Refuse half of a contact.

        Raises:
            ValidationError: on ``contact_address``.
        """
        super().clean()
        if self.contact_address and not self.contact:
            raise ValidationError({"contact": "Say which role or team answers at that address."})

    @property
    def contact_url(self) -> str:
        """Where a reader asks: a page, or the mailbox of a team."""
        is_mailbox = "@" in self.contact_address and "://" not in self.contact_address
        return f"mailto:{self.contact_address}" if is_mailbox else self.contact_address

    @property
    def acting(self) -> list[Council]:
        """The councils that acted, leads first; read from ``council_roles``, so prefetch it."""
        return [
            row.council for role in ACTED for row in self.council_roles.all() if row.role == role
        ]

    @property
    def leads(self) -> list[Council]:
        """The councils that lead, in their order; read from ``council_roles``, so prefetch it."""
        lead = CouncilRole.LEAD
        return [role.council for role in self.council_roles.all() if role.role == lead]

    def reasons_not_to_publish(self) -> list[str]:
        """A case study is somebody's, and every statement has a public source and a place in it."""
        return [
            *super().reasons_not_to_publish(),
            *drafts_cited_by(self),
            *gaps_of_findings(self.findings.all()),
            *contradictions_of(self.context_facts.all(), figure_contradictions),
            *contradictions_of(self.costs.all(), cost_contradictions),
        ]

    def doubts(self) -> list[str]:
        """Also what its rows say that is hardly true, and concepts that it alone has.

        These may be near-twins of others.
        """
        return [
            *super().doubts(),
            *self._doubts_of_years(),
            *doubts_of_findings(self.findings.all()),
            *contradictions_of(self.context_facts.all(), figure_doubts),
            *concepts_of_its_own(self),
        ]

    def _doubts_of_years(self) -> Iterator[str]:
        told = self.told_in
        if told and self.source.year and told != self.source.year:
            yield Reason(
                f"It is as told in {told}, and its source is of {self.source.year}.", at="told_in"
            )
        if told and self.start_year and self.start_year > told:
            yield Reason(f"It was told in {told}, before it began.", at="start_year")
        if told and self.end_year and self.end_year < told and self.stage == self.Stage.EMERGING:
            yield Reason("It is emerging, and ended before it was told.", at="stage")
        for initiative in self.initiatives.all():
            early = (
                self.start_year and initiative.end_year and initiative.end_year < self.start_year
            )
            late = self.end_year and initiative.start_year and initiative.start_year > self.end_year
            if early or late:
                yield Reason(
                    f"Initiative “{initiative}”: its years are not those of the work.",
                    about=initiative,
                )

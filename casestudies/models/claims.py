"""What findings may claim, and what each claim needs and bears."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _


class Claim(models.TextChoices):
    """What a finding says: that something changed, was aimed at, was calculated, or was done."""

    CHANGED = "changed", _("Changed")
    INTENDED = "intended", _("Aimed at")
    MODELLED = "modelled", _("Modelled")
    DONE = "done", _("Done")


class Output(models.TextChoices):
    """What was done or reached. It is never an outcome."""

    PEOPLE_REACHED = "people-reached", _("People reached")
    PEOPLE_TRAINED = "people-trained", _("People trained")
    ORGANISATIONS_ENGAGED = "organisations-engaged", _("Organisations that took part")
    FUNDING_SECURED = "funding-secured", _("Funding secured")
    SATISFACTION = "satisfaction", _("Satisfaction with a service")
    RESOURCES_PRODUCED = "resources-produced", _("Documents, sites and tools produced")
    SERVICES_SET_UP = "services-set-up", _("Services and posts set up")
    POLICIES_ADOPTED = "policies-adopted", _("Policies and plans adopted")
    EVENTS_AND_CONSULTATION = "events-and-consultation", _("Events and consultations held")
    OTHER_ACTIVITY = "other-activity", _("Other work done")


class Direction(models.TextChoices):
    """Which way a change went."""

    BETTER = "better", _("Better")
    WORSE = "worse", _("Worse")
    MIXED = "mixed", _("Mixed")
    NO_CHANGE = "no-change", _("No change")


class Basis(models.TextChoices):
    """How it is known."""

    PERCEIVED = "perceived", _("Perceived by those involved")
    MONITORING = "monitoring", _("Recorded by those involved")
    SELF_REPORTED = "self-reported", _("Reported by participants")
    BEFORE_AND_AFTER = "before-and-after", _("Measured before and after")
    COMPARISON = "comparison", _("Compared with another group or area")
    INDEPENDENT_EVALUATION = "independent-evaluation", _("Independent evaluation")
    ECONOMIC_ANALYSIS = "economic-analysis", _("Economic analysis")


class EvidenceLevel(models.IntegerChoices):
    """How sure a change is, after Nesta’s Standards of Evidence, with level 0 added.

    Its label is what every page and file calls it, in as few words as stand beside a bar.
    """

    SAID = 0, _("Said without figures")
    NUMBER = 1, _("Counted, no method stated")
    MEASURED = 2, _("Measured in those who took part")
    COMPARED = 3, _("Compared with others")
    REPLICATED = 4, _("Repeated by others")
    PROVEN = 5, _("Proven and rolled out")


def claim_problems(
    claim: str,
    *,
    direction: str,
    level: int | None,
    output: str,
    has_outcome: bool,
    has_groups: bool = False,
) -> Iterator[str]:
    """Yield, in plain words, what a finding says that its claim does not bear, or lacks."""
    if claim == Claim.CHANGED:
        if not direction:
            yield "say which way it changed: better, worse, mixed or no change"
        if level is None:
            yield "say how sure the change is: an evidence level from 0 to 5"
    elif direction or level is not None:
        yield "only a change has a direction and an evidence level"
    elif has_groups:
        yield "only a change is better or worse for some than for others"
    yield from _output_problems(claim, output, has_outcome=has_outcome)


def _output_problems(claim: str, output: str, *, has_outcome: bool) -> Iterator[str]:
    if claim == Claim.DONE:
        if not output:
            yield "say what was done or reached"
        if has_outcome:
            yield "work done is tied to no outcome; if something changed, say so"
    elif output:
        yield "only work done names what was done or reached"
    elif not has_outcome:
        yield "name the outcome that changed, or was aimed at or calculated"

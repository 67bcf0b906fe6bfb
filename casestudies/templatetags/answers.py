"""How templates show the facts of approaches, outcomes and enablers."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.text import Truncator
from django.utils.translation import gettext

from casestudies.evidence.answers import AnswerRow
from casestudies.evidence.answers.companions import Companion
from casestudies.evidence.answers.costs import Costs
from casestudies.evidence.answers.named import several
from casestudies.evidence.answers.sentences import who_ties
from casestudies.models import Finding

PREVIEW = 90
NAMED = 3

register = template.Library()


@register.filter
def readings(row: AnswerRow) -> Sequence[tuple[str, str]]:
    """Return what wider research says in short, with what it is of."""
    if row.family == "outcome":
        return row.research.by_approach
    return [row.research.in_short] if row.research.readings else []


@register.filter
def readings_in_short(row: AnswerRow) -> Sequence[tuple[str, str]]:
    """Return what wider research says where there is little room."""
    if row.family == "outcome":
        return row.research.first_by_approach
    return [row.research.in_shortest] if row.research.readings else []


@register.filter
def ties_in_words(row: AnswerRow) -> str:
    """Return how many ties to findings the sources make, and how many we infer."""
    return who_ties(row)


@register.filter
def preview(findings: Sequence[Finding]) -> str:
    """Return what the first of some findings says, cut to a line."""
    return Truncator(findings[0].statement).chars(PREVIEW) if findings else ""


@register.filter
def labels(rows: Sequence[Companion]) -> str:
    """Return the names of a few, and how many more there are."""
    return several([one.label for one in rows], NAMED)


@register.filter
def few_named(rows: Sequence[AnswerRow]) -> str:
    """Return the names of the first rows, and how many more there are."""
    return several([row.name for row in rows], NAMED)


@register.filter
def cost_preview(costs: Costs) -> str:
    """Return what something cost by itself, or the cost of wider work, or that neither is known."""
    if costs.own:
        return costs.in_short
    return (
        gettext("Of wider work: %(wider_in_words)s") % {"wider_in_words": costs.wider_in_words}
        if costs.wider
        else gettext("Not stated")
    )

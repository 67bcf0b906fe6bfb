"""How templates show findings."""

from __future__ import annotations

from django import template

from casestudies.evidence.grammar import Sign, people_in, sign_of, strength_of, when_of
from casestudies.models import Finding

register = template.Library()


@register.filter
def sign(finding: Finding) -> Sign:
    """Return the shape and the word of what a finding claims."""
    return sign_of(finding)


@register.filter
def strength(finding: Finding) -> str:
    """Return in words how sure a change is, or that none is claimed."""
    return strength_of(finding)


@register.filter
def people(finding: Finding) -> str:
    """Return how many a change rests on, or that nobody says."""
    return people_in(finding)


@register.filter
def when(finding: Finding) -> str:
    """Return the period of a finding, or the year of its account."""
    return when_of(finding)

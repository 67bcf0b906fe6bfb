"""How templates say whether a strategy has ended."""

from __future__ import annotations

from django import template
from django.utils import timezone

from strategies.models import Strategy
from strategies.standing import StrategyStanding, standing_of

register = template.Library()


@register.filter
def standing(strategy: Strategy) -> StrategyStanding:
    """Return how a strategy stands today."""
    return standing_of(strategy, timezone.localdate().year)

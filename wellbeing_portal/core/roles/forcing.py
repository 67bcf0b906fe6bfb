"""Whether somebody may publish without a second person."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Q

from wellbeing_portal.core.models import EditingRule

from .role import GROUPS, Role

TWO = 2


def forcing_is_off() -> bool:
    """Whether a second person can be asked: two accounts may approve, and no rule says otherwise.

    An administrator may allow it all the same, for a time when nobody is there.
    """
    return not EditingRule.load().force_publish and approvers() >= TWO


def approvers() -> int:
    """Return how many accounts may approve."""
    groups = [GROUPS[role] for role in Role if role >= Role.REVIEWER]
    held = Q(groups__name__in=groups) | Q(is_superuser=True)
    return get_user_model()._default_manager.filter(held, is_active=True).distinct().count()

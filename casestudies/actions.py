"""Every write on case studies and frameworks that means something.

Each asks whether ``by`` may change records of the kind, and raises PermissionDenied if not.
"""

from __future__ import annotations

from strategies import actions as strategies_actions
from strategies.actions import archive, return_to_draft, submit_for_review
from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable

from .models import CaseStudy, CaseStudyCouncil

__all__ = [
    "archive",
    "publish",
    "reasons_not_to_publish",
    "return_to_draft",
    "submit_for_review",
]


def reasons_not_to_publish(record: Publishable) -> list[str]:
    """Return what is missing before the public may see ``record``, in plain words."""
    if (
        isinstance(record, CaseStudy)
        and not record.council_roles.filter(role=CaseStudyCouncil.Role.LEAD).exists()
    ):
        return ["Name at least one lead council before you publish this case study."]
    return strategies_actions.reasons_not_to_publish(record)


def publish(record: Publishable, *, by: Actor) -> None:
    """Show ``record`` to the public.

    Raises:
        PermissionDenied: when ``by`` may not.
        ValidationError: when something is missing that a published record needs.
    """
    strategies_actions.publish(record, by=by, reasons=reasons_not_to_publish)

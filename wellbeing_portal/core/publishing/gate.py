"""What may be published: the one place that actions, content files and admin ask.

The rules of a kind stand with its model, as ``reasons_not_to_publish`` and ``doubts``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from wellbeing_portal.core.models import Publishable


@dataclass(frozen=True)
class Judgement:
    """What stands in the way of publishing a record, and what somebody should look at again.

    Both are plain sentences. Only ``refused`` keeps a record from the public.
    """

    refused: tuple[str, ...]
    doubted: tuple[str, ...]


def judge(record: Publishable) -> Judgement:
    """Say whether the public may see ``record``, and what is doubtful about it."""
    return Judgement(tuple(record.reasons_not_to_publish()), tuple(record.doubts()))


def require_publishable(record: Publishable) -> None:
    """Refuse a record that the public may not see as it stands.

    Raises:
        ValidationError: with every reason.
    """
    refused = record.reasons_not_to_publish()
    if refused:
        raise ValidationError(refused)

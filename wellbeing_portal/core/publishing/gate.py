"""What may be published: the one place that actions, content files and admin ask.

The rules of a kind stand with its model, as ``reasons_not_to_publish`` and ``doubts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError

from wellbeing_portal.core.models import Publishable


@dataclass(frozen=True)
class Judgement:
    """What stands in the way of publishing a record, and what somebody should look at again.

    Both are plain sentences, and each is read when it is asked for. Only ``refused`` keeps a record
    from the public.
    """

    record: Publishable

    @cached_property
    def refused(self) -> tuple[str, ...]:
        """Why the public may not see the record as it stands."""
        return tuple(self.record.reasons_not_to_publish())

    @cached_property
    def doubted(self) -> tuple[str, ...]:
        """What somebody should look at again."""
        return tuple(self.record.doubts())


def judge(record: Publishable) -> Judgement:
    """Say whether the public may see ``record``, and what is doubtful about it."""
    return Judgement(record)


def require_publishable(record: Publishable) -> None:
    """Refuse a record that the public may not see as it stands.

    Raises:
        ValidationError: with every reason.
    """
    refused = judge(record).refused
    if refused:
        raise ValidationError(list(refused))

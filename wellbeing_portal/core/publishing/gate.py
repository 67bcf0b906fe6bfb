"""What may be published: the one place that editor, actions, content files and admin ask.

The rules of a kind stand with its model, as ``reasons_not_to_publish`` and ``doubts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import Reason

from .unsettled import named_too_early

State = Publishable.State

MAY_FOLLOW = frozenset({State.DRAFT, State.IN_REVIEW})
"""A record in one of these states can go out together with another that needs it."""


@dataclass(frozen=True)
class Judgement:
    """What stands in the way of publishing a record, and what somebody should look at again.

    All are plain sentences, and each is read when it is asked for. Only ``refused`` keeps a record
    from being published.
    """

    record: Publishable

    @cached_property
    def unmet(self) -> tuple[str, ...]:
        """Why the public may not see the record as things stand, with nothing else published."""
        return (*self.record.reasons_not_to_publish(), *named_too_early(self.record))

    @cached_property
    def with_it(self) -> tuple[Publishable, ...]:
        """The drafts that the record needs and that go out with it, in the same act."""
        needed = {about.pk: about for one in self.unmet if (about := _may_follow(one))}
        return tuple(about for about in needed.values() if not about.reasons_not_to_publish())

    @cached_property
    def refused(self) -> tuple[str, ...]:
        """Why the record may not be published, when all that can goes out with it."""
        return tuple(one for one in self.unmet if _may_follow(one) not in self.with_it)

    @cached_property
    def doubted(self) -> tuple[str, ...]:
        """What somebody should look at again."""
        return tuple(self.record.doubts())


def judge(record: Publishable) -> Judgement:
    """Say whether a record may be published, with what, and what is doubtful about it."""
    return Judgement(record)


def require_publishable(record: Publishable) -> None:
    """Refuse to publish a record that the public may not see, with all that goes out with it.

    Raises:
        ValidationError: with every reason.
    """
    _require_none(judge(record).refused)


def require_fit_alone(record: Publishable) -> None:
    """Refuse to show a record as things stand, where nothing else is published with it.

    Raises:
        ValidationError: with every reason.
    """
    _require_none(judge(record).unmet)


def _require_none(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise ValidationError(list(reasons))


def _may_follow(reason: str) -> Publishable | None:
    """Return the draft that a reason is about, if publishing that would do away with it."""
    about = reason.about if isinstance(reason, Reason) else None
    if not isinstance(about, Publishable) or about.copy_of_id is not None:
        return None
    return about if about.state in MAY_FOLLOW else None

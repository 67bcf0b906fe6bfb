"""Who settles a comment, and what becomes of what was said of a record when it goes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.roles import Verb, may

from .models import Comment, RightlyEmpty, SuggestedTerm, Typed


def may_settle(user: User, comment: Comment, record: Publishable) -> bool:
    """Whether somebody may note that a comment is done with: who wrote it, or who may answer."""
    return (
        comment.author_id == user.pk
        or may(user, Verb.COMMENT, record)
        or may(user, Verb.EDIT, record)
    )


def require_settling(user: User, comment: Comment, record: Publishable) -> None:
    """Let somebody go on if they may settle a comment.

    Raises:
        NotAllowed: when they may not.
    """
    if not may_settle(user, comment, record):
        raise NotAllowed(gettext("Your account may not settle comments on this record."))


def take_along(record: Publishable, into: Publishable | None, **_kwargs: Any) -> None:
    """Give what was said of a working copy to the record that says now what it said.

    What was said of something that is deleted goes with it, and so does what somebody has typed
    for it. Terms that were suggested stay suggested.
    """
    Typed.objects.on(record).delete()
    kind = kind_of(type(record))
    of_it = {"kind": kind, "record": record.pk}
    suggested = SuggestedTerm.objects.filter(**of_it)
    if into is None:
        Comment.objects.on(record).delete()
        RightlyEmpty.objects.filter(**of_it).delete()
        suggested.update(record=0)
        return
    Comment.objects.on(record).update(record=into.pk)
    suggested.update(record=into.pk)
    empty = RightlyEmpty.objects.filter(**of_it)
    known = RightlyEmpty.objects.filter(kind=kind, record=into.pk).values("section")
    empty.exclude(section__in=list(known.values_list("section", flat=True))).update(record=into.pk)
    RightlyEmpty.objects.filter(**of_it).delete()

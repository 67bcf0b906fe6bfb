"""Who settles a comment, and what becomes of comments when a record goes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.roles import Verb, may

from .models import Comment, Typed


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


def move_comments(record: Publishable, into: Publishable | None, **_kwargs: Any) -> None:
    """Give the comments on a working copy to the record that says now what it said.

    Those on what is deleted go with it, and so does what somebody has typed for it.
    """
    Typed.objects.on(record).delete()
    comments = Comment.objects.on(record)
    if into is None:
        comments.delete()
    else:
        comments.update(record=into.pk)

"""Comments, where they belong."""

from __future__ import annotations

from typing import Any

from django import template

from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.curate.checking import place_url
from wellbeing_portal.curate.commenting import may_settle
from wellbeing_portal.curate.forms.comment import CommentForm
from wellbeing_portal.curate.models import Comment

register = template.Library()


@register.inclusion_tag("curate/_comments.html", takes_context=True)
def comments_on(context: dict[str, Any], section: str = "", row: str = "") -> dict[str, Any]:
    """Show the comments on a section or a row, and let those who may add one."""
    record, user = context["record"], context["request"].user
    found = list(Comment.objects.on(record).filter(section=section, row=row))
    still_open = [one for one in found if one.settled_at is None]
    form = CommentForm(initial={"section": section, "row": row}, auto_id="comment-%s")
    return {
        "record": record,
        "noun": context["noun"],
        "open_comments": [(one, may_settle(user, one, record)) for one in still_open],
        "settled_comments": [one for one in found if one.settled_at is not None],
        "form": form if may(user, Verb.COMMENT, record) else None,
        "csrf_token": context.get("csrf_token"),
        "section": section,
        "row": row,
    }


@register.inclusion_tag("curate/_open_comments.html", takes_context=True)
def open_comments(context: dict[str, Any]) -> dict[str, Any]:
    """Show the comments on a record that wait for an answer, each with the way to its place."""
    record, noun = context["record"], context["noun"]
    found = Comment.objects.on(record).filter(settled_at=None).exclude(section="")
    told = []
    for one in found:
        section = noun.section(one.section)
        url = f"{place_url(noun, record, one.section, one.row)}#comment-{one.pk}"
        told.append((one, section.title if section else "", url))
    return {"comments": told}

"""What can be done with a record on its check page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.publishing import review
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.curate.forms.review import (
    ActForm,
    ApproveForm,
    AssignForm,
    DayForm,
    ForceForm,
    NothingForm,
    SendBackForm,
    SendForm,
)


@dataclass(frozen=True)
class Act:
    """Something that is done with a record, and what is asked for it.

    ``is_gated`` says that what stands in the way of publishing stands in its way too;
    ``is_told`` that it is told what the record says, which was read for its mark.
    """

    key: str
    verb: Verb
    title: Any
    button: Any
    done: Any
    do: Callable[..., Any]
    form: type[ActForm] = NothingForm
    help: Any = ""
    is_gated: bool = False
    is_told: bool = False
    is_quiet: bool = False


ACTS = (
    Act(
        "send",
        Verb.SEND,
        _("Send it on"),
        _("Send for review"),
        _("It is sent. Somebody else looks at it before readers see it."),
        review.send,
        SendForm,
        is_gated=True,
        is_told=True,
    ),
    Act(
        "approve",
        Verb.APPROVE,
        _("Approve it"),
        _("Approve"),
        _("It is approved."),
        review.approve,
        ApproveForm,
        is_gated=True,
    ),
    Act(
        "still-right",
        Verb.CHECK,
        _("Say that it is still right"),
        _("I have checked it against its source today"),
        _("Readers are told that it was checked today."),
        review.note_check,
        help=_("Readers are told the day: “Last checked”. Nothing else changes."),
    ),
    Act(
        "send-back",
        Verb.SEND_BACK,
        _("Send it back"),
        _("Send back"),
        _("It is sent back, with what you said."),
        review.send_back,
        SendBackForm,
        is_quiet=True,
    ),
    Act(
        "assign",
        Verb.ASSIGN,
        _("Who looks at it"),
        _("Ask them"),
        _("Who is asked to look at it is noted."),
        review.assign,
        AssignForm,
        is_quiet=True,
    ),
    Act(
        "date",
        Verb.DATE,
        _("The day on which it goes out"),
        _("Set the day"),
        _("The day is set."),
        review.set_date,
        DayForm,
        is_quiet=True,
    ),
    Act(
        "take-back",
        Verb.TAKE_BACK,
        _("Take it back"),
        _("Take it back"),
        _("It is a draft again."),
        review.take_back,
        help=_("You go on writing, and send it again when you are done."),
        is_quiet=True,
    ),
    Act(
        "force",
        Verb.FORCE,
        _("Publish it without a second person"),
        _("Publish without a second person"),
        _("It is approved without a second person. Everybody who edits sees your reason."),
        review.force_publish,
        ForceForm,
        is_gated=True,
        is_quiet=True,
    ),
)
"""In the order in which the page offers them."""

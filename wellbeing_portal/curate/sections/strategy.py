"""The sections of a strategy."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from strategies.aggregates import StrategyForm
from strategies.models import Strategy
from wellbeing_portal.curate.forms.around import ReviewForm
from wellbeing_portal.curate.forms.strategy import (
    MeetingRowForm,
    PointRowForm,
    PriorityRowForm,
    StartStrategyForm,
    StrategyBasicsForm,
    WhereItStandsForm,
    WhoseForm,
)

from . import telling, told_of_documents
from .noun import Noun
from .section import Nothing, RowsSection, Section

POINTS = RowsSection(
    "points",
    _("Points that were raised"),
    PointRowForm,
    ("points",),
    telling.number_of("points", "point"),
    help=_("One question or remark each, and what was answered."),
    one=gettext_noop("point"),
    about=told_of_documents.point,
)

SECTIONS = (
    Section(
        "basics",
        _("Basics"),
        StrategyBasicsForm,
        (
            *("title", "kind", "summary", "vision"),
            *("start_year", "end_year", "status", "adopted_on"),
        ),
        told_of_documents.strategy_basics,
        heading=_("The strategy"),
    ),
    Section(
        "councils",
        _("Councils and partnership"),
        WhoseForm,
        ("councils", "partnership"),
        told_of_documents.whose,
        help=_("At least one council has to be named before readers see it."),
    ),
    Section(
        "source",
        _("Source"),
        WhereItStandsForm,
        ("source", "locator"),
        told_of_documents.where,
    ),
    RowsSection(
        "priorities",
        _("Priorities"),
        PriorityRowForm,
        ("priorities",),
        telling.number_of("priorities", "priority"),
        help=_("What it sets out to do, in its own order and words. They are numbered so."),
        heading=_("What it sets out"),
        one=gettext_noop("priority"),
        about=told_of_documents.priority,
        nothing=Nothing(_("Not stated"), _("The strategy names no priorities")),
        numbered=True,
    ),
    RowsSection(
        "scrutiny",
        _("Scrutiny meetings"),
        MeetingRowForm,
        ("scrutiny_meetings",),
        told_of_documents.meetings,
        help=_("Meetings at which councillors looked into it, and what they asked there."),
        heading=_("Around it"),
        optional=True,
        one=gettext_noop("meeting"),
        about=told_of_documents.meeting,
        within=(POINTS,),
    ),
    Section(
        "review",
        _("Review date and what is inferred"),
        ReviewForm,
        ("review_due", "inferred"),
        telling.review,
        optional=True,
    ),
)

STRATEGIES = Noun("strategies", Strategy, StrategyForm, SECTIONS, StartStrategyForm)

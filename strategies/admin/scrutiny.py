"""Scrutiny of strategies."""

from __future__ import annotations

from django.contrib import admin

from strategies.models import ScrutinyMeeting, ScrutinyPoint
from wellbeing_portal.core.admin import (
    ReadInEditor,
    RowsBelow,
    RowsInTable,
    count_column,
)


class ScrutinyMeetings(RowsInTable):
    """The meetings on one strategy. The points raised are on the meeting's own page."""

    model = ScrutinyMeeting
    fields = ["committee", "held_on", "source"]
    show_change_link = True


class ScrutinyPoints(RowsBelow):
    """The points that members raised at one meeting."""

    model = ScrutinyPoint
    fields = [
        ("topic", "raised_by"),
        "point",
        ("standing", "responded_by"),
        "response",
        "locator",
    ]


@admin.register(ScrutinyMeeting)
class ScrutinyMeetingAdmin(ReadInEditor):
    """Meetings that examined a strategy, with the points raised."""

    list_display = ["committee", "held_on", "strategy", count_column("points")]
    list_select_related = ["strategy"]
    date_hierarchy = "held_on"
    search_fields = ["committee", "strategy__title", "introduction", "chair_summary"]
    search_help_text = "Committee, strategy or what was said"
    fields = [
        "strategy",
        "committee",
        "held_on",
        "introduction",
        "chair_summary",
        "source",
        "locator",
    ]
    inlines = [ScrutinyPoints]


@admin.register(ScrutinyPoint)
class ScrutinyPointAdmin(ReadInEditor):
    """Points of all meetings, to see what is still open."""

    list_display = ["topic", "standing", "raised_by", "meeting"]
    list_filter = ["standing"]
    list_select_related = ["meeting__strategy"]
    date_hierarchy = "meeting__held_on"
    search_fields = ["topic", "raised_by", "point", "response", "meeting__strategy__title"]
    search_help_text = "Topic, member, words or strategy"
    fields = [
        "meeting",
        "topic",
        "raised_by",
        "point",
        "standing",
        "responded_by",
        "response",
        "locator",
    ]

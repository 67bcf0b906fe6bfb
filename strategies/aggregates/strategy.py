"""A whole strategy: its priorities, and how it was scrutinised."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field

from strategies.models import Priority, ScrutinyMeeting, ScrutinyPoint, Strategy
from wellbeing_portal.core.aggregates import (
    KeyedRow,
    NeededText,
    RecordForm,
    Rows,
    Text,
    Year,
    needed_when_published,
)

from .references import CouncilRef, SourceRef, ThemeRef


class PriorityForm(KeyedRow):
    """A priority of a strategy."""

    model = Priority

    kind: Priority.Kind = Priority.Kind.PRIORITY
    title: str
    description: Text = ""
    themes: list[ThemeRef] = []
    locator: Text = ""


class ScrutinyPointForm(KeyedRow):
    """A point inside a scrutiny meeting."""

    model = ScrutinyPoint

    raised_by: str
    topic: str
    point: str
    responded_by: Text = ""
    response: Text = ""
    standing: ScrutinyPoint.Standing
    locator: Text = ""


class ScrutinyMeetingForm(KeyedRow):
    """A meeting on a strategy."""

    model = ScrutinyMeeting

    committee: str
    held_on: dt.date | None = None
    introduction: Text = ""
    chair_summary: Text = ""
    source: SourceRef
    locator: Text = ""
    points: Rows[ScrutinyPointForm] = []


class StrategyForm(RecordForm):
    """A strategy with all that belongs to it."""

    model = Strategy

    kind: Strategy.Kind
    status: Strategy.Status | None = None
    councils: Annotated[list[CouncilRef], AfterValidator(needed_when_published)] = Field(
        default=[], validate_default=True
    )
    partnership: Text = ""
    start_year: Year | None = None
    end_year: Year | None = None
    adopted_on: dt.date | None = None
    vision: Text = ""
    summary: NeededText
    source: SourceRef
    locator: Text = ""
    priorities: Rows[PriorityForm] = []
    scrutiny_meetings: Rows[ScrutinyMeetingForm] = []

"""A strategy: what it is, whose it is, what it sets out, and what councillors asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.aggregates import StrategyForm
from strategies.aggregates.strategy import PriorityForm, ScrutinyMeetingForm, ScrutinyPointForm
from strategies.models import Priority, ScrutinyPoint, Strategy

from .fields import (
    choice_field,
    long_text,
    one_line,
    record_field,
    records_field,
    sentences,
    year_field,
)
from .numbers import day_field
from .section_form import RowForm, SectionForm
from .start import free_slug
from .stated import StatedRowForm
from .taking_part import place_field

TITLE = _("As its cover has it, with the place: “Leeds Health and Wellbeing Strategy”.")


class StrategyBasicsForm(SectionForm):
    """What it is, for which years, and what it sets out in short."""

    title = one_line(_("Title"), TITLE, 200)
    kind = choice_field(_("What kind of document is it?"), Strategy.Kind)
    summary = long_text(
        _("Summary"),
        _("What it is and what it sets out, in two or three lines."),
        rows=4,
        required=False,
    )
    vision = long_text(
        _("What does it hope to achieve?"),
        _("In our words, or as a short quotation."),
        rows=4,
        required=False,
    )
    start_year = year_field(_("First year"), _("Leave empty if it does not say."))
    end_year = year_field(_("Last year"), _("Leave empty if it names none."))
    status = choice_field(
        _("How far had it come, as its source says?"), Strategy.Status, required=False
    )
    adopted_on = day_field(
        _("On which day was it adopted?"),
        _("For example 27 November 2026. Leave empty if the source does not say."),
        required=False,
    )


class WhoseForm(SectionForm):
    """Whose strategy it is."""

    councils = records_field(
        "councils",
        _("Councils whose strategy it is"),
        _("Start typing any of their names: “York”."),
        required=False,
    )
    partnership = one_line(
        _("Board or partnership that owns it"),
        _("Only where it is not the council alone: “York Health and Wellbeing Board”."),
        200,
        required=False,
    )


class WhereItStandsForm(SectionForm):
    """The document itself."""

    source = record_field("sources", _("Source"), _("Start typing its title."))
    locator = one_line(
        _("Where in the source"),
        _("Page, heading or paragraph: “pages 4 to 9”."),
        200,
        required=False,
    )


class PriorityRowForm(RowForm):
    """A priority, with its themes and its place."""

    row_type = PriorityForm

    title = one_line(
        _("What does it set out to do?"), _("As the strategy words it: “Age well”."), 200
    )
    kind = choice_field(_("What does the strategy call it?"), Priority.Kind)
    description = long_text(
        _("What does it say of it?"),
        _("In our words, in a few sentences."),
        rows=5,
        required=False,
    )
    themes = records_field(
        "themes",
        _("Themes that it is about"),
        _("Start typing: “lonely” finds Loneliness and social isolation."),
        required=False,
    )
    locator = place_field()

    @classmethod
    def initial_of_new(cls, record: Any) -> dict[str, Any]:
        """Return that it is called what the one before it is called."""
        before = record.priorities[-1].kind if record.priorities else Priority.Kind.PRIORITY
        return {"kind": before}


class MeetingRowForm(StatedRowForm):
    """A meeting at which councillors looked into the strategy."""

    row_type = ScrutinyMeetingForm

    committee = one_line(
        _("Which committee met?"), _("“Health and Adult Social Care Scrutiny Committee”."), 150
    )
    held_on = day_field(
        _("When?"), _("For example 27 November 2026. Leave empty if not known."), required=False
    )
    introduction = long_text(
        _("What did officers and cabinet members say when they presented it?"),
        rows=5,
        required=False,
    )
    chair_summary = long_text(_("What did the chair conclude?"), rows=4, required=False)
    locator = place_field()
    source = record_field(
        "sources",
        _("Its minutes"),
        _("Start typing their title. Leave empty if it stands in the source of the strategy."),
        required=False,
    )


class PointRowForm(RowForm):
    """What a member raised at a meeting, and what they were told."""

    row_type = ScrutinyPointForm

    topic = one_line(_("What was it about?"), _("In a few words, as a heading: “Funding”."), 120)
    raised_by = one_line(
        _("Who raised it?"), _("As the minutes name them: “Councillor Smith”."), 100
    )
    point = sentences(_("What was asked or said?"), _("In a sentence or two."))
    responded_by = one_line(_("Who answered?"), "", 150, required=False)
    response = sentences(_("What was answered?"), _("Leave empty if nothing was."), required=False)
    standing = choice_field(
        _("How does it stand?"),
        ScrutinyPoint.Standing,
        _("Accepted: a change was promised. Open: an answer or action is still owed."),
    )
    locator = place_field()


class StartStrategyForm(forms.Form):
    """What a strategy begins with."""

    title = one_line(_("Title"), TITLE, 200)
    kind = choice_field(_("What kind of document is it?"), Strategy.Kind)
    source = record_field("sources", _("Source"), _("The document itself. Start typing its title."))

    def begun(self) -> StrategyForm:
        """Return the draft as its typed form."""
        said = self.cleaned_data
        slug = free_slug(Strategy, said["title"])
        return StrategyForm.model_validate({**said, "slug": slug, "state": Strategy.State.DRAFT})

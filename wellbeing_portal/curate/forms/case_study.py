"""The sections of a case study that have fields of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates import CaseStudyForm
from casestudies.models import CaseStudy

from .fields import choice_field, long_text, one_line, record_field, year_field
from .section_form import SectionForm
from .start import free_slug

TITLE = _("Place, then what was done: “York: local area coordination”.")


def preview(label: Any, help_text: Any = "") -> Any:
    """Return a field for the line that stands for a text while it is folded."""
    return one_line(label, help_text, 90, required=False)


class BasicsForm(SectionForm):
    """What it is called, in short, and where it is told."""

    HEADINGS = {
        "stage": _("When it was, and how far it had come"),
        "source": _("Where it is told"),
    }

    title = one_line(_("Title"), TITLE, 200)
    strapline = one_line(
        _("One line that says what is special about it"),
        _("“Coordinators look for help in people’s own street before any service is called.”"),
        200,
        required=False,
    )
    summary = long_text(
        _("Summary"),
        _("Two or three short sentences: what the council did, for whom, what came of it."),
        rows=4,
        required=False,
    )
    stage = choice_field(
        _("How far had it come when the source was written?"), CaseStudy.Stage, required=False
    )
    start_year = year_field(_("Year it began"), _("Leave empty if the source does not say."))
    end_year = year_field(_("Year it ended"), _("Leave empty if it was still going on."))
    source = record_field("sources", _("Source"), _("Start typing its title."))
    locator = one_line(
        _("Where in the source"),
        _("Page, heading or paragraph: “pages 4 to 9”."),
        200,
        required=False,
    )
    told_in = year_field(_("Year of the source"), _("Nothing in the account is newer than that."))
    depth = choice_field(_("How much of the source does it rest on?"), CaseStudy.Depth)


class AccountForm(SectionForm):
    """The account itself, in five texts, each with a line that stands for it."""

    ambition = long_text(_("What they set out to do, and why"), required=False)
    ambition_preview = preview(
        _("What they set out to do, in a line"),
        _("About 36 letters, shown while it is folded: “Letting go; no measure yet”."),
    )
    approach = long_text(_("What they did"), required=False)
    approach_preview = preview(_("What they did, in a line"))
    impact = long_text(_("What changed, in words"), _("Figures go into findings."), required=False)
    impact_preview = preview(_("What changed, in a line"))
    sustainability = long_text(_("Will it last?"), required=False)
    sustainability_preview = preview(_("Will it last, in a line"))
    pandemic_response = long_text(_("During the Covid-19 pandemic"), required=False)
    pandemic_response_preview = preview(_("The pandemic, in a line"))


class StartCaseStudyForm(forms.Form):
    """What a case study begins with."""

    title = one_line(_("Title"), TITLE, 200)
    source = record_field("sources", _("Source"), _("Start typing its title."))

    def begun(self) -> CaseStudyForm:
        """Return the draft as its typed form."""
        title = self.cleaned_data["title"]
        return CaseStudyForm.model_validate(
            {
                "slug": free_slug(CaseStudy, title),
                "title": title,
                "state": CaseStudy.State.DRAFT,
                "source": self.cleaned_data["source"],
                "locator": "",
            }
        )

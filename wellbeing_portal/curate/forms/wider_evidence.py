"""What a research body concludes of an approach, and our reading of it for each outcome."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates import WiderEvidenceForm
from casestudies.aggregates.wider_evidence import WiderReadingForm
from casestudies.models import WiderEvidence, WiderReading

from .aside import address_field
from .fields import choice_field, one_line, record_field, sentences, year_field
from .section_form import RowForm, SectionForm
from .start import free_slug

TITLE = _("What it is, and of what: “Review of social prescribing”.")
BODY = _("Promoters of an approach are named as such.")
CONCLUDES = _("In our words, with its figures: “In 12 of 17 trials people were less lonely”.")


def edition_year() -> Any:
    """Return the field for the year of an edition, which it has to have."""
    field = year_field(_("Year of the edition"), _("In four figures: 2024."))
    field.required = True
    field.error_messages["required"] = _("Write a year in four figures, such as 2022.")
    return field


class ResearchBasicsForm(SectionForm):
    """Who concludes what of which approach, and how sure they are."""

    HEADINGS = {"scope": _("What it concludes"), "url": _("Where it stands")}

    title = one_line(_("Title"), TITLE, 200)
    approach = record_field("approaches", _("Which approach is it about?"), _("Start typing."))
    body = one_line(_("Who concludes it?"), BODY, 200)
    scope = sentences(
        _("Whom and what did it look at?"), _("Studies, people, places."), required=False
    )
    concludes = sentences(_("What does it conclude?"), CONCLUDES)
    rating = one_line(
        _("Its own rating"), _("In its own words, eight at most."), 120, required=False
    )
    certainty = one_line(
        _("How sure does it say it is?"), _("“Moderate certainty”."), 200, required=False
    )
    limits = sentences(_("What can it not say?"), _("Limits that it names itself."), required=False)
    url = address_field(required=True)
    year = edition_year()
    edition = one_line(_("Edition"), _("Number, version or update."), 100, required=False)


class ReadingRowForm(RowForm):
    """Our reading of the conclusion for one outcome."""

    row_type = WiderReadingForm

    outcome = record_field(
        "outcomes",
        _("Which outcome is it about?"),
        _("Start typing: “lonely” finds Loneliness and social isolation."),
    )
    reading = choice_field(_("How do we read the conclusion?"), WiderReading.Reading)
    note = one_line(
        _("What goes with this?"),
        _("“Only in the first six months”."),
        250,
        required=False,
    )


class StartResearchForm(forms.Form):
    """What a piece of wider research begins with."""

    title = one_line(_("Title"), TITLE, 200)
    approach = record_field("approaches", _("Which approach is it about?"), _("Start typing."))
    body = one_line(_("Who concludes it?"), BODY, 200)
    year = edition_year()
    url = address_field(required=True)
    concludes = sentences(_("What does it conclude?"), CONCLUDES)

    def begun(self) -> WiderEvidenceForm:
        """Return the draft as its typed form."""
        said = self.cleaned_data
        slug = free_slug(WiderEvidence, said["title"])
        draft = {**said, "slug": slug, "state": WiderEvidence.State.DRAFT, "readings": []}
        return WiderEvidenceForm.model_validate(draft)

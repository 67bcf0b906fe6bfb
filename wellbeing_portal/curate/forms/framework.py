"""A framework: what it is, and each thing that it asks for or describes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates import FrameworkForm
from casestudies.aggregates.figures import FindingForm
from casestudies.aggregates.framework import ExampleForm, FrameworkItemForm
from casestudies.models import Framework

from .fields import long_text, one_line, record_field, records_field, sentences
from .finding import FindingRowForm
from .section_form import RowForm
from .start import free_slug
from .strategy import WhereItStandsForm
from .taking_part import place_field

TITLE = _("As its cover has it: “The Prevention Concordat for Better Mental Health”.")


class FrameworkBasicsForm(WhereItStandsForm):
    """What it is, how it was made, and where it stands."""

    field_order = ("title", "summary", "background", "source", "locator")

    title = one_line(_("Title"), TITLE, 200)
    summary = long_text(
        _("Summary"),
        _("Who wrote it, for whom, and what it says in short."),
        rows=4,
        required=False,
    )
    background = long_text(
        _("How was it made?"), _("Who was asked, and what it builds on."), rows=6, required=False
    )


class ItemRowForm(RowForm):
    """One thing that a framework asks for or describes."""

    row_type = FrameworkItemForm
    HEADINGS = {"enablers": _("What it is about, and who shows it")}

    title = one_line(_("What does it ask for?"), _("As the framework words it."), 200)
    group = one_line(
        _("Which heading does it stand under?"),
        _("Only where the framework has several lists."),
        120,
        required=False,
    )
    description = long_text(
        _("What does it say of it?"), _("In our words, in a few sentences."), required=False
    )
    locator = place_field()
    enablers = records_field(
        "enablers",
        _("What helps, by what it says"),
        _("Start typing: “trust” finds Trust between partners."),
        required=False,
    )
    approaches = records_field("approaches", _("Approaches that it names"), required=False)
    illustrations = records_field(
        "findings",
        _("Findings of case studies that show it"),
        _("Start typing words of the finding: “moved to low risk”."),
        required=False,
    )


class ExampleRowForm(RowForm):
    """A council or a body that an item names as an example."""

    row_type = ExampleForm

    council = record_field(
        "councils",
        _("Which council is it?"),
        _("Start typing any of its names: “York”."),
        required=False,
    )
    organisation = record_field(
        "organisations",
        _("Or which organisation?"),
        _("Start typing its name: “Citizens Advice”."),
        required=False,
    )
    description = sentences(
        _("What is it an example of?"), _("In a sentence or two."), required=False
    )


class FrameworkFindingRowForm(FindingRowForm):
    """A finding that a framework reports. It is no key finding, and part of no initiative."""

    row_type = FindingForm
    key_order: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["councils"].help_text = _("If the framework names them.")

    @classmethod
    def initial_of_new(cls, record: Any) -> dict[str, Any]:
        """Return the one approach of the item, if it is one."""
        return {"approaches": record.approaches} if len(record.approaches) == 1 else {}


class StartFrameworkForm(forms.Form):
    """What a framework begins with."""

    title = one_line(_("Title"), TITLE, 200)
    source = record_field("sources", _("Source"), _("The document itself. Start typing its title."))

    def begun(self) -> FrameworkForm:
        """Return the draft as its typed form."""
        said = self.cleaned_data
        slug = free_slug(Framework, said["title"])
        return FrameworkForm.model_validate({**said, "slug": slug, "state": Framework.State.DRAFT})

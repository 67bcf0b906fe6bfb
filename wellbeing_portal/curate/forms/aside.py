"""What is made in passing: a source, a suggestion for a vocabulary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategies.aggregates.source import SourceForm
from strategies.models import Source

from .fields import choice_field, one_line, sentences, year_field
from .start import free_slug


def address_field(*, required: bool = False) -> Any:
    """Return the field for where readers can look something up."""
    return forms.URLField(
        label=_("Web address"),
        help_text=_("Where readers can look it up."),
        required=required,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": _("Write something here."),
            "invalid": _("Write an address such as https://www.york.gov.uk/report."),
        },
    )


class SuggestTermForm(forms.Form):
    """A term that is missing, and what would belong there."""

    name = one_line(_("Which term is missing?"), _("As people in the field say it."), 100)
    meaning = sentences(
        _("What would belong there?"),
        _("One or two sentences, and what of this record would."),
    )


class SuggestOrganisationForm(forms.Form):
    """An organisation that is missing, and what it is."""

    name = one_line(
        _("Which organisation is missing?"), _("Its full name, as it writes it itself."), 100
    )
    meaning = sentences(
        _("What is it?"),
        _("One or two sentences: a charity, an NHS body, a firm, and where. A web address helps."),
    )


class AddSourceForm(forms.Form):
    """The little that tells one source from another."""

    title = one_line(_("Title"), _("As it stands on the document or page."), 200)
    kind = choice_field(_("What is it?"), Source.Kind)
    publisher = one_line(_("Who published it?"), "", 200, required=False)
    published_year = year_field(_("Year"), _("Leave empty if it gives none."))
    url = address_field()

    def begun(self) -> SourceForm:
        """Return the draft as its typed form."""
        said: dict[str, Any] = dict(self.cleaned_data)
        slug = free_slug(Source, said["title"])
        return SourceForm.model_validate({**said, "slug": slug, "state": Source.State.DRAFT})

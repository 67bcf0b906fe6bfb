"""Forms of imports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .tables import tables


def table_choices() -> list[tuple[str, Any]]:
    """Return every table that can be imported."""
    return [("", _("Choose"))] + [(key, table.title) for key, table in tables().items()]


class ImportForm(forms.Form):
    """A file, and what is in it."""

    table = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=table_choices,
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"required": _("Choose what is in the file.")},
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "CSV (.csv) or Excel (.xlsx), up to 5 MB; for whole records also content files (.yaml, "
            "or several in a .zip). Nothing is written before you have seen what would be."
        ),
        widget=forms.FileInput(
            attrs={"class": "curate-file", "accept": ".csv,.tsv,.txt,.xlsx,.yaml,.yml,.zip"}
        ),
        allow_empty_file=True,
        error_messages={
            "required": _("Choose a file. It can have 5 MB at most."),
        },
    )

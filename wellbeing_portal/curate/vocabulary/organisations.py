"""Organisations that people missed: no concepts, and decided in the same queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.models import Organisation
from wellbeing_portal.curate.forms.fields import choice_field, one_line, sentences
from wellbeing_portal.curate.forms.start import free_slug

from .families import ConceptFamily, families

KEY = "organisations"


@dataclass(frozen=True)
class OrganisationKind:
    """What the queue has to know of organisations, as of a family of concepts."""

    key: str = KEY
    model: type[Organisation] = Organisation

    @property
    def one(self) -> str:
        """What one is called."""
        return str(self.model._meta.verbose_name)


SuggestibleKind = ConceptFamily | OrganisationKind


class OrganisationForm(forms.Form):
    """What an organisation is, to be named by records at once."""

    name = one_line(_("Name"), _("Its full name, as it writes it itself."), 150)
    sector = choice_field(_("What kind of organisation is it?"), Organisation.Sector)
    description = sentences(
        _("What is it?"), _("One sentence that readers see. Leave it empty if in doubt."),
        required=False,
    )  # fmt: skip

    def made(self) -> Organisation:
        """Return the organisation, which is not saved yet."""
        slug = free_slug(Organisation, self.cleaned_data["name"])
        return Organisation(slug=slug, **self.cleaned_data)


def suggestible() -> Mapping[str, SuggestibleKind]:
    """Return all that can be suggested, by what fields call it."""
    return {**families(), KEY: OrganisationKind()}
